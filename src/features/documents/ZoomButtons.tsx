'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Minus, Plus } from 'lucide-react';
import { Button } from '#ui/button.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { Tooltip } from '#ui/tooltip.tsx';

const steps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

/** Of the width that there is. */
export const fitWidth = 1;

export function ZoomButtons({ zoom, onZoom }: { zoom: number; onZoom: (zoom: number) => void }) {
  const t = useTranslations('documents.panel');
  const format = useFormatter();
  const smaller = steps.findLast((step) => step < zoom);
  const larger = steps.find((step) => step > zoom);
  return (
    <div className="flex items-center">
      <IconButton
        label={t('zoomOut')}
        disabled={smaller === undefined}
        onClick={() => onZoom(smaller ?? zoom)}
      >
        <Minus />
      </IconButton>
      <Tooltip label={t('fitWidth')}>
        <Button
          variant="ghost"
          size="sm"
          aria-label={t('fitWidth')}
          className="w-12 px-0 text-[0.8125rem] font-normal text-muted-foreground tabular-nums"
          onClick={() => onZoom(fitWidth)}
        >
          {format.number(zoom, { style: 'percent' })}
        </Button>
      </Tooltip>
      <IconButton
        label={t('zoomIn')}
        disabled={larger === undefined}
        onClick={() => onZoom(larger ?? zoom)}
      >
        <Plus />
      </IconButton>
    </div>
  );
}
