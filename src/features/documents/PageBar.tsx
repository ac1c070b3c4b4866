'use client';

import { useTranslations } from 'next-intl';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { IconButton } from '#ui/icon-button.tsx';
import { Input } from '#ui/input.tsx';

export type PageTurning = {
  pageCount: number;
  page: number;
  onPage: (page: number) => void;
};

/** Turns the pages of a document; `children` stand at its end. */
export function PageBar({
  pageCount,
  page,
  onPage,
  children,
}: PageTurning & { children?: ReactNode }) {
  const t = useTranslations('documents.panel');
  const id = useId();
  const turnTo = (wanted: number) => {
    if (Number.isInteger(wanted)) onPage(Math.min(Math.max(wanted, 1), pageCount));
  };
  return (
    <div className="flex items-center justify-between gap-2 border-b px-3 py-1.5">
      <div className="flex items-center gap-1">
        <IconButton label={t('previous')} disabled={page <= 1} onClick={() => turnTo(page - 1)}>
          <ChevronLeft />
        </IconButton>
        <div className="flex items-center gap-2 text-[0.8125rem] whitespace-nowrap text-muted-foreground tabular-nums">
          <label htmlFor={id}>{t('page')}</label>
          <Input
            // A page turned otherwise shows its number at once.
            key={page}
            id={id}
            inputMode="numeric"
            defaultValue={page}
            className="h-8 w-12 px-2 text-center"
            onFocus={(event) => event.target.select()}
            onBlur={(event) => turnTo(Number.parseInt(event.target.value, 10))}
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
          <span>{t('ofPages', { count: pageCount })}</span>
        </div>
        <IconButton label={t('next')} disabled={page >= pageCount} onClick={() => turnTo(page + 1)}>
          <ChevronRight />
        </IconButton>
      </div>
      {children}
    </div>
  );
}
