import type { ComponentProps } from 'react';
import { cn } from '#ui/cn.ts';

/** The browser's own list of choices, which every phone and screen reader knows. */
export function Select<Value extends string | number>({
  value,
  options,
  onChange,
  className,
  ...props
}: Omit<ComponentProps<'select'>, 'value' | 'onChange'> & {
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}) {
  return (
    <select
      value={value}
      onChange={(event) => {
        const chosen = options[event.target.selectedIndex];
        if (chosen) onChange(chosen.value);
      }}
      className={cn(
        'h-10 w-full min-w-0 rounded-md border border-input bg-background px-3 text-base sm:text-sm',
        'focus-visible:border-ring focus-visible:outline-3 focus-visible:outline-offset-0 focus-visible:outline-ring/30',
        className,
      )}
      {...props}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
