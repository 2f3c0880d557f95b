import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DocumentRow as ListedDocument } from '../../apps/ledger/src/reports/documents/document-row.js';
import type { DocumentCheckAnswer } from '../../apps/ledger/src/reports/document-checks/document-check.dto.js';
import { AUGUST, HOUR_MS, LedgerOfATest, PATIENCE_MS } from './ledger-of-a-test.js';
import { OWNER, givenClient, givenCompany, givenHeater } from './world-of-a-test.js';

const { fromMs, toMs, month } = AUGUST;
const DAY_MS = 24 * HOUR_MS;
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  json: 'application/json',
  cii: 'application/xml',
  ubl: 'application/xml',
  csv: 'text/csv; charset=utf-8',
};
const ENDINGS: Readonly<Record<string, string>> = { cii: 'cii.xml', ubl: 'ubl.xml', csv: 'usage.csv' };

/** An owner's statement and a client's invoice, downloaded as their readers would. */
describe('files of documents', () => {
  let ledger: LedgerOfATest;

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    await givenClient(ledger, 'studio', 'completed');
    await givenHeater(ledger, 'heater', 1);
    const jobs = [2, 9].map((day) => {
      const from = fromMs + day * DAY_MS;
      const work = { job: `job-${day}`, attempt: 1 };
      return {
        slice: {
          ...work,
          contract: 'studio-contract',
          from,
          to: from + 5 * HOUR_MS,
          coreMs: 16 * 5 * HOUR_MS,
        },
        end: { ...work, at: from + 5 * HOUR_MS, outcome: 'completed' as const },
      };
    });
    await ledger.told('heater', 0, {
      readings: [
        [fromMs, 0, 0],
        [toMs + HOUR_MS, 100_000, 0],
      ],
      slices: jobs.map(({ slice }) => slice),
      attemptEnds: jobs.map(({ end }) => end),
    });
    const closed = await ledger.closeMonth(AUGUST);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  const documentOf = async (party: string): Promise<ListedDocument> => {
    const path = `/v1/documents?period=${month}&party=${party}`;
    return (await ledger.rows<ListedDocument>(path))[0]!;
  };
  const addressOf = ({ series, number }: ListedDocument, format: string): string =>
    `/v1/documents/${series}/${number}/file?format=${format}`;
  const pathOf = ({ series, number }: ListedDocument, format: string): string =>
    join(ledger.dataDir, 'documents', series, `${number}.${ENDINGS[format] ?? format}`);

  async function check(asked: object): Promise<NonNullable<DocumentCheckAnswer['outcome']>> {
    const { status, body } = await ledger.post('/v1/document-checks', asked);
    expect(status).toBe(202);
    const { check: job } = body as DocumentCheckAnswer;
    for (;;) {
      const answer = await ledger.get<DocumentCheckAnswer>(`/v1/document-checks/${job}`);
      if (answer.outcome !== null) return answer.outcome;
      if (answer.fault !== null) throw new Error(JSON.stringify(answer.fault));
      await delay(20);
    }
  }

  test.each([
    ['studio', ['cii', 'csv', 'json', 'pdf', 'ubl']],
    [OWNER, ['csv', 'json', 'pdf']],
  ])('%s downloads each as it was recorded, and once', async (party, formats) => {
    const document = await documentOf(party);
    expect(document.files).toEqual(formats);
    for (const format of formats) {
      const response = await ledger.file(addressOf(document, format));
      const bytes = Buffer.from(await response.arrayBuffer());
      expect([format, response.status, response.headers.get('content-type')]).toEqual([
        format,
        200,
        MEDIA_TYPES[format],
      ]);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(response.headers.get('etag')).toBe(`"${sha256}"`);
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="${document.number}.${ENDINGS[format] ?? format}"`,
      );
      const again = await ledger.file(addressOf(document, format), { 'if-none-match': `"x", "${sha256}"` });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
  });

  test('what a kind does not have, and what there is not, is refused with what to do', async () => {
    const statement = await documentOf(OWNER);
    const refusal = async (path: string): Promise<unknown> => {
      const response = await ledger.file(path);
      return { status: response.status, ...((await response.json()) as object) };
    };
    expect(await refusal(addressOf(statement, 'cii'))).toMatchObject({
      status: 404,
      code: 'DOCUMENT_FORMAT_NONE',
      detail: expect.stringContaining('json, pdf, csv'),
    });
    expect(await refusal('/v1/documents/main/F-99/file')).toMatchObject({
      status: 404,
      code: 'DOCUMENT_FILE_UNKNOWN',
    });
    expect(await refusal(addressOf(statement, 'xml'))).toMatchObject({ status: 400 });
  });

  test('the days of an invoice add up to what it bills', async () => {
    const response = await ledger.file(addressOf(await documentOf('studio'), 'json'));
    const { daily, lines } = (await response.json()) as {
      daily: { unit: string; from: string; perDay: string[] };
      lines: { quantity: string }[];
    };
    expect(daily).toMatchObject({ unit: 'core-hour', from: '2026-08-01' });
    expect(daily.perDay.flatMap((hours, at) => (Number(hours) > 0 ? [[at + 1, hours]] : []))).toEqual([
      [3, '80.00'],
      [10, '80.00'],
    ]);
    expect(Number(lines[0]!.quantity)).toBe(160 * 3600);
    const statement = await ledger.file(addressOf(await documentOf(OWNER), 'json'));
    expect(await statement.json()).toMatchObject({ format: 'heatledger-document/2', daily: null });
  });

  test('one that is gone is never replaced by others: it is drawn again with the same hash', async () => {
    const invoice = await documentOf('studio');
    const before = await readFile(pathOf(invoice, 'cii'), 'utf8');
    await rm(pathOf(invoice, 'cii'));
    const gone = await ledger.file(addressOf(invoice, 'cii'));
    expect([gone.status, await gone.json()]).toMatchObject([
      410,
      { code: 'DOCUMENT_FILE_LOST', detail: expect.stringContaining('documents check --mend') },
    ]);
    expect(await check({})).toMatchObject({ faults: [{ code: 'DOCUMENT_FILE_GONE', format: 'cii' }] });
    expect(await check({ mend: true, redraw: true })).toMatchObject({ mended: 1, faultsTotal: 0 });
    expect(await readFile(pathOf(invoice, 'cii'), 'utf8')).toBe(before);
    expect((await ledger.file(addressOf(invoice, 'cii'))).status).toBe(200);
  });

  test('a damaged page is not served, and mended to the recorded bytes', async () => {
    const invoice = await documentOf('studio');
    const before = await readFile(pathOf(invoice, 'pdf'));
    await writeFile(pathOf(invoice, 'pdf'), 'half');
    expect((await ledger.file(addressOf(invoice, 'pdf'))).status).toBe(410);
    await rm(pathOf(invoice, 'pdf'));
    await mkdir(pathOf(invoice, 'pdf'));
    const folder = await ledger.file(addressOf(invoice, 'pdf'));
    expect([folder.status, await folder.json()]).toMatchObject([
      410,
      { code: 'DOCUMENT_FILE_LOST', detail: expect.stringContaining('cannot be read') },
    ]);
    expect(await check({ mend: true })).toMatchObject({ faults: [{ code: 'DOCUMENT_FILE_UNREADABLE' }] });
    await rmdir(pathOf(invoice, 'pdf'));
    expect(await check({ mend: true })).toMatchObject({ mended: 1, faultsTotal: 0 });
    expect(Buffer.compare(await readFile(pathOf(invoice, 'pdf')), before)).toBe(0);
  });
});
