import { typingTexts } from '#features/typing/typingTexts.ts';
import { TypingDots } from '#ui/typing-dots.tsx';

/** Says that others are writing; keeps its height when nobody is. */
export function TypingIndicator({ count }: { count: number }) {
  return (
    <div role="status" className="flex h-5 items-center gap-2 text-xs text-muted-foreground">
      {count > 0 && (
        <>
          <TypingDots />
          {typingTexts.others(count)}
        </>
      )}
    </div>
  );
}
