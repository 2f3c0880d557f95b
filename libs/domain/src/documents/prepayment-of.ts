import { invariant } from '#domain/decision';
import type { Facts } from '#domain/facts';
import { vatOfClient, type VatTreatment } from '#domain/rating';
import type { MoneyReceived } from '#events';
import type { DocumentDraft } from './draft.js';
import { prepaymentDraft } from './prepayments.js';

/** Money that a client paid before the work, as it was received. */
export type PrepaidReceipt = Pick<MoneyReceived['data'], 'receipt' | 'on' | 'client' | 'amountCents'> & {
  readonly prepayment: NonNullable<MoneyReceived['data']['prepayment']>;
};

/** The invoice of a receipt, as its client and contract are known. */
export function prepaymentOf(
  { receipt, on, client: id, amountCents, prepayment }: PrepaidReceipt,
  facts: Facts,
): DocumentDraft {
  const client = facts.clients.get(id);
  const { company } = facts;
  invariant(client !== undefined && company !== null, `prepayment ${receipt} of an unknown client`);
  const vat = vatAt(prepayment.vatRate, vatOfClient(client, company.standardVatRate));
  return prepaymentDraft({
    receipt,
    on,
    client: id,
    contract: prepayment.contract,
    reference: facts.contracts.get(prepayment.contract)?.signed?.reference ?? null,
    language: client.language,
    grossCents: amountCents,
    vat,
    vatPoint: vat.category === 'S' ? company.vatPoint : 'none',
  });
}

/** The rate is that of the day the money came; without one, the client's own reason has the say. */
function vatAt(rate: string, treatment: ReturnType<typeof vatOfClient>): VatTreatment {
  if (rate !== '0') return { category: 'S', rate };
  return typeof treatment === 'string' || treatment.category === 'S'
    ? { category: 'O', rate: '0' }
    : treatment;
}
