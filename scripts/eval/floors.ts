/**
 * nDCG@10 that lexical retrieval must reach on the public collections: BM25 in plain SQL as their README gives it,
 * and more where the product once had more.
 */
const floors: Record<string, number> = {
  cranfield: 0.392,
  'xquad.en': 0.97,
  'xquad.vi': 0.96,
  'xquad.vi, no accents': 0.95,
  'xquad.th': 0.97,
  'xquad.zh': 0.965,
};

/** What all collections in one workspace may cost each. */
const mixedCost = 0.01;

/** For the same collections as long reports; of Cranfield less than 0.42 is reached without neighbours. */
const reportFloors: Record<string, number> = {
  cranfield: 0.42,
  'xquad.en': 0.965,
  'xquad.vi': 0.96,
  'xquad.vi, no accents': 0.95,
  'xquad.th': 0.97,
  'xquad.zh': 0.97,
};

/** A collection in a workspace of its own, with all the others, or there as long reports. */
export type WorkspaceKind = 'own' | 'mixed' | 'reports';

/** Null for a collection of which nothing is asked. */
export function floorOf(collection: string, workspace: WorkspaceKind): number | null {
  if (workspace === 'reports') return reportFloors[collection] ?? null;
  const floor = floors[collection];
  if (floor === undefined) return null;
  return workspace === 'own' ? floor : floor - mixedCost;
}

/** The share of the questions whose paragraph is missing that must stay unanswered. */
export const leastSilence: Record<string, number | undefined> = {
  'xquad.en': 0.95,
  'xquad.vi': 0.95,
  'xquad.th': 0.95,
  'xquad.zh': 0.95,
};
