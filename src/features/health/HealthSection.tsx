import type { ReactNode } from 'react';

/** A part of the page. */
export function HealthSection(props: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section
      aria-label={props.title}
      className="grid min-w-0 grid-cols-1 content-start gap-4 rounded-xl border bg-card p-4 sm:p-5"
    >
      <div>
        <h2 className="text-base font-semibold">{props.title}</h2>
        {props.hint && (
          <p className="mt-0.5 text-[0.8125rem] text-muted-foreground">{props.hint}</p>
        )}
      </div>
      {props.children}
    </section>
  );
}

/** What stands where a part has nothing to show. */
export function NothingYet({ children }: { children: ReactNode }) {
  return (
    <p className="rounded-lg bg-muted px-4 py-6 text-center text-sm text-balance text-muted-foreground">
      {children}
    </p>
  );
}
