import fc from 'fast-check';
import { startIntake } from '../../../../test/samples/intake.js';
import { givenHeater, upload } from '../../../../test/samples/uploads.js';

/** One upload of a test: the same heater, number and variant are the same upload. */
interface Sent {
  readonly heater: string;
  readonly number: number;
  readonly variant: number;
}

const sent: fc.Arbitrary<Sent> = fc.record({
  heater: fc.constantFrom('h1', 'h2', 'h3'),
  number: fc.nat(5),
  variant: fc.constantFrom(0, 0, 0, 1),
});

const wire = ({ heater, number, variant }: Sent): unknown =>
  upload({ heater, number, salt: Buffer.alloc(16, variant).toString('base64url') });

/** What the answers must be: a list per heater, first come, and nothing of a heater after its first failure. */
function expected(log: Map<string, number[]>, request: readonly Sent[]): string[] {
  const failed = new Set<string>();
  return request.map(({ heater, number, variant }) => {
    if (failed.has(heater)) return 'not-attempted PREVIOUS_FAILED';
    const there = log.get(heater) ?? [];
    if (number === there.length) log.set(heater, [...there, variant]);
    else if (there[number] !== variant) {
      failed.add(heater);
      return number < there.length ? 'refused NUMBER_TAKEN' : 'refused NUMBER_GAP';
    }
    return 'recorded';
  });
}

describe('whatever is sent in whatever requests', () => {
  test('answers and log are those of one upload after the other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(sent, { maxLength: 8 }), { maxLength: 8 }),
        fc.boolean(),
        async (requests, plain) => {
          const { store, statuses, end } = startIntake();
          for (const heater of ['h1', 'h2', 'h3']) await givenHeater(store, heater, { plain });
          const log = new Map<string, number[]>();
          for (const request of requests)
            expect(await statuses(...request.map(wire))).toEqual(expected(log, request));
          for (const [heater, variants] of log) {
            const events = await store.readStream(`telemetry-${heater}-0`, 0, 100);
            expect(events.map(({ revision }) => revision)).toEqual(variants.map((_, number) => number));
          }
          end();
        },
      ),
      { numRuns: 60 },
    );
  });

  test('senders at once never record a number twice, and every recorded one is there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(sent, { maxLength: 6 }), { maxLength: 6 }), async (requests) => {
        const { store, intake, end } = startIntake();
        for (const heater of ['h1', 'h2', 'h3']) await givenHeater(store, heater, { plain: true });
        const answers = await Promise.all(requests.map((request) => intake.receive(request.map(wire))));
        for (const [at, results] of answers.entries())
          for (const [place, result] of results.entries()) {
            if (result.status !== 'recorded') continue;
            const { heater, number } = requests[at]![place]!;
            const [event] = await store.readStream(`telemetry-${heater}-0`, number, 1);
            expect(event?.data).toBe(JSON.stringify(wire(requests[at]![place]!)));
          }
        end();
      }),
      { numRuns: 40 },
    );
  });
});
