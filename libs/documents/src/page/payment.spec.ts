import decodeQR from 'qr/decode.js';
import encodeQR from 'qr';
import { invoice } from '../../../../test/samples/printable.js';
import { textOf } from '../../../../test/samples/pdf-text.js';
import { documentPdf } from './document-page.js';
import { epcText } from './epc.js';

const PAYMENT = invoice().payment!;

/** What a camera reads from a code of these modules. */
function scanned(text: string): string {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const scale = 4;
  const size = modules.length * scale;
  const data = new Uint8Array(size * size * 4).fill(255);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      if (modules[Math.floor(y / scale)]![Math.floor(x / scale)])
        data.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
  return decodeQR({ width: size, height: size, data });
}

describe('the code to pay with', () => {
  test('says payee, account, amount and reference as EPC069-12 wants them, and is read back', () => {
    const text = epcText(PAYMENT, 152310)!;
    expect(text.split('\n')).toEqual([
      'BCD',
      '002',
      '1',
      'SCT',
      'AGRIFRPP',
      'Chaleur & Calcul SAS',
      'FR7630006000011234567890189',
      'EUR1523.10',
      '',
      '',
      'F-128',
    ]);
    expect(scanned(text)).toBe(text);
  });

  test.each([
    ['nothing is due', 0],
    ['something is due back', -5],
    ['more is due than a code can ask for', 100_000_000_000],
  ])('there is none where %s', (_, cents) => {
    expect(epcText(PAYMENT, cents)).toBeNull();
  });

  test('a long name is cut to what fits; line ends in it add no field', () => {
    const text = epcText({ ...PAYMENT, bic: null, accountName: `株\n${'式'.repeat(300)}` }, 1)!;
    expect(text.split('\n')).toHaveLength(11);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(331);
    expect(text.split('\n')[7]).toBe('EUR0.01');
  });
});

describe('how the sum is paid', () => {
  test('the reader who pays sees the whole account, once', async () => {
    const text = textOf(await documentPdf(invoice(), null));
    expect(text.match(/FR76 3000 6000 0112 3456 7890 189/g)).toHaveLength(1);
    expect(text).not.toContain('FR7630006000011234567890189');
  });

  test('of the account of who is paid only a part stands there', async () => {
    const text = textOf(await documentPdf(invoice({ kind: 'repayment-statement', profile: null }), null));
    expect(text).toContain('FR76 •••• •••• 0189');
    expect(text).not.toContain('3000 6000');
  });

  test('nothing due, nothing to pay', async () => {
    const prepaid = [{ number: 'F-12', issueDate: '2026-06-01', grossCents: 152310, vatCents: 25385 }];
    expect(textOf(await documentPdf(invoice({ prepaid }), null))).not.toContain('AGRIFRPP');
  });
});
