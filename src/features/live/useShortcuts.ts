'use client';

import { useEffect, useRef, useSyncExternalStore } from 'react';

const storageKey = 'parley-shortcuts';
const listeners = new Set<() => void>();

function areOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** Single keys may clash with speech input or a screen reader, so they can be turned off (WCAG 2.1.4). */
export function useShortcutSwitch(): { isOn: boolean; turn: (on: boolean) => void } {
  const isOn = useSyncExternalStore(subscribe, areOn, () => true);
  const turn = (on: boolean) => {
    try {
      localStorage.setItem(storageKey, on ? 'on' : 'off');
    } catch {
      // As long as the page lasts, they stay as they are.
    }
    for (const listener of listeners) listener();
  };
  return { isOn, turn };
}

/** Does what a key stands for while the component is mounted, unless the person writes or a dialog is open. */
export function useShortcuts(actions: Record<string, () => void>): void {
  const { isOn } = useShortcutSwitch();
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.isComposing || isWriting(event.target) || isDialogOpen()) return;
      const action = current.current[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOn]);
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select'));

const isDialogOpen = (): boolean =>
  document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null;
