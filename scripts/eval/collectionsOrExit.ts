import { type Collection, readCollections } from './collections.ts';

/** The collections in a folder, after a line for each file that could not be read. Without any the process ends with 1. */
export async function collectionsOrExit(folder: string): Promise<Collection[]> {
  const { collections, unread } = await readCollections(folder);
  for (const line of unread) console.error(line);
  if (collections.length > 0) return collections;
  console.error(
    `There is no test collection that can be read in ${folder}. Give a folder that holds some with --dir: Cranfield's files, or *.json in SQuAD's form.`,
  );
  process.exit(1);
}
