import type { ReactNode } from 'react';

/** A row of figures. */
export function Stats({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">{children}</dl>;
}

/** A figure under its name. */
export function Stat(props: { name: string; value: string; detail?: string | undefined }) {
  return (
    <div className="min-w-0">
      <dt className="text-[0.8125rem] text-muted-foreground">{props.name}</dt>
      <dd className="mt-0.5 text-2xl font-semibold tracking-tight tabular-nums">
        {props.value}
        {props.detail && (
          <span className="block text-xs font-normal tracking-normal text-muted-foreground">
            {props.detail}
          </span>
        )}
      </dd>
    </div>
  );
}
