import { officeRelations } from '#domain/parsing/officeRelations.ts';
import { readXml } from '#domain/parsing/readXml.ts';
import type { ZipEntries } from '#domain/parsing/readZip.ts';

const maxLevel = 6;

/** Lines of mammoth's style map: the title, and styles of a company's own that stand in Word's outline. */
export function docxHeadings(entries: ZipEntries): string[] {
  const title = "p[style-name='Title'] => h1:fresh";
  const main = officeRelations(entries, '').find(({ type }) => type === 'officeDocument');
  const path = main && officeRelations(entries, main.path).find(({ type }) => type === 'styles');
  if (!path || !entries.has(path.path)) return [title];
  const $ = readXml(entries, path.path);
  const styles = new Map(
    $("w\\:style[w\\:type='paragraph']")
      .toArray()
      .map((style) => {
        const valueOf = (selector: string) => $(style).find(selector).attr('w:val');
        return [
          $(style).attr('w:styleId') ?? '',
          {
            name: valueOf('> w\\:name'),
            base: valueOf('> w\\:basedOn'),
            level: valueOf('> w\\:pPr > w\\:outlineLvl'),
          },
        ];
      }),
  );
  const levelOf = (id: string | undefined, depth = 0): number => {
    const style = id === undefined || depth > styles.size ? undefined : styles.get(id);
    if (!style) return Number.NaN;
    return style.level === undefined ? levelOf(style.base, depth + 1) : Number(style.level) + 1;
  };
  const headings = [...styles].flatMap(([id, { name }]) => {
    const level = levelOf(id);
    const isQuotable = name !== undefined && !/['\\]/.test(name);
    return isQuotable && level <= maxLevel ? [`p[style-name='${name}'] => h${level}:fresh`] : [];
  });
  return [title, ...headings];
}
