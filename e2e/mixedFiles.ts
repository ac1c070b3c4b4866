import { readFile } from 'node:fs/promises';
import { unzipSync, zipSync } from 'fflate';
import { textPdf } from './textPdf.ts';

/** A file to upload, and whether it can be read. */
export type MixedFile = { name: string; bytes: Uint8Array; isReadable: boolean };

type Kind = { ending: string; isReadable: boolean; make: (nth: number) => string | Uint8Array };

const fixture = (name: string) => readFile(new URL(`fixtures/${name}`, import.meta.url));

const sentence = (nth: number) =>
  `File ${nth} says that its budget is ${nth * 7} thousand crowns and its review falls into May.`;

/** So many files of many formats, each with words of its own, one in eight of them broken. */
export async function mixedFiles(count: number): Promise<MixedFile[]> {
  const kinds = await readKinds();
  return Array.from({ length: count }, (_, nth) => {
    const kind = kinds[nth % kinds.length];
    if (!kind) throw new Error('There are no kinds of files');
    const made = kind.make(nth);
    return {
      name: `file-${nth}.${kind.ending}`,
      bytes: typeof made === 'string' ? new TextEncoder().encode(made) : made,
      isReadable: kind.isReadable,
    };
  });
}

async function readKinds(): Promise<Kind[]> {
  const [handbook, encrypted, truncated] = await Promise.all(
    ['handbook.pdf', 'encrypted.pdf', 'truncated.pdf'].map(fixture),
  );
  const offices = await Promise.all(
    [
      'handbook.docx',
      'corpus/staff.xlsx',
      'corpus/slides.pptx',
      'corpus/handbook.odt',
      'corpus/staff.ods',
      'corpus/slides.odp',
      'corpus/handbook.epub',
    ].map(async (name) => ({
      ending: name.split('.').at(-1) ?? '',
      parts: unzipSync(await fixture(name)),
    })),
  );
  // A reader takes what stands after the end for a comment.
  const numbered = (pdf: Buffer | undefined) => (nth: number) =>
    Buffer.concat([pdf ?? Buffer.alloc(0), Buffer.from(`\n% ${nth}\n`)]);
  const pages = (nth: number) =>
    Array.from({ length: 12 }, (_, page) =>
      Array.from({ length: 30 }, (_line, line) => `${sentence(nth)} Line ${page}.${line}`),
    );
  return [
    { ending: 'txt', isReadable: true, make: sentence },
    { ending: 'pdf', isReadable: true, make: (nth) => textPdf(pages(nth)) },
    { ending: 'md', isReadable: true, make: (nth) => `# Report ${nth}\n\n${sentence(nth)}\n` },
    {
      ending: 'html',
      isReadable: true,
      make: (nth) =>
        `<!doctype html><title>${nth}</title><main><h1>Report</h1><p>${sentence(nth)}</p></main>`,
    },
    { ending: 'pdf', isReadable: true, make: numbered(handbook) },
    { ending: 'pdf', isReadable: false, make: numbered(encrypted) },
    {
      ending: 'csv',
      isReadable: true,
      make: (nth) =>
        `project,budget\n${Array.from({ length: 80 }, (_, row) => `p${nth}-${row},${row}`).join('\n')}\n`,
    },
    ...offices.map(({ ending, parts }) => ({
      ending,
      isReadable: true,
      make: (nth: number) => zipSync({ ...parts, 'nth.txt': Buffer.from(String(nth)) }),
    })),
    { ending: 'json', isReadable: true, make: (nth) => JSON.stringify({ report: sentence(nth) }) },
    {
      ending: 'eml',
      isReadable: true,
      make: (nth) =>
        `From: a@example.com\r\nTo: b@example.com\r\nSubject: Report ${nth}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${sentence(nth)}\r\n`,
    },
    { ending: 'pdf', isReadable: false, make: numbered(truncated?.subarray(0, 400)) },
  ];
}
