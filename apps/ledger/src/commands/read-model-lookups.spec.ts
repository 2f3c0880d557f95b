import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { paris } from '../../../../test/samples/facts.js';
import { heldAsDecided } from './read-model-lookups.js';

test('held spans are read once the last decision about them is projected', async () => {
  const ledger = await ProjectedLedger.open();
  const order: string[] = [];
  const decided = { heater: 'h1', from: 0, to: 3_600_000, reason: 'checked' };
  await ledger.given(
    { type: 'HeldSpanReleased', data: decided },
    { type: 'HeldSpanDiscarded', data: decided },
    paris,
  );
  const passed = async (index: number): Promise<void> => {
    order.push(`passed ${index}`);
    await ledger.project();
  };
  const known = async (): Promise<number> =>
    (await ledger.models.selectFrom('checkpoint').selectAll().execute()).length;
  expect(await known()).toBe(0);
  await heldAsDecided(ledger.models, ledger.log, 'h1', passed);
  await heldAsDecided(ledger.models, ledger.log, 'h2', passed);
  expect(order).toEqual(['passed 1']);
  expect(await known()).toBe(1);
  await ledger.close();
});
