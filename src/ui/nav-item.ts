/** The looks of a link in a sidebar; `aria-current` marks the open one. */
export const navItemClass =
  'flex h-9 items-center gap-2.5 rounded-md px-2.5 text-sm hover:bg-accent aria-[current=page]:bg-accent aria-[current=page]:font-medium';
