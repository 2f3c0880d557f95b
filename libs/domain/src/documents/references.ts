import type { Facts } from '#domain/facts';
import type { DocumentLine } from '#events';

/** References of the buyer: order or engagement (BT-13), service code or another one (BT-10). */
export interface References {
  readonly purchaseOrder: string | null;
  readonly buyerReference: string | null;
}

/** Contract that a line of computing, or of a prepayment for it, is for. */
function contractOfLine(key: string): string | null {
  const [first, second, third] = key.split('|');
  if (first === 'prepayment') return second ?? null;
  return second === 'work' ? (third ?? null) : null;
}

/** What all contracts behind these lines agree on: a document bears one of each, or none where they differ. */
export function referencesOf(lines: readonly Pick<DocumentLine, 'key'>[], facts: Facts): References {
  const contracts = new Set(lines.map(({ key }) => contractOfLine(key)));
  const signed = [...contracts].map((contract) => facts.contracts.get(contract ?? '')?.signed ?? null);
  const agreed = (field: keyof References): string | null => {
    const said = new Set(signed.map((terms) => terms?.[field] ?? null));
    return said.size === 1 ? ([...said][0] ?? null) : null;
  };
  return { purchaseOrder: agreed('purchaseOrder'), buyerReference: agreed('buyerReference') };
}
