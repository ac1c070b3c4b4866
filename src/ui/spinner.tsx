import { LoaderCircle } from 'lucide-react';
import { cn } from '#ui/cn.ts';

/** Only for the eyes: the text beside it says what goes on. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden="true" className={cn('size-4 animate-spin', className)} />;
}
