import { v7Ids } from '#ports/ids/v7';
import { readConfiguration } from '../../apps/ledger/src/configuration/index.js';
import { Xoshiro } from '../../apps/ledger/src/demo/random/xoshiro.js';
import { createLogger } from '../../apps/ledger/src/http/logging.js';
import { openLedger } from '../../apps/ledger/src/ledger.js';
import { TurnedClock } from './turned-clock.js';

/**
 * A ledger as `heatledger serve` runs it, but by a clock that the test turns and with the ids of a seed: settings from
 * the environment, `<clock file> <seed>` as arguments. Prints its address as JSON.
 */
const [clockPath = '', seed = ''] = process.argv.slice(2);
const read = readConfiguration(process.env);
if ('refused' in read) throw new Error(JSON.stringify(read.refused));
const { configuration } = read;
const clock = new TurnedClock(clockPath);
const random = new Xoshiro(`${seed}/ids`);
const ledger = await openLedger({
  ...configuration,
  clock,
  ids: v7Ids(clock, (count) => random.bytes(count)),
  logger: createLogger(configuration),
});
process.once('SIGTERM', () => void ledger.close());
process.stdout.write(`${JSON.stringify({ url: ledger.url })}\n`);
