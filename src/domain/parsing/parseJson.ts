import { cleanLine, cleanLines } from '#domain/parsing/cleanText.ts';
import { decodeText } from '#domain/parsing/decodeText.ts';
import { paginate } from '#domain/parsing/layout.ts';
import type { Parser, SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { parseText } from '#domain/parsing/parseText.ts';

/** Lines go together in blocks of about this length: short enough that chunking never cuts one. */
const blockLength = 480;
/** A list of plain values that is no longer than this stands in one line. */
const maxListLength = 300;
/** Every line repeats its path: nesting can make a small file large. */
const maxCharacters = 50_000_000;

/** `record` is the path of what the value belongs to: an element of a list, or a member of the whole. */
type Line = { record: string; text: string };

/** A line for each value, after the path that leads to it as in jq; an element's lines stand together. */
export const parseJson: Parser = async (bytes, options) => {
  const text = decodeText(bytes);
  if (text === null) throw new ParseFailure('broken');
  const value = parseWhole(text) ?? parseLines(text);
  // With comments, or cut off: its text is still worth finding.
  return value === undefined ? parseText(bytes, options) : paginate(blocksOf(linesOf(value)));
};

function parseWhole(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON Lines: a value in each line. */
function parseLines(text: string): unknown[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values: unknown[] = [];
  for (const line of lines) {
    const value = parseWhole(line);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function linesOf(root: unknown): Line[] {
  const lines: Line[] = [];
  let characters = 0;
  const add = (line: Line) => {
    characters += line.text.length;
    if (characters > maxCharacters) throw new ParseFailure('too_large');
    lines.push(line);
  };
  const visit = (value: unknown, path: string, record: string) => {
    const list = Array.isArray(value) ? plainList(value) : null;
    if (list !== null || typeof value !== 'object' || value === null) {
      const text = cleanLines(list ?? String(value));
      if (text !== '') add({ record, text: path === '' ? text : `${path}: ${text}` });
      return;
    }
    const isTop = path === '';
    for (const [key, member] of Object.entries(value)) {
      const memberPath = path + (Array.isArray(value) ? `${isTop ? '.' : ''}[${key}]` : step(key));
      visit(member, memberPath, isTop || Array.isArray(value) ? memberPath : record);
    }
  };
  visit(root, '', '');
  return lines;
}

function step(key: string): string {
  const name = cleanLine(key);
  return /[.[\]:]|^$/.test(name) ? `[${JSON.stringify(name)}]` : `.${name}`;
}

/** Null when it holds other lists or objects, or is too long for a line. */
function plainList(values: readonly unknown[]): string | null {
  if (values.some((value) => typeof value === 'object' && value !== null)) return null;
  const text = values.join(', ');
  return text.length > maxListLength ? null : text;
}

function blocksOf(lines: readonly Line[]): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let current: string[] = [];
  let length = 0;
  const finish = () => {
    if (current.length > 0) blocks.push({ kind: 'code', text: current.join('\n') });
    current = [];
    length = 0;
  };
  for (const [index, { record, text }] of lines.entries()) {
    const isNext = record !== lines[index - 1]?.record;
    if (isNext || length + text.length > blockLength) finish();
    current.push(text);
    length += text.length + 1;
  }
  finish();
  return blocks;
}
