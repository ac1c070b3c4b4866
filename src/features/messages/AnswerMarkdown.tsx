'use client';

import { defaultRehypePlugins, Streamdown, type Components } from 'streamdown';
import { CitationRef } from '#features/messages/CitationRef.tsx';
import { rehypeCitations } from '#features/messages/rehypeCitations.ts';

// The references come last: the sanitiser before them knows no element of ours.
const rehypePlugins = [...Object.values(defaultRehypePlugins), rehypeCitations];

/** Plain elements in place of the library's own, which bring buttons and looks. */
const plain: Components = {
  p: 'p',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  h1: 'h1',
  h2: 'h2',
  h3: 'h3',
  h4: 'h4',
  h5: 'h5',
  h6: 'h6',
  blockquote: 'blockquote',
  code: 'code',
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  th: 'th',
  td: 'td',
  hr: 'hr',
  strong: 'strong',
  sup: 'sup',
  sub: 'sub',
  inlineCode: ({ children }) => <code>{children}</code>,
};

const components: Components = {
  ...plain,
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ),
  // A picture would be fetched from wherever the text says.
  img: ({ alt }) => <em>{alt}</em>,
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard scrolls only what has the focus
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard scrolls only what has the focus
  table: ({ children }) => <table tabIndex={0}>{children}</table>,
  cite: ({ node }) => <CitationRef n={Number(node?.properties['n'])} />,
};

/** An answer's Markdown; `globals.css` gives it its looks. What is unfinished while it is written is completed. */
export function AnswerMarkdown({ text, isWriting }: { text: string; isWriting: boolean }) {
  return (
    <Streamdown
      className="markdown"
      mode={isWriting ? 'streaming' : 'static'}
      parseIncompleteMarkdown={isWriting}
      // An unfinished `[1` is a reference, not a link.
      remend={{ links: false, images: false }}
      rehypePlugins={rehypePlugins}
      components={components}
      controls={false}
      linkSafety={{ enabled: false }}
    >
      {text}
    </Streamdown>
  );
}
