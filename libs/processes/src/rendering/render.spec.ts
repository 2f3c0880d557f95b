import { pagesOf, textOf } from '../../../../test/samples/pdf-text.js';
import { COMPANY, invoice, line, proof } from '../../../../test/samples/printable.js';
import type { LineUsage, PrintableDocument, PrintableProof } from '#documents/model';
import { render } from './render.js';

const pages = (pdf: Uint8Array): number => pagesOf(pdf).length;
const USAGE: LineUsage = {
  line: 1,
  heater: 'tilleuls-017',
  supplyPoint: null,
  contract: 'rv-1',
  quantity: '1382400.000',
  unit: 'core-second',
  amountCents: 1920,
  from: '2026-08-01',
  to: '2026-08-31',
};

interface Drawn {
  readonly json: Uint8Array;
  readonly pdf: Uint8Array;
  readonly csv: Uint8Array;
}
const document = async (changes: Partial<PrintableDocument> = {}): Promise<Drawn> => {
  const formats = ['json', 'pdf', 'csv'] as const;
  const drawn = await render({ kind: 'document', formats, document: invoice(changes), usage: [USAGE] });
  return drawn as Drawn;
};
const proofPage = async (changes: Partial<PrintableProof> = {}): Promise<Uint8Array> => {
  const { pdf } = await render({ kind: 'proof', formats: ['pdf'], proof: proof(changes) });
  return pdf!;
};

describe('files of a document', () => {
  test('the same document gives the same bytes', async () => {
    const [first, second] = [await document(), await document()];
    expect(Buffer.from(first.pdf).equals(Buffer.from(second.pdf))).toBe(true);
    expect(Buffer.from(first.json).equals(Buffer.from(second.json))).toBe(true);
  });

  test('the page names both parties, every amount with its unit, the total and what the law wants', async () => {
    const text = textOf((await document()).pdf);
    for (const part of [
      'Facture',
      'F-128',
      'Chaleur & Calcul SAS',
      'Rendu Vif SARL',
      'SIREN',
      'FR83404833048',
    ])
      expect(text).toContain(part);
    for (const part of ['02/10/2026', '19,20', '1 250,00', '253,85', '1 523,10', 'L441-10', 'page 1/1'])
      expect(text).toContain(part);
  });

  test('a long one goes on over pages, each with its number', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => line(`Calcul, contrat rv-${i}`, 100));
    const { pdf } = await document({ lines, profile: null });
    expect(pages(pdf)).toBeGreaterThan(2);
    expect(textOf(pdf)).toContain(`page ${pages(pdf)}/${pages(pdf)}`);
  });

  test('in English it says the same in English', async () => {
    const text = textOf((await document({ language: 'en' })).pdf);
    expect(text).toContain('Invoice');
    expect(text).toContain('2 October 2026');
    expect(text).toContain('1,523.10');
  });

  test('a name is written in its letters; what the page does not have is marked', async () => {
    const buyer = { ...COMPANY, name: 'Žofia Łącka 株' };
    expect(textOf((await document({ buyer })).pdf)).toContain('Žofia Łącka □');
  });

  test('the file for programs has amounts as texts with a currency, and none of our books', async () => {
    const json = JSON.parse(Buffer.from((await document()).json).toString()) as Record<string, unknown>;
    expect(json).toMatchObject({
      format: 'heatledger-document/2',
      number: 'F-128',
      gross: { amount: '1523.10', currency: 'EUR' },
      vat: [{ rate: '20', base: { amount: '1269.25', currency: 'EUR' } }],
    });
    expect(Object.keys(json)).not.toContain('entry');
  });
});

describe('the page of a proof', () => {
  test.each([
    ['SHORT', {}, 'Non. Il vous reste 1,72'],
    ['FREE_DUE', { reasons: [] }, 'Oui, dès que vous aurez re\u00e7u 40,02'],
    [
      'FREE_PAID',
      { reasons: [], ownerPays: 'Habitat', residentPays: false },
      'Oui. Cette chaleur ne vous a rien',
    ],
    ['UNPROVEN', { reasons: ['NO_READING'] }, 'Nous ne pouvons pas encore'],
  ] as const)('%s answers the one question in a sentence, on one page', async (status, changes, answer) => {
    const pdf = await proofPage({ status, ...changes });
    expect(textOf(pdf)).toContain(answer);
    expect(pages(pdf)).toBe(1);
  });

  test('every reason of a proof has words in both languages', async () => {
    const reasons = [
      'NOT_OPTED_IN',
      'PRICE_ABOVE_CREDIT',
      'REGISTER_NOT_AGREED',
      'NO_UNDERTAKING',
      'HELD_SPAN',
      'NO_PRICE',
      'NO_COLOUR',
      'NO_WINDOWS',
      'NO_HOLDER',
      'NOT_OCCUPIED',
      'NO_AGREEMENT',
    ];
    for (const language of ['fr', 'en'] as const) {
      const pdf = await proofPage({ language, reasons });
      for (const reason of reasons) expect(textOf(pdf)).not.toContain(reason);
      expect(pages(pdf)).toBe(1);
    }
  });

  test('says what the heat was worth, how long it was warm, and which document repays it', async () => {
    const said = textOf(await proofPage());
    for (const words of ['41,74', '722 h', 'sur 744 h', 'au-dessous : 22 h', 'R-12 du 02/09/2026'])
      expect(said).toContain(words);
  });

  test('without a sensor or a price it says so, and guesses nothing', async () => {
    const unknown = { valueCents: null, sensedS: null, atSetpointS: null, creditedBy: [] };
    const said = textOf(await proofPage(unknown));
    expect(said).toContain('aucune sonde');
    expect(said).toContain('prix de l');
    expect(said).not.toContain('Document de remboursement');
  });
});
