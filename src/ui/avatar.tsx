'use client';

import { useState } from 'react';
import { cn } from '#ui/cn.ts';

/** A person's picture, or the initial of their name where there is none or it doesn't load. Only for the eyes. */
export function Avatar({
  name,
  picture = null,
  className,
}: {
  name: string;
  picture?: string | null;
  className?: string;
}) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span
      aria-hidden="true"
      className={cn(
        'grid size-7 shrink-0 place-items-center overflow-hidden rounded-full bg-primary-soft text-xs font-semibold text-primary-soft-foreground uppercase select-none',
        className,
      )}
    >
      {picture !== null && picture !== broken ? (
        // oxlint-disable-next-line next/no-img-element -- it is small already, and where it comes from need not know our pages
        <img
          src={picture}
          alt=""
          loading="lazy"
          referrerPolicy="no-referrer"
          onError={() => setBroken(picture)}
          className="size-full object-cover"
        />
      ) : (
        (Array.from(name.trim())[0] ?? '?')
      )}
    </span>
  );
}
