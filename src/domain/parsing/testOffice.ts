import { strToU8, zipSync } from 'fflate';

/** An archive of text files, by their paths. */
export function zipOf(files: Record<string, string>): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])),
  );
}

/** Relations of an Office part: id → type and target. */
export function relationsOf(relations: Record<string, readonly [type: string, target: string]>) {
  const items = Object.entries(relations).map(
    ([id, [type, target]]) =>
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
  );
  return `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`;
}

export const paragraph = (text: string, properties = '') =>
  `<a:p>${properties}<a:r><a:t>${text}</a:t></a:r></a:p>`;

/** A shape with paragraphs; `placeholder` is its type, '' for one without a type, null for a text box. */
export function shape(placeholder: string | null, paragraphs: readonly string[]): string {
  const type = placeholder ? ` type="${placeholder}"` : ' idx="1"';
  const ph = placeholder === null ? '' : `<p:ph${type}/>`;
  return `<p:sp><p:nvSpPr><p:nvPr>${ph}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs.join('')}</p:txBody></p:sp>`;
}

export const slideOf = (shapes: string) =>
  `<?xml version="1.0"?><p:sld xmlns:a="a" xmlns:p="p"><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`;

/** A presentation of slides in the order given, whose files are numbered the other way round. */
export function pptxOf(slides: readonly string[], others: Record<string, string> = {}): Uint8Array {
  const fileOf = (index: number) => `slides/slide${slides.length - index}.xml`;
  const ids = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="s${index}"/>`).join('');
  return zipOf({
    '_rels/.rels': relationsOf({ r1: ['officeDocument', 'ppt/presentation.xml'] }),
    'ppt/presentation.xml': `<p:presentation><p:sldIdLst>${ids}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationsOf(
      Object.fromEntries(slides.map((_, index) => [`s${index}`, ['slide', fileOf(index)]])),
    ),
    ...Object.fromEntries(slides.map((slide, index) => [`ppt/${fileOf(index)}`, slide])),
    ...others,
  });
}
