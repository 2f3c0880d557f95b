import { setAsideLines } from '../../apps/ledger/src/cli/mend-text.js';
import { AUGUST, LedgerOfATest, PATIENCE_MS, SEPTEMBER } from './ledger-of-a-test.js';
import { COMPUTE, givenCompany } from './world-of-a-test.js';

interface Mend {
  readonly code: string;
  readonly field: string;
  readonly remedy: string;
}
interface Aside {
  readonly planned: string;
  readonly reasons: readonly string[];
  readonly mend: readonly Mend[];
}
interface Invoice {
  readonly profile: string;
  readonly buyer: Readonly<Record<string, unknown>>;
  readonly purchaseOrder: string | null;
  readonly buyerReference: string | null;
  readonly exemptions: readonly { readonly category: string; readonly code: string }[];
}

/** A name as long as names may be, with what markup would take for its own. */
const LONG = `Müller & Söhne <Rechnen> ${'und Rechnen '.repeat(30)}`.slice(0, 300);

const helvetia = {
  client: 'helvetia',
  kind: 'company',
  identity: { name: LONG, address: 'Bahnhofstrasse 1, 8001 Zürich', email: null as string | null },
  country: 'CH',
  siren: null,
  vatNumber: null,
  language: 'en',
};
const town = {
  client: 'ville',
  kind: 'public-body',
  identity: { name: 'Ville des Essais', address: '1 place des Essais', email: null },
  country: 'FR',
  siren: '732829320',
  vatNumber: null,
  language: 'fr',
};
const terms = (client: string, said: object = {}) => ({
  client,
  contract: `${client}-contract`,
  from: '2026-08-01',
  priceList: COMPUTE,
  unit: 'core-hour',
  pays: 'completed',
  paymentDays: 30,
  reference: null,
  minimumEurPerMonth: '100',
  ...said,
});

/** What a client lacks keeps its invoice back, and nothing else; once it is mended, the next close issues it. */
describe('a document that cannot be issued', () => {
  let ledger: LedgerOfATest;

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  const say = async (command: string, data: object): Promise<unknown> =>
    (await ledger.post(`/v1/commands/${command}`, data)).body;
  const invoiceOf = async (client: string, month: string): Promise<Invoice> => {
    const rows = await ledger.documents(month, client);
    expect(rows).toHaveLength(1);
    return ledger.get(`/v1/documents/${rows[0]!.series}/${rows[0]!.number}`);
  };

  test('is foreseen where it can be: what a command would make unfit is refused', async () => {
    expect(await say('register-client', { ...town, siren: null })).toMatchObject({ code: 'SIREN_MISSING' });
    expect(await say('register-client', town)).toMatchObject({ code: 'SIRET_MISSING', field: 'siret' });
    const longer = { ...helvetia.identity, name: `${LONG}x` };
    expect(await say('register-client', { ...helvetia, identity: longer })).toMatchObject({ status: 400 });
    await ledger.given(
      ['register-client', { ...town, siret: '73282932000074' }],
      ['register-client', helvetia],
      ['sign-contract', terms('ville', { purchaseOrder: 'EJ-17', buyerReference: 'SRV-DSI' })],
      ['sign-contract', terms('helvetia', { purchaseOrder: 'PO-1' })],
    );
    expect(await say('sign-contract', terms('ville', { contract: 'slow', paymentDays: 45 }))).toMatchObject({
      code: 'PAYMENT_DAYS_OUT_OF_RANGE',
    });
    const prepaid = {
      receipt: 'r-1',
      on: '2026-08-01',
      client: 'helvetia',
      amountCents: 10_000,
      prepayment: { contract: 'helvetia-contract' },
      reference: 'wire 1',
    };
    expect(await say('record-money-received', prepaid)).toMatchObject({
      code: 'ENDPOINT_MISSING',
      field: 'prepayment',
    });
  });

  test('is set aside with what to mend, the same at every close of its month', async () => {
    const closed = await ledger.closeMonth(AUGUST);
    expect(closed).toMatchObject({ status: 200, body: { closed: { documents: 1 } } });
    const { setAside } = (closed.body as { closed: { setAside: readonly Aside[] } }).closed;
    expect(setAside).toMatchObject([
      {
        planned: '2026-08.invoice.helvetia',
        reasons: ['ENDPOINT_MISSING'],
        mend: [{ code: 'ENDPOINT_MISSING', field: 'buyer.endpoint (BT-49)' }],
      },
    ]);
    expect(setAside[0]!.mend[0]!.remedy).toContain('Register the client helvetia again');
    const text = setAside.flatMap((one) => setAsideLines(one.planned, one)).join('\n');
    expect(text).toMatch(/helvetia \(ENDPOINT_MISSING\)\n +ENDPOINT_MISSING at buyer.endpoint/);
    const again = await ledger.closeMonth(AUGUST);
    expect(again).toMatchObject({ body: { closed: { repeated: true, setAside } } });
    const period = await ledger.get<{ documents: { setAside: readonly Aside[] } }>('/v1/periods/2026-08');
    expect(period.documents.setAside).toMatchObject(setAside);
    const { documents } = await ledger.get<{ documents: readonly Aside[] }>(
      '/v1/periods/2026-08/preview?party=helvetia',
    );
    expect(documents).toMatchObject(setAside);
  });

  test('and one for a public body bears what Chorus Pro asks for', async () => {
    expect(await invoiceOf('ville', '2026-08')).toMatchObject({
      profile: 'B2G',
      buyer: { siret: '73282932000074', endpoint: { scheme: '0225', id: '732829320' } },
      purchaseOrder: 'EJ-17',
      buyerReference: 'SRV-DSI',
    });
  });

  test('is issued by the next close once it is mended, with the treatment agreed since', async () => {
    const vat = { category: 'G', code: 'VATEX-EU-G', reason: 'Export of services' };
    expect(
      await say('register-client', { ...helvetia, endpoint: { scheme: '9927', id: 'CHE 1' } }),
    ).toMatchObject({ code: 'ENDPOINT_INVALID', field: 'endpoint.id' });
    const endpoint = { scheme: '9927', id: 'CHE123456789MWST' };
    await ledger.given(['register-client', { ...helvetia, endpoint, vat }]);
    expect(await say('register-client', { ...helvetia, endpoint, vat })).toMatchObject({ events: [] });
    expect(await ledger.closeMonth(SEPTEMBER)).toMatchObject({
      body: { closed: { documents: 3, setAside: [] } },
    });
    const rows = await ledger.documents('2026-09', 'helvetia');
    expect(rows.map(({ gross }) => gross.amount)).toEqual(['100.00', '100.00']);
    const mended = await ledger.get<Invoice>(`/v1/documents/main/${rows[1]!.number}`);
    expect(mended).toMatchObject({
      profile: 'B2BINT',
      buyer: { endpoint, identity: { name: LONG } },
      purchaseOrder: 'PO-1',
      exemptions: [{ category: 'G', code: 'VATEX-EU-G' }],
    });
    const period = await ledger.get<{ documents: object }>('/v1/periods/2026-08');
    expect(period.documents).toMatchObject({ planned: 2, issued: 2, setAside: [] });
  });
});
