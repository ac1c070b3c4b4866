import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { describeIssues, parseJson, UnreadFile } from './unreadFile.ts';

/** Questions whose relevant documents are known. */
export type Collection = {
  name: string;
  documents: { title: string; text: string }[];
  queries: { text: string; relevant: ReadonlySet<number> }[];
  /** Questions that look as if a document answered them, and that none does. */
  unanswerable: readonly string[];
};

/** What could be read, and for each file that could not a line that names it, the place and the reason. */
export type ReadCollections = { collections: Collection[]; unread: string[] };

const Squad = z.object({
  data: z.array(
    z.object({
      title: z.string().default(''),
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(
            // As SQuAD 2 marks a question that its paragraph does not answer.
            z.object({ question: z.string(), is_impossible: z.boolean().default(false) }),
          ),
        }),
      ),
    }),
  ),
});

/**
 * The collections in a folder and its folders: each `*.json` in SQuAD's form, and each folder with Cranfield's
 * three files (`cran.all.1400`, `cran.qry`, `cranqrel`). A file that cannot be read keeps no other from being read.
 */
export async function readCollections(folder: string): Promise<ReadCollections> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
  const read = await Promise.all(files.map((file) => readFileOf(file).catch(unreadLine(file))));
  return {
    collections: read.filter((one) => one !== null && typeof one !== 'string'),
    unread: read.filter((one) => typeof one === 'string'),
  };
}

/** Null where a file is no collection by its name. */
async function readFileOf(file: string): Promise<Collection | null> {
  if (basename(file) === 'cranqrel') return readCranfield(join(file, '..'));
  return file.endsWith('.json') ? readSquad(file) : null;
}

const unreadLine = (file: string) => (error: unknown) => {
  if (error instanceof UnreadFile) return error.message;
  // Of the file system, which names another one where one of Cranfield's is missing.
  if (error instanceof Error && 'code' in error) return `${file}: ${error.message}`;
  throw error;
};

/** The paragraph that holds the answer is the one relevant document. */
async function readSquad(file: string): Promise<Collection> {
  const squad = Squad.safeParse(parseJson(file, await readFile(file, 'utf8')));
  if (!squad.success) throw new UnreadFile(file, describeIssues(squad.error));
  const paragraphs = squad.data.data.flatMap((article) => article.paragraphs);
  const questions = paragraphs.flatMap(({ qas }, index) => qas.map((asked) => ({ asked, index })));
  if (questions.length === 0) throw new UnreadFile(file, { reason: 'it holds no question' });
  return {
    name: basename(file, '.json'),
    documents: paragraphs.map(({ context }) => ({ title: '', text: context })),
    queries: questions
      .filter(({ asked }) => !asked.is_impossible)
      .map(({ asked, index }) => ({ text: asked.question, relevant: new Set([index]) })),
    unanswerable: questions
      .filter(({ asked }) => asked.is_impossible)
      .map(({ asked }) => asked.question),
  };
}

/** The same questions as people type them who leave accents out, or null where that changes few of them. */
export function withoutAccents(collection: Collection): Collection | null {
  const { name, queries } = collection;
  const plain = queries.map(({ text, relevant }) => ({ text: foldLatin(text), relevant }));
  const changed = plain.filter(({ text }, index) => text !== queries[index]?.text).length;
  if (changed < queries.length / 2) return null;
  return { ...collection, name: `${name}, no accents`, queries: plain };
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
  for (const [nth, line] of judgments.trimEnd().split('\n').entries()) {
    const [query = NaN, document = NaN, grade = NaN] = line.trim().split(/\s+/).map(Number);
    if (Number.isNaN(query + document + grade))
      throw new UnreadFile(join(folder, 'cranqrel'), {
        place: `line ${nth + 1}`,
        reason: 'three numbers are expected: a query, a document and a grade',
      });
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
    unanswerable: [],
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
