import type { DocumentIssuedData } from '#events';

/** A document as another one cites it. */
export type Cited = DocumentIssuedData['cites'][number];

type Paper = Pick<DocumentIssuedData, 'kind' | 'number' | 'issueDate' | 'cites'>;

/** Which paper stands for which document: a corrected invoice (type 384) replaces the paper of an earlier one, never what it posted. */
export interface Papers {
  /** Number of the document whose amounts count: that of an invoice, whatever its papers are called. */
  originalOf(number: string): string;
  /** The paper that is valid now. */
  latestOf(document: Cited): Cited;
}

/** Numbers are unique in the whole company (CGI ann. II art. 242 nonies A), so no series is named. */
export function papersOf(documents: readonly Paper[]): Papers {
  const replaces = new Map<string, string>();
  const replacedBy = new Map<string, Cited>();
  for (const { kind, number, issueDate, cites } of documents) {
    const [cited] = cites;
    if (kind !== 'corrected-invoice' || cited === undefined) continue;
    replaces.set(number, cited.number);
    replacedBy.set(cited.number, { number, issueDate });
  }
  return {
    originalOf(number) {
      let original = number;
      for (let next = replaces.get(original); next !== undefined; next = replaces.get(original))
        original = next;
      return original;
    },
    latestOf({ number, issueDate }) {
      let latest: Cited = { number, issueDate };
      for (let next = replacedBy.get(number); next !== undefined; next = replacedBy.get(next.number))
        latest = next;
      return latest;
    },
  };
}
