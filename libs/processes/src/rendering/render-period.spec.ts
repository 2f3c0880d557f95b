import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderDocuments } from '#ports/documents/folder';
import { SimulatedClock } from '#ports/clock/simulated';
import type { EventStore } from '#event-store';
import { closePeriod, modelReads } from '#processes/closing';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { givenAugust } from '../../../../test/samples/closable-month.js';
import { at } from '../../../../test/samples/heated-block.js';
import { render } from './render.js';
import { renderPeriod } from './render-period.js';

let ledger: ProjectedLedger;
let folder: string;
const clock = new SimulatedClock(at('2026-09-02'));

async function renderAugust(store: EventStore = ledger.log): Promise<number> {
  await ledger.project();
  const reads = modelReads(ledger.models, ledger.log);
  const facts = await reads.factsBefore(await ledger.log.nextIndex());
  return renderPeriod(
    {
      store,
      models: ledger.models,
      keys: ledger.keys,
      files: new FolderDocuments(folder),
      clock,
      startRenderer: () => ({ render, close: () => Promise.resolve() }),
    },
    { period: '2026-08', issueDate: '2026-09-02', facts, actor: 'person:finance', commandId: 'render-1' },
  );
}
const files = async (): Promise<string[]> => {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  return all
    .filter((one) => one.isFile())
    .map(({ name }) => name)
    .sort();
};
const recorded = async (): Promise<number> =>
  (await ledger.log.readAll(0, 10_000)).events.filter(({ type }) => type === 'DocumentRendered').length;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heatledger-files-'));
  ledger = await ProjectedLedger.open();
  await givenAugust(ledger);
  await closePeriod(
    {
      store: ledger.log,
      reads: modelReads(ledger.models, ledger.log),
      waitUntilProjected: () => ledger.project(),
      clock,
      keys: ledger.keys,
    },
    { period: '2026-08', issueDate: '2026-09-02', actor: 'person:finance', commandId: 'close-1' },
  );
});
afterEach(async () => {
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

describe('files of a closed month', () => {
  test('every document and every proof is kept as JSON and PDF, its hash in the log', async () => {
    expect(await renderAugust()).toBe(5);
    expect(await files()).toEqual(
      ['2026-08-0001', '2026-08-0002', 'F-1', 'R-1', 'R-2'].flatMap((name) => [
        `${name}.json`,
        `${name}.pdf`,
      ]),
    );
    expect(await recorded()).toBe(10);
    const statement = await readFile(join(folder, 'main', 'R-2.json'), 'utf8');
    expect(statement).toContain('Ada Lenoir');
    expect(await readFile(join(folder, 'proofs', '2026-08-0002.json'), 'utf8')).not.toContain('Ada Lenoir');
  });

  test('made once: a second run makes nothing', async () => {
    await renderAugust();
    expect(await renderAugust()).toBe(0);
    expect(await recorded()).toBe(10);
  });

  test('broken off between a file and its record, the next run records the file that is there', async () => {
    let left = 2;
    const dying: EventStore = Object.assign(Object.create(ledger.log) as EventStore, {
      append: (requests: Parameters<EventStore['append']>[0]) => {
        if (left-- === 0) throw new Error('killed');
        return ledger.log.append(requests);
      },
    });
    await expect(renderAugust(dying)).rejects.toThrow('killed');
    expect(await recorded()).toBe(4);
    expect(await renderAugust()).toBe(3);
    expect(await recorded()).toBe(10);
    expect(await files()).toHaveLength(10);
  });
});
