import { typingTexts } from '#features/typing/typingTexts.ts';
import { TypingDots } from '#ui/typing-dots.tsx';

/** Says who else is writing; keeps its height when nobody is. */
export function TypingIndicator({ names }: { names: readonly string[] }) {
  return (
    <div role="status" className="flex h-5 items-center gap-2 text-xs text-muted-foreground">
      {names.length > 0 && (
        <>
          <TypingDots />
          {typingTexts.others(names)}
        </>
      )}
    </div>
  );
}
