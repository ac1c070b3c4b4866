import { useTranslations } from 'next-intl';
import { TypingDots } from '#ui/typing-dots.tsx';

/** Says who else is writing; keeps its height when nobody is. */
export function TypingIndicator({ names }: { names: readonly string[] }) {
  const t = useTranslations('typing');
  return (
    <div role="status" className="flex h-5 items-center gap-2 text-xs text-muted-foreground">
      {names.length > 0 && (
        <>
          <TypingDots />
          {t('others', { count: names.length, first: names[0] ?? '', second: names[1] ?? '' })}
        </>
      )}
    </div>
  );
}
