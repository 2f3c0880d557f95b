import sax from 'sax';
import { fileFault } from '../load-curves/index.js';

/** An element: its name without prefix, its attributes, the elements within, and its own text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/** Deeper than any of these formats; a file of nothing but openings must not fill the stack. */
const DEPTH_MAX = 64;

/**
 * The tree of an XML text. Entities are the five of XML and character numbers: none are fetched or expanded.
 * Fault (FileFault): XML_INVALID, with line and column.
 */
export function xmlOf(text: string): XmlElement {
  const parser = sax.parser(true, { trim: false, position: true });
  const root: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open: OpenElement[] = [root];
  const refuse = (what: string): never =>
    fileFault('XML_INVALID', `line ${(parser.line ?? 0) + 1}`, `The file is no well-formed XML: ${what}.`);
  parser.onerror = (error) => refuse(error.message.split('\n')[0] ?? 'it breaks off');
  parser.onopentag = ({ name, attributes }) => {
    if (open.length > DEPTH_MAX) refuse('elements nest too deep');
    const element: OpenElement = {
      name: name.slice(name.indexOf(':') + 1),
      attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)])),
      children: [],
      text: '',
    };
    open.at(-1)!.children.push(element);
    open.push(element);
  };
  const take = (part: string): void => {
    open.at(-1)!.text += part;
  };
  parser.ontext = take;
  parser.oncdata = take;
  parser.onclosetag = () => {
    open.pop();
  };
  parser.write(text).close();
  return root.children[0] ?? refuse('there is no element in it');
}

/** All elements of a name, however deep, in the order of the file. */
export function elementsOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elementsOf(child, name),
  ]);
}

/** Text of the first child of this name, trimmed; null where there is none. */
export const textIn = (element: XmlElement, name: string): string | null =>
  element.children.find((child) => child.name === name)?.text.trim() ?? null;
