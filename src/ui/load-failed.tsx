import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';

/** What stands where something should be that could not be loaded. */
export function LoadFailed({
  message,
  retryLabel,
  onRetry,
  className,
}: {
  message: string;
  retryLabel: string;
  onRetry: () => void;
  className?: string;
}) {
  return (
    <Notice tone="destructive" role="alert" className={className}>
      <p>{message}</p>
      <Button variant="outline" size="sm" className="mt-3 text-foreground" onClick={onRetry}>
        {retryLabel}
      </Button>
    </Notice>
  );
}
