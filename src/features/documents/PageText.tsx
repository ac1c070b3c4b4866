'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use, useMemo } from 'react';
import type { DocumentPage } from '#contract/documents.ts';
import { locateQuote, rangesWithin, splitAtRanges } from '#features/documents/locateQuote.ts';
import { type PageSection, pageSections } from '#features/documents/pageSections.ts';
import type { TextRange } from '#shared/comparableText.ts';
import { must } from '#shared/must.ts';
import { cn } from '#ui/cn.ts';
import { Notice } from '#ui/notice.tsx';

type Marking = { text: string; marks: readonly TextRange[] };

const MarkingContext = createContext<Marking | null>(null);

/** A page's text as it is built, with the quoted passage marked and in view. */
export function PageText({ page, quote }: { page: DocumentPage; quote: string | null }) {
  const t = useTranslations('documents.panel');
  const { text } = page;
  const sections = useMemo(() => pageSections(page), [page]);
  const marking = useMemo(
    () => ({ text, marks: quote === null ? [] : locateQuote(text, quote) }),
    [text, quote],
  );
  return (
    <MarkingContext value={marking}>
      {quote !== null && marking.marks.length === 0 && (
        <Notice className="mb-4">{t('passageElsewhere')}</Notice>
      )}
      <div className="text-[0.9375rem] leading-relaxed">
        {text === '' && <p className="text-muted-foreground">{t('emptyPage')}</p>}
        {sections.map((section, index) => (
          <Section key={index} section={section} />
        ))}
      </div>
    </MarkingContext>
  );
}

function Section({ section }: { section: PageSection }): ReactNode {
  switch (section.kind) {
    case 'heading':
      return <Heading level={section.level} range={section.range} />;
    case 'paragraph':
      return (
        <p className="my-3 whitespace-pre-wrap first:mt-0">
          <Words range={section.range} />
        </p>
      );
    case 'code':
      return (
        <pre className="my-3 rounded-lg border bg-muted px-3.5 py-2.5 font-mono text-[0.8125rem] whitespace-pre-wrap first:mt-0">
          <Words range={section.range} />
        </pre>
      );
    case 'list':
      return (
        // Each item has its own sign or number in its text.
        <ul className="my-3 grid gap-1.5 first:mt-0">
          {section.items.map((range) => (
            <li key={range.start} className="pl-4 -indent-4">
              <Words range={range} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table rows={section.rows} />;
  }
}

const headings = ['h3', 'h4', 'h5', 'h6', 'h6', 'h6'] as const;
const headingSizes = ['text-lg', 'text-base', 'text-[0.9375rem]'];

function Heading({ level, range }: { level: number; range: TextRange }) {
  const Tag = headings[level - 1] ?? 'h6';
  const size = headingSizes[level - 1] ?? 'text-[0.9375rem]';
  return (
    <Tag className={cn('mt-6 mb-2 leading-snug font-semibold first:mt-0', size)}>
      <Words range={range} />
    </Tag>
  );
}

function Table({ rows }: { rows: readonly TextRange[][] }) {
  const t = useTranslations('documents.panel');
  return (
    <div
      role="group"
      aria-label={t('table')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard can scroll only what has the focus
      tabIndex={0}
      className="my-4 overflow-x-auto rounded-lg border first:mt-0"
    >
      <table className="w-full text-[0.8125rem] leading-normal">
        <tbody className="divide-y">
          {rows.map((cells, row) => (
            <tr key={row} className="first:bg-muted first:font-medium">
              {cells.map((range) => (
                <td key={range.start} className="min-w-20 px-3 py-1.5 align-top">
                  <Words range={range} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const bringIntoView = (mark: HTMLElement | null) => mark?.scrollIntoView({ block: 'center' });

/** A part of the page's text, with what of the quote lies in it marked. */
function Words({ range }: { range: TextRange }) {
  const { text, marks } = must(use(MarkingContext), 'the page around its words');
  const first = marks[0];
  return splitAtRanges(text.slice(range.start, range.end), rangesWithin(marks, range)).map(
    (part, index) =>
      part.isMarked ? (
        <mark
          key={index}
          ref={first && holds(range, first) ? bringIntoView : undefined}
          className="rounded-sm box-decoration-clone py-0.5"
        >
          {part.text}
        </mark>
      ) : (
        part.text
      ),
  );
}

const holds = (range: TextRange, { start }: TextRange) => range.start <= start && start < range.end;
