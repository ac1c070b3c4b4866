import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';

/** Questions whose relevant documents are known. */
export type Collection = {
  name: string;
  documents: { title: string; text: string }[];
  queries: { text: string; relevant: ReadonlySet<number> }[];
};

const Squad = z.object({
  data: z.array(
    z.object({
      title: z.string().default(''),
      paragraphs: z.array(
        z.object({ context: z.string(), qas: z.array(z.object({ question: z.string() })) }),
      ),
    }),
  ),
});

/**
 * The collections in a folder and its folders: each `*.json` in SQuAD's form, and each folder with Cranfield's
 * three files (`cran.all.1400`, `cran.qry`, `cranqrel`).
 * @throws Error where there is none, with what is expected
 */
export async function readCollections(folder: string): Promise<Collection[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
  const collections = await Promise.all(
    files.map(async (file) => {
      if (basename(file) === 'cranqrel') return [await readCranfield(join(file, '..'))];
      return file.endsWith('.json') ? readSquad(file) : [];
    }),
  );
  const found = collections.flat();
  if (found.length === 0)
    throw new Error(
      `There is no test collection in ${folder}. Give a folder that holds some with --dir: Cranfield's files, or *.json in SQuAD's form.`,
    );
  return found;
}

/** The paragraph that holds the answer is the one relevant document. */
async function readSquad(file: string): Promise<Collection[]> {
  const squad = Squad.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!squad.success) return [];
  const paragraphs = squad.data.data.flatMap((article) => article.paragraphs);
  const collection = {
    name: basename(file, '.json'),
    documents: paragraphs.map(({ context }) => ({ title: '', text: context })),
    queries: paragraphs.flatMap(({ qas }, index) =>
      qas.map(({ question }) => ({ text: question, relevant: new Set([index]) })),
    ),
  };
  return [collection];
}

/** The same questions as people type them who leave accents out, or null where that changes few of them. */
export function withoutAccents({ name, documents, queries }: Collection): Collection | null {
  const plain = queries.map(({ text, relevant }) => ({ text: foldLatin(text), relevant }));
  const changed = plain.filter(({ text }, index) => text !== queries[index]?.text).length;
  if (changed < queries.length / 2) return null;
  return { name: `${name}, no accents`, documents, queries: plain };
}

function foldLatin(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/(?<=\p{Script=Latin}\p{Mn}*)\p{Mn}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .normalize('NFC');
}

/** Judgments name a query by its position, 1…225; a grade of -1 counts as not relevant. */
async function readCranfield(folder: string): Promise<Collection> {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const [documents, queries, judgments] = await Promise.all([
    read('cran.all.1400'),
    read('cran.qry'),
    read('cranqrel'),
  ]);
  const relevant = new Map<number, Set<number>>();
  for (const line of judgments.trim().split('\n')) {
    const [query = 0, document = 0, grade = -1] = line.trim().split(/\s+/).map(Number);
    const known = relevant.get(query) ?? new Set();
    if (grade >= 1) relevant.set(query, known.add(document - 1));
  }
  return {
    name: basename(folder),
    documents: recordsOf(documents).map((record) => ({
      title: field(record, 'T'),
      text: field(record, 'W'),
    })),
    queries: recordsOf(queries).map((record, index) => ({
      text: field(record, 'W'),
      relevant: relevant.get(index + 1) ?? new Set(),
    })),
  };
}

const recordsOf = (file: string) => file.split(/^\.I \d+\s*$/m).slice(1);

function field(record: string, name: string): string {
  const found = new RegExp(
    `^\\.${name}\\s*\\n([\\s\\S]*?)(?=^\\.[A-Z]\\s*$|$(?![\\s\\S]))`,
    'm',
  ).exec(record);
  return found?.[1]?.replaceAll(/\s+/g, ' ').trim() ?? '';
}
