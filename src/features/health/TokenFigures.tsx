'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { Health } from '#contract/health.ts';
import type { PlotFrame } from '#features/health/chartSlots.ts';
import { HealthSection, NothingYet } from '#features/health/HealthSection.tsx';
import { BarChart } from '#ui/bar-chart.tsx';

type Tokens = Health['tokens'];

/** What the models' servers say was used: what the workspace costs. */
export function TokenFigures({ tokens, frame }: { tokens: Tokens; frame: PlotFrame }) {
  const t = useTranslations('health.tokens');
  const format = useFormatter();
  const { whole, slots } = addUp(tokens, frame.slots.length);
  return (
    <HealthSection title={t('title')} hint={t('hint')}>
      {tokens.length === 0 ? (
        <NothingYet>{t('none')}</NothingYet>
      ) : (
        <>
          <BarChart
            {...frame}
            title={t('title')}
            series={[
              { name: t('prompt'), color: 'var(--chart-1)' },
              { name: t('completion'), color: 'var(--chart-2)' },
              { name: t('embeddings'), color: 'var(--chart-3)' },
            ]}
            values={slots}
            readout={(slot) =>
              (slot === null ? whole : (slots[slot] ?? whole)).map((count) => format.number(count))
            }
            formatTick={(count) => format.number(count, { notation: 'compact' })}
          />
          <Models tokens={tokens} />
        </>
      )}
    </HealthSection>
  );
}

/** Prompts, completions and embeddings of all models. */
function addUp(tokens: Tokens, slotCount: number): { whole: number[]; slots: number[][] } {
  const sum = (countsOf: (of: Tokens[number]) => Tokens[number]['whole'] | undefined) => {
    const total = (purpose: string, count: 'prompt_tokens' | 'completion_tokens') =>
      tokens.reduce(
        (before, each) => before + (each.purpose === purpose ? (countsOf(each)?.[count] ?? 0) : 0),
        0,
      );
    return [
      total('answers', 'prompt_tokens'),
      total('answers', 'completion_tokens'),
      total('embeddings', 'prompt_tokens'),
    ];
  };
  return {
    whole: sum(({ whole }) => whole),
    slots: Array.from({ length: slotCount }, (_, slot) => sum(({ slots }) => slots[slot])),
  };
}

function Models({ tokens }: { tokens: Tokens }) {
  const t = useTranslations('health.tokens');
  const format = useFormatter();
  const head = 'pb-2 pl-3 text-right font-normal';
  const cell = 'py-2 pl-3 text-right tabular-nums';
  return (
    <table className="w-full table-fixed text-[0.8125rem]">
      <thead className="text-muted-foreground">
        <tr>
          <th scope="col" className="w-2/5 pb-2 text-left font-normal">
            {t('model')}
          </th>
          <th scope="col" className={head}>
            {t('prompt')}
          </th>
          <th scope="col" className={head}>
            {t('completion')}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y border-t">
        {tokens.map(({ purpose, model, whole }) => (
          <tr key={`${purpose} ${model}`}>
            <th scope="row" className="py-2 text-left font-medium break-words">
              {model}
              <span className="block font-normal text-muted-foreground">
                {t(`purpose.${purpose}`)}
              </span>
            </th>
            <td className={cell}>{format.number(whole.prompt_tokens)}</td>
            <td className={cell}>
              {purpose === 'answers' ? format.number(whole.completion_tokens) : '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
