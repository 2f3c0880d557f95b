import { inflateSync } from 'node:zlib';
import { invoice, line } from '../../../../test/samples/printable.js';
import { pagesOf, textOf } from '../../../../test/samples/pdf-text.js';
import type { PrintableDocument } from '../model/index.js';
import { documentPdf } from './document-page.js';

const CII = '<?xml version="1.0" encoding="UTF-8"?>\n<CrossIndustryInvoice>Œ</CrossIndustryInvoice>\n';
const page = async (changes: Partial<PrintableDocument> = {}): Promise<string> =>
  textOf(await documentPdf(invoice(changes), null));
const raw = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');
const linesOfEach = (cents: readonly number[]) =>
  cents.map((amount, i) => line(`Calcul, contrat rv-${i}`, amount));

/** The attached file, opened. */
function attachment(pdf: Uint8Array): string {
  const [, stream] = /\/Type \/EmbeddedFile[\s\S]*?\nstream\n([\s\S]*?)\nendstream/.exec(raw(pdf))!;
  return inflateSync(Buffer.from(stream!, 'latin1')).toString('utf8');
}

describe('the file of an invoice', () => {
  test('is PDF/A-3b with the CII attached as Factur-X wants it, and the same each time', async () => {
    const pdf = await documentPdf(invoice(), CII);
    const text = Buffer.from(pdf).toString('utf8');
    for (const part of [
      '<pdfaid:part>3</pdfaid:part>',
      '<pdfaid:conformance>B</pdfaid:conformance>',
      '<fx:DocumentType>INVOICE</fx:DocumentType>',
      '<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>',
      '<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>',
      '<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#',
      '<rdf:li xml:lang="x-default">Facture F-128</rdf:li>',
      '<rdf:li>Chaleur et Calcul SAS</rdf:li>',
      '/AFRelationship /Alternative',
      '/S /GTS_PDFA1',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/Helvetica|\/JavaScript|\/SMask/);
    expect(attachment(pdf)).toBe(CII);
    expect(Buffer.from(pdf).equals(Buffer.from(await documentPdf(invoice(), CII)))).toBe(true);
  });

  test('without XML it is PDF/A all the same, and says nothing of Factur-X', async () => {
    const text = raw(await documentPdf(invoice({ profile: null }), null));
    expect(text).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(text).not.toMatch(/factur-x|fx:/);
  });
});

describe('a long table', () => {
  test('carries its sum from page to page, and no line is lost', async () => {
    const cents = Array.from({ length: 120 }, (_, i) => 1000 + i * 37);
    const netCents = cents.reduce((sum, one) => sum + one, 0);
    const pages = pagesOf(
      await documentPdf(invoice({ language: 'en', lines: linesOfEach(cents), netCents }), null),
    );
    let done = 0;
    let carried = '';
    for (const text of pages) {
      const amounts = [...text.matchAll(/contrat rv-\d+ .*?20% (€[\d,.]+)/g)].map(([, amount]) =>
        cent(amount!),
      );
      expect(amounts).toEqual(cents.slice(done, done + amounts.length));
      done += amounts.length;
      if (carried !== '') expect(text).toContain(`${carried} Brought forward`);
      carried = /(€[\d,.]+) Carried forward/.exec(text)?.[1] ?? '';
      if (carried !== '') expect(cent(carried)).toBe(cents.slice(0, done).reduce((sum, one) => sum + one, 0));
    }
    expect(done).toBe(120);
    expect(pages.length).toBeGreaterThan(3);
    pages.forEach((text, i) => expect(text).toContain(`page ${i + 1}/${pages.length}`));
    pages.slice(1).forEach((text) => expect(text).toContain('Invoice F-128'));
  });

  test('of one line stands on one page, with everything the law wants', async () => {
    const pages = pagesOf(await documentPdf(invoice({ lines: linesOfEach([126925]) }), CII));
    expect(pages).toHaveLength(1);
  });
});

const cent = (amount: string): number => Number(amount.replace(/[€,.]/g, ''));

describe('what a page says', () => {
  test('hours for a person, seconds as they are counted, and no hours twice', async () => {
    const label = 'Calcul, contrat rv-1 (384,00 heures-cœur)';
    const text = await page({ lines: [line(label, 1920)] });
    expect(text).toContain('384,00 heures-cœur 1 382 400 cœur·s 0,05 € par heure-cœur 20 % 19,20 €');
    expect(text.match(/384,00 heures-cœur/g)).toHaveLength(1);
  });

  test('why no VAT is charged, in its box and where it is seen at once', async () => {
    const text = await page({
      language: 'en',
      lines: [line('Computing', 1000, { vatCategory: 'AE', vatRate: '0' })],
      vat: [{ category: 'AE', rate: '0', baseCents: 1000, vatCents: 0 }],
      exemptions: [{ category: 'AE', code: 'VATEX-EU-AE', text: 'Reverse charge, article 196' }],
    });
    expect(text).toContain('Invoice Reverse charge (autoliquidation) Number');
    expect(text).toContain('Reverse charge (AE) €10.00 €0.00 Reverse charge, article 196');
    expect(text).not.toContain('VATEX');
  });

  test('that an owner’s invoice is drawn up for him', async () => {
    expect(await page({ kind: 'self-billed-invoice' })).toContain('Facture Autofacturation Numéro');
  });

  test('which invoices a credit note is on; many are named in full below', async () => {
    const cites = ['F-1', 'F-2', 'F-3'].map((number) => ({ number, issueDate: '2026-08-03' }));
    const text = await page({ kind: 'credit-note', cites });
    expect(text).toContain('Avoir sur F-1 du 03/08/2026, F-2 du 03/08/2026 + 1');
    expect(text).toContain('Avoir sur F-1 du 03/08/2026, F-2 du 03/08/2026, F-3 du 03/08/2026.');
  });

  test('what was prepaid, and what is left; many prepayments are named in full below', async () => {
    const prepaid = Array.from({ length: 7 }, (_, i) => ({
      number: `F-${i + 1}`,
      issueDate: '2026-06-01',
      grossCents: 10000,
      vatCents: 1667,
    }));
    const two = await page({ prepaid: prepaid.slice(0, 2) });
    expect(two).toContain('Total TTC 1 523,10 € Acompte F-1, 01/06/2026 −100,00 €');
    expect(two).toContain('Total à payer 1 323,10 €');
    const seven = await page({ prepaid });
    expect(seven).toContain('Acomptes déduits (7) −700,00 € Total à payer 823,10 €');
    expect(seven).toContain('Acompte F-7, 01/06/2026 (100,00 €).');
  });

  test('what was received before and what is left of it; nothing asks for money where nothing is', async () => {
    const replaces = { number: 'F-1', issueDate: '2026-08-03', creditNote: 'F-2' };
    const received = { cents: 150_000, on: '2026-08-20', prepayments: [] };
    const part = await page({ replaces, received });
    expect(part).toContain('Total TTC 1 523,10 € Déjà réglé −1 500,00 € Reste à payer 23,10 €');
    expect(part).toContain('Remplace F-1 du 03/08/2026');
    const whole = await page({ replaces, received: { ...received, cents: 152_310 } });
    expect(whole).toContain('Reste à payer 0,00 €');
    expect(whole).not.toContain('Paiement par virement, ou par ce code');
  });

  test('what happens with the money of a credit note, and no terms of late payment under it', async () => {
    const text = await page({ kind: 'credit-note', payment: null, dueDate: null });
    expect(text).toContain('Cet avoir vient en déduction de la facture');
    expect(text).not.toMatch(/pénalités|40 €|escompte/);
    expect(await page()).toMatch(/escompte.*pénalités.*40 €/);
  });

  test('the first and the last day of supply, where they are not simply a month', async () => {
    const march = { from: '2026-03-29', to: '2026-03-31' };
    const text = await page({ lines: [line('Calcul', 1000), line('Régularisation', 10, march)] });
    expect(text).toContain('29/03/2026 au 31/08/2026');
    expect(text).toMatch(/Calcul août 2026 .*Régularisation 29\/03\/2026 au 31\/03\/2026/);
    expect(await page({ period: '2026-11', lines: [line('Calcul', 1000)] })).toMatch(
      /Période [^A-Z]*août 2026/,
    );
  });

  test('usage per day with its unit; none where none is stated or used', async () => {
    const daily = { unit: 'core-hour', from: '2026-08-01', perDay: ['10.5', '0', '20'] } as const;
    const told = { ...daily, perDay: [...daily.perDay] };
    expect(await page({ daily: told })).toContain(
      'Usage par jour, août 2026, heures-cœur total 30,50 heures-cœur',
    );
    expect(await page({ daily: { ...told, perDay: ['0', '0'] } })).not.toContain('Usage par jour');
    expect(await page()).not.toContain('Usage par jour');
  });

  test('the index in the log, on every page', async () => {
    expect(await page()).toContain('Inscrit au journal sous l’index 4 711');
  });

  test('names of 300 signs whole, and markup as it is', async () => {
    const name = `${'Énergie & <b>Chaleur</b> '.repeat(20)}`.slice(0, 300).trim();
    const text = await page({ buyer: { ...invoice().buyer, name } });
    expect(text.replaceAll(/\s/g, '')).toContain(name.replaceAll(/\s/g, ''));
  });

  test('that it lacks signs, where it does', async () => {
    const text = await page({ buyer: { ...invoice().buyer, name: 'Rendu 株 😀' } });
    expect(text).toContain('Rendu □ □');
    expect(text).toContain('□ tient lieu d’un signe que cette page ne peut pas écrire');
    expect(await page()).not.toContain('tient lieu');
  });

  test('zero where all is zero, and a sum below zero with its sign', async () => {
    const zero = { netCents: 0, vatCents: 0, grossCents: 0, vat: [], lines: linesOfEach([0]) };
    expect(await page(zero)).toContain('Total à payer 0,00 €');
    expect(await page({ ...zero, netCents: -5, grossCents: -5 })).toContain('Total à payer −0,05 €');
  });
});
