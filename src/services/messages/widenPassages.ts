import { and, asc, between, eq, inArray, or } from 'drizzle-orm';
import type { SearchResult } from '#contract/search.ts';
import type { Reader } from '#db/client.ts';
import { chunks } from '#db/schema/chunks.ts';

type Piece = { document_id: string; seq: number; page_from: number; page_to: number; text: string };

/**
 * Passages with what stands around them, as far as there is room for `budget` characters: first the passages
 * themselves, best first, then what is before and after each. Pieces that follow each other are one passage, in
 * the place of the better one and under its chunk's id.
 */
export async function widenPassages(
  db: Pick<Reader, 'select'>,
  passages: readonly SearchResult[],
  budget: number,
): Promise<SearchResult[]> {
  const seqs = await readSeqs(db, passages);
  const found = passages.flatMap((passage) => {
    const seq = seqs.get(passage.chunk_id);
    return seq === undefined ? [] : [{ ...passage, seq }];
  });
  const around = await readAround(db, found);
  const pieces = new Map([...around, ...found].map((piece) => [keyOf(piece), piece]));
  const kept = keepInBudget(
    [
      ...found.map(keyOf),
      ...found.flatMap(({ document_id, seq }) => [
        keyOf({ document_id, seq: seq + 1 }),
        keyOf({ document_id, seq: seq - 1 }),
      ]),
    ],
    pieces,
    budget,
  );
  const taken = new Set<string>();
  return found.flatMap((passage) => {
    if (taken.has(keyOf(passage)) || !kept.has(keyOf(passage))) return [];
    const run = runAround(passage, (key) => (kept.has(key) ? pieces.get(key) : undefined));
    for (const piece of run) taken.add(keyOf(piece));
    return [joinRun(passage, run)];
  });
}

const keyOf = ({ document_id, seq }: Pick<Piece, 'document_id' | 'seq'>) => `${document_id} ${seq}`;

/** A passage may be longer than the budget: the best one is always kept. */
function keepInBudget(
  keys: readonly string[],
  pieces: ReadonlyMap<string, Piece>,
  budget: number,
): Set<string> {
  const kept = new Set<string>();
  let room = budget;
  for (const key of keys) {
    const length = pieces.get(key)?.text.length;
    if (length === undefined || kept.has(key) || (kept.size > 0 && length > room)) continue;
    kept.add(key);
    room -= length;
  }
  return kept;
}

/** The pieces that follow each other without a gap, with `piece` among them, in the document's order. */
function runAround(piece: Piece, find: (key: string) => Piece | undefined): Piece[] {
  const run = [piece];
  const step = (by: 1 | -1) => {
    const { document_id } = piece;
    for (let seq = piece.seq + by; ; seq += by) {
      const next = find(keyOf({ document_id, seq }));
      if (!next) return;
      if (by === 1) run.push(next);
      else run.unshift(next);
    }
  };
  step(1);
  step(-1);
  return run;
}

function joinRun(
  { seq: _, ...passage }: SearchResult & { seq: number },
  run: Piece[],
): SearchResult {
  return {
    ...passage,
    page_from: Math.min(...run.map(({ page_from }) => page_from)),
    page_to: Math.max(...run.map(({ page_to }) => page_to)),
    text: run.map(({ text }) => text).join('\n\n'),
  };
}

async function readSeqs(
  db: Pick<Reader, 'select'>,
  passages: readonly SearchResult[],
): Promise<Map<string, number>> {
  const ids = passages.map(({ chunk_id }) => chunk_id);
  const rows = await db
    .select({ id: chunks.id, seq: chunks.seq })
    .from(chunks)
    .where(inArray(chunks.id, ids));
  return new Map(rows.map(({ id, seq }) => [id, seq]));
}

async function readAround(
  db: Pick<Reader, 'select'>,
  found: readonly Pick<Piece, 'document_id' | 'seq'>[],
): Promise<Piece[]> {
  if (found.length === 0) return [];
  const ranges = found.map(({ document_id, seq }) =>
    and(eq(chunks.document_id, document_id), between(chunks.seq, seq - 1, seq + 1)),
  );
  return db
    .select({
      document_id: chunks.document_id,
      seq: chunks.seq,
      page_from: chunks.page_from,
      page_to: chunks.page_to,
      text: chunks.text,
    })
    .from(chunks)
    .where(or(...ranges))
    .orderBy(asc(chunks.document_id), asc(chunks.seq));
}
