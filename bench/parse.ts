import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Bench, type Figures, medians, ratiosOf } from './measure.ts';
import { signUp, startBenchProduct } from './product.ts';
import { textPdf } from '../e2e/textPdf.ts';

const rounds = 3;
const pageCount = 600;
const linesPerPage = 50;
const run = promisify(execFile);

/** Words drawn from a list, so that pages differ; the same for the same seed. */
function makePages(seed: number): string[][] {
  const words =
    'river sensor report budget engine garden window market signal winter council meeting copper bridge harvest ledger'.split(
      ' ',
    );
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return words[state % words.length] ?? '';
  };
  return Array.from({ length: pageCount }, (_, page) =>
    Array.from(
      { length: linesPerPage },
      () => `${Array.from({ length: 11 }, next).join(' ')} ${page}.`,
    ),
  );
}

/** Pages of a PDF read, and made searchable, per second, from the product's own events; beside `pdftotext`. */
export const parse: Bench = {
  name: 'parse',
  async run() {
    await using product = await startBenchProduct();
    await using person = await signUp(product.url);
    const { client, workspace_id } = person;
    const results: Record<string, Figures>[] = [];
    const folder = await mkdtemp(join(tmpdir(), 'parley-bench-pdf-'));
    const upload = async (bytes: Buffer): Promise<Figures> => {
      const times = new Map<string, number>();
      const ready = Promise.withResolvers<void>();
      const ingested = Promise.withResolvers<void>();
      const subscription = client.onEvent.subscribe(
        { workspace_id },
        {
          onData({ data }) {
            for (const event of data) {
              if (event.type === 'sync.ready') ready.resolve();
              if (event.type === 'job.status_updated')
                times.set(`${event.payload.job_type} ${event.payload.status}`, performance.now());
              if (event.type !== 'document.status_updated') continue;
              if (event.payload.status === 'ingested') ingested.resolve();
              if (event.payload.status === 'error')
                ingested.reject(new Error(event.payload.error_message ?? ''));
            }
          },
          onError: ingested.reject,
        },
      );
      await ready.promise;
      const startedAt = performance.now();
      const form = new FormData();
      form.set('workspace_id', workspace_id);
      form.set('file', new File([new Uint8Array(bytes)], 'bench.pdf'));
      await client.documents.upload.mutate(form);
      await ingested.promise;
      const doneAt = performance.now();
      subscription.unsubscribe();
      const at = (key: string) => times.get(key) ?? Number.NaN;
      return {
        pages_per_s: (pageCount * 1_000) / (at('parse success') - startedAt),
        searchable_pages_per_s: (pageCount * 1_000) / (doneAt - startedAt),
        upload_to_ingested_ms: doneAt - startedAt,
      };
    };
    for (let round = 0; round < rounds; round += 1) {
      const bytes = textPdf(makePages(round + 1));
      const file = join(folder, `${round}.pdf`);
      await writeFile(file, bytes);
      const parley = await upload(bytes);
      const peer = await pdftotext(file);
      results.push({ parley, ...(peer ? { pdftotext: peer } : {}) });
    }
    await rm(folder, { recursive: true, force: true });
    const figures = medians(results);
    return { name: 'parse', figures, ratios: ratiosOf(figures) };
  },
};

/** Null where it is not installed. */
async function pdftotext(file: string): Promise<Figures | null> {
  const startedAt = performance.now();
  const isThere = await run('pdftotext', [file, '-'], { maxBuffer: 1e9 }).then(
    () => true,
    () => false,
  );
  return isThere ? { pages_per_s: (pageCount * 1_000) / (performance.now() - startedAt) } : null;
}
