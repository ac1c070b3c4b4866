import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';

/**
 * A formula of Word's in one line, as it is typed: `(a+b)/2`, `x_1^2`, `√(n)`, `∑_(i=1)^n i`. Elements and what
 * they show where they don't say are those of Office Math Markup Language, ECMA-376 Part 1, 22.1.
 */
export function formulaText($: CheerioAPI, element: Element): string {
  const partsOf = (name: string) =>
    $(element)
      .children(`m\\:${name}`)
      .toArray()
      .map((part) => formulaText($, part));
  const textOf = (name: string) => partsOf(name).join('');
  const property = (name: string, absent: string) =>
    $(element).find(`> * > m\\:${name}`).attr('m:val') ?? absent;
  const scripts = () => after('_', textOf('sub')) + after('^', textOf('sup'));
  switch (element.name) {
    case 'm:t':
      return $(element).text();
    case 'm:f':
      return `${grouped(textOf('num'))}/${grouped(textOf('den'))}`;
    case 'm:sSup':
    case 'm:sSub':
    case 'm:sSubSup':
      return textOf('e') + scripts();
    case 'm:nary':
      return `${property('chr', '∫')}${scripts()} ${textOf('e')}`;
    case 'm:func':
      return `${textOf('fName')} ${textOf('e')}`;
    case 'm:rad':
      return `${textOf('deg')}√${grouped(textOf('e'))}`;
    case 'm:d':
      return property('begChr', '(') + partsOf('e').join(', ') + property('endChr', ')');
    case 'm:m':
      return partsOf('mr').join('; ');
    case 'm:mr':
      return partsOf('e').join(', ');
    default:
      return $(element)
        .children()
        .toArray()
        .map((child) => formulaText($, child))
        .join('');
  }
}

const grouped = (text: string) => (text.length > 1 ? `(${text})` : text);

const after = (sign: string, text: string) => (text === '' ? '' : sign + grouped(text));
