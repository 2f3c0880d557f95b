import sax from 'sax';

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** The root of a document; throws where it is not well-formed. */
export function readXml(xml: string): XmlElement {
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = sax.parser(true, { xmlns: true });
  parser.onopentag = (tag) => {
    const attributes = Object.fromEntries(
      Object.values(tag.attributes as Record<string, sax.QualifiedAttribute>).map((one) => [
        one.name,
        one.value,
      ]),
    );
    const element: XmlElement = { name: (tag as sax.QualifiedTag).local, attributes, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  };
  parser.ontext = (text) => {
    open.at(-1)!.text += text;
  };
  parser.onclosetag = () => {
    open.pop();
  };
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(xml).close();
  return top.children[0]!;
}

/** Reads elements by their path, `Party/PostalAddress/CityName`, and remembers which it has read. */
export class XmlReader {
  readonly #read = new Set<XmlElement>();

  constructor(readonly root: XmlElement) {}

  all(path: string, under = this.root): XmlElement[] {
    return path
      .split('/')
      .reduce<XmlElement[]>(
        (at, name) => at.flatMap(({ children }) => children.filter((one) => one.name === name)),
        [under],
      );
  }

  /** Text of the only element there, or of its attribute (`…/ID@schemeID`); null where there is none. */
  text(path: string, under = this.root): string | null {
    const [elements = '', attribute] = path.split('@');
    const found = this.all(elements, under);
    if (found.length > 1) throw new Error(`${path} stands ${found.length} times`);
    const [element] = found;
    if (element === undefined) return null;
    this.#read.add(element);
    return attribute === undefined ? element.text : (element.attributes[attribute] ?? null);
  }

  /** Several at once, without those that are not there. */
  texts(paths: Readonly<Record<string, string>>, under = this.root): Record<string, string> {
    const found = Object.entries(paths).map(([key, path]) => [key, this.text(path, under)] as const);
    return Object.fromEntries(found.filter((one): one is readonly [string, string] => one[1] !== null));
  }

  /** Names of the elements with text, or with nothing in them, that nobody has read. */
  unread(under = this.root): string[] {
    if (under.children.length > 0) return under.children.flatMap((child) => this.unread(child));
    return this.#read.has(under) ? [] : [under.name];
  }
}
