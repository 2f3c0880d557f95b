import { commandEventId, derivedId, HEATLEDGER_NAMESPACE, telemetryEventId } from './event-ids.js';
import { monotonicUuidV7, uuidV5, uuidV7 } from './uuid.js';

describe('ids', () => {
  test('UUIDv5 agrees with the published example (RFC 9562, A.4: DNS, www.example.com)', () => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  test('a long name after a short one, and letters beyond ASCII, change nothing', () => {
    const long = 'é'.repeat(500);
    const first = derivedId(long);
    derivedId('x');
    expect(derivedId(long)).toBe(first);
    expect(uuidV5(HEATLEDGER_NAMESPACE, long)).toBe(first);
  });

  test('UUIDv7 agrees with the published example (RFC 9562, A.6)', () => {
    const random = Buffer.from('cc3018c4dc0c0c07398f', 'hex');
    expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  test('ids of one moment sort in the order they were made, also when the clock goes back', () => {
    const clock = [5, 5, 5, 3, 4, 9, ...new Array<number>(5000).fill(9)];
    const next = monotonicUuidV7(
      () => clock.shift() ?? 9,
      (count) => new Uint8Array(count).fill(clock.length % 7),
    );
    const ids = Array.from({ length: 5000 }, next);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('an upload and a place in a command have one id each', () => {
    expect(telemetryEventId('h1', 0, 7, 'ab')).toBe(derivedId('h1/0/7/ab'));
    expect(telemetryEventId('h1', 0, 7, 'ab')).not.toBe(telemetryEventId('h1', 0, 7, 'ac'));
    expect(commandEventId('c', 0)).not.toBe(commandEventId('c', 1));
  });
});
