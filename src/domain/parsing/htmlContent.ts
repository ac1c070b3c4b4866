import type { Cheerio, CheerioAPI } from 'cheerio';
import type { AnyNode } from 'domhandler';

/** Not part of what a page says. */
const chrome =
  'head, title, script, style, noscript, template, svg, iframe, nav, button, input, select, textarea, datalist, dialog, ' +
  '[hidden], [aria-hidden="true"], [aria-modal="true"], [role="navigation"], [role="search"], ' +
  '#onetrust-consent-sdk, [class*="cookie-banner" i], [id*="cookie-banner" i], [class*="cookie-consent" i], [id*="cookie-consent" i]';

/** Around the content of a website; inside of an article or a section they are part of it. */
const frame =
  'header, footer, aside, [role="banner"], [role="contentinfo"], [role="complementary"]';

/** A `<main>` with less than this of the page's letters is an empty shell that a script was to fill. */
const minMainShare = 0.25;
const minMainLetters = 500;

/** Takes out what says nothing, and gives what is left of the body. */
export function bodyContent($: CheerioAPI): AnyNode[] {
  $(chrome).remove();
  // A heading's sign that links to itself.
  $('a[href^="#"]')
    .filter((_, link) => /^[¶#§\s]+$/.test($(link).text()))
    .remove();
  return rest($);
}

function rest($: CheerioAPI): AnyNode[] {
  const body = $('body');
  return (body.length > 0 ? body.contents() : $.root().contents()).toArray();
}

/**
 * A website's own text, without the site around it. Told by the page's landmarks alone, never by guessing at
 * classes or at how much of the text is links: what is left out can be neither found nor cited.
 */
export function mainContent($: CheerioAPI): AnyNode[] {
  const all = $(bodyContent($));
  const letters = countLetters(all);
  // Some sites are one form as a whole.
  for (const form of $('form').toArray()) if (countLetters($(form)) < letters / 2) $(form).remove();
  const main = $('main, [role="main"]').first();
  const mainLetters = countLetters(main);
  if (mainLetters >= Math.min(minMainLetters, letters * minMainShare) && mainLetters > 0)
    return [...titleOutside($, main), ...main.toArray()];
  const article = $('article');
  if (article.length === 1 && countLetters(article) >= letters / 2)
    return [...titleOutside($, article), ...article.toArray()];
  removeFrame($, letters);
  return rest($);
}

/** The page's only title, where the site has put it above its content. */
function titleOutside($: CheerioAPI, content: Cheerio<AnyNode>): AnyNode[] {
  const titles = $('h1');
  return titles.length === 1 && content.find('h1').length === 0 ? titles.toArray() : [];
}

function removeFrame($: CheerioAPI, letters: number): void {
  const around = $(frame).filter(
    (_, element) => $(element).parents('article, section, main, blockquote').length === 0,
  );
  // There is no content beside it: the page only names its parts in an unusual way.
  if (letters - countLetters(around) < letters / 2) return;
  for (const element of around.toArray()) $(element).replaceWith($(element).find('h1'));
}

const countLetters = (nodes: Cheerio<AnyNode>) => nodes.text().replaceAll(/\s/g, '').length;
