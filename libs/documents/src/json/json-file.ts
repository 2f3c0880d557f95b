import { paidCentsOf } from '#domain/documents';
import { eurText } from '#domain/quantity';
import type { PrintableDocument, PrintableProof } from '../model/index.js';

const eur = (cents: number): { amount: string; currency: 'EUR' } => ({
  amount: eurText(cents),
  currency: 'EUR',
});
const file = (content: object): Uint8Array => Buffer.from(`${JSON.stringify(content, null, 2)}\n`);

/** The document for programs: amounts are texts with a currency, quantities and prices decimal texts. */
export function documentJson(document: PrintableDocument): Uint8Array {
  const {
    lines,
    vat,
    netCents,
    vatCents,
    grossCents,
    prepaid,
    received,
    prepaymentReturned,
    currency: _eur,
    resident,
    ...rest
  } = document;
  return file({
    format: 'heatledger-document/2',
    ...rest,
    lines: lines.map(({ amountCents, key: _key, ...line }) => ({ ...line, amount: eur(amountCents) })),
    vat: vat.map(({ category, rate, baseCents, vatCents: tax }) => ({
      category,
      rate,
      base: eur(baseCents),
      vat: eur(tax),
    })),
    net: eur(netCents),
    vatTotal: eur(vatCents),
    gross: eur(grossCents),
    ...(prepaid === undefined ? {} : { prepaid: prepaid.map(prepaidJson) }),
    ...(prepaymentReturned === undefined ? {} : { prepaymentReturned: returnedJson(prepaymentReturned) }),
    ...(received === undefined ? {} : { received: receivedJson(received) }),
    due: eur(grossCents - paidCentsOf(document)),
    ...(resident === null ? {} : { resident: residentJson(resident) }),
  });
}

const residentJson = ({
  ownCostCents,
  creditedCents,
  shortCents,
  ...rest
}: NonNullable<PrintableDocument['resident']>): object => ({
  ...rest,
  ownCost: eur(ownCostCents),
  credited: eur(creditedCents),
  short: eur(shortCents),
});

const prepaidJson = ({
  number,
  issueDate,
  grossCents,
  vatCents,
}: NonNullable<PrintableDocument['prepaid']>[number]): object => ({
  number,
  issueDate,
  gross: eur(grossCents),
  vat: eur(vatCents),
});

const returnedJson = ({
  number,
  grossCents,
  vatCents,
}: NonNullable<PrintableDocument['prepaymentReturned']>): object => ({
  number,
  gross: eur(grossCents),
  vat: eur(vatCents),
});

const receivedJson = ({ cents, ...rest }: NonNullable<PrintableDocument['received']>): object => ({
  ...rest,
  amount: eur(cents),
});

export function proofJson(proof: PrintableProof): Uint8Array {
  const { ownCostCents, creditedCents, shortCents, valueCents, ...rest } = proof;
  return file({
    format: 'heatledger-dwelling-proof/1',
    ...rest,
    ownCost: eur(ownCostCents),
    credited: eur(creditedCents),
    short: eur(shortCents),
    value: valueCents === null ? null : eur(valueCents),
  });
}
