'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Sheet } from '#ui/sheet.tsx';
import { useMediaQuery } from '#ui/use-media-query.ts';

type SidePanelProps = {
  isOpen: boolean;
  /** What assistive technology calls it. */
  title: string;
  onClose: () => void;
  /** The width of the window from which on there is room beside the page. */
  dockFrom?: string;
  children: ReactNode;
};

/** Beside the page where there is room, else a sheet over it. Esc closes it either way. */
export function SidePanel(props: SidePanelProps) {
  const hasRoom = useMediaQuery(`(min-width: ${props.dockFrom ?? '80rem'})`);
  if (hasRoom) return props.isOpen && <DockedPanel {...props} />;
  return (
    <Sheet
      side="right"
      title={props.title}
      open={props.isOpen}
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
    >
      {props.children}
    </Sheet>
  );
}

function DockedPanel({ title, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    panel.current?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // A dialog or a menu above the panel takes the key first.
      if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  return (
    <aside
      ref={panel}
      aria-label={title}
      tabIndex={-1}
      className="flex w-112 shrink-0 flex-col border-l bg-background outline-none 2xl:w-128"
    >
      {children}
    </aside>
  );
}
