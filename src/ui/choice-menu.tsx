'use client';

import type { Choice, useChoice } from '#ui/use-choice.ts';

/** Over a text field: what fits what is being written. */
export function ChoiceMenu<Option extends Choice>(props: {
  choice: ReturnType<typeof useChoice<Option>>;
  /** What assistive technology calls it. */
  label: string;
  /** Stands where nothing fits; without it there is no list then. */
  none?: string;
}) {
  const { choice, label, none } = props;
  const { id, options, active, optionId, choose } = choice;
  if (!options || (options.length === 0 && !none)) return null;
  return (
    <div className="absolute inset-x-0 bottom-full z-20 mb-2 overflow-hidden rounded-xl border bg-popover shadow-lg">
      <div id={id} role="listbox" aria-label={label} className="max-h-64 overflow-y-auto p-1">
        {options.map((option, at) => (
          <button
            type="button"
            tabIndex={-1}
            key={option.key}
            id={optionId(option)}
            role="option"
            aria-selected={at === active}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
            className="grid w-full grid-cols-1 gap-0.5 rounded-lg px-3 py-2 text-left text-sm hover:bg-accent aria-selected:bg-accent"
          >
            <span className="font-medium">{option.label}</span>
            {option.detail && (
              <span className="truncate text-[0.8125rem] text-muted-foreground">
                {option.detail}
              </span>
            )}
          </button>
        ))}
      </div>
      {options.length === 0 && <p className="px-3 pb-3 text-sm text-muted-foreground">{none}</p>}
    </div>
  );
}
