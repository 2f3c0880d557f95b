import { invariant } from '#domain/decision';

/** Text that is XML already. Only this file makes it, so nothing unescaped gets into a document. */
export type Xml = string & { readonly markup: unique symbol };

/** No element at all. */
export const NOTHING = '' as Xml;

/** What goes into XML as it is: one class of plain ranges, quick to test. */
const PLAIN = /^[\t\n -!#-%'-;=?-~\u00a0-\ud7ff\ue000-\ufffd]*$/;
/** Commands refuse the same characters, so one here is a fault of ours. */
const FORBIDDEN = /(?![\t\n\r])\p{Control}|[\ufffe\uffff]|\p{Surrogate}/u;
const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

function escape(text: string): string {
  if (PLAIN.test(text)) return text;
  invariant(!FORBIDDEN.test(text), `a character that XML must not hold in ${JSON.stringify(text)}`);
  return text.replace(/[&<>"\r]/g, (sign) => ESCAPED[sign]!);
}

/** An element with text, and at most one attribute; nothing at all where there is no text. */
export function leaf(name: string, text: string | null, attribute?: string, value = ''): Xml {
  if (text === null || text === '') return NOTHING;
  const start = attribute === undefined ? name : `${name} ${attribute}="${escape(value)}"`;
  return `<${start}>${escape(text)}</${name}>` as Xml;
}

/** An element of elements, in the order given; nothing at all where all of them are nothing. */
export function element(name: string, ...content: readonly Xml[]): Xml {
  const inner = together(content);
  return inner === '' ? NOTHING : (`<${name}>${inner}</${name}>` as Xml);
}

function together(content: readonly Xml[]): Xml {
  let all = '';
  for (const one of content) all += one;
  return all as Xml;
}

/** A whole document: its root with the namespaces that it uses, by prefix (`''`: the default one). */
export function xmlFile(
  root: string,
  namespaces: Readonly<Record<string, string>>,
  ...content: readonly Xml[]
): string {
  const declared = Object.entries(namespaces).map(
    ([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${uri}"`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${declared.join('')}>${together(content)}</${root}>\n`;
}
