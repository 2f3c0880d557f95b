import fc from 'fast-check';
import { InFlight, type Held } from './in-flight.js';

describe('the room for requests', () => {
  const nothing = (): Held => ({ bytes: 0, uploads: 0 });

  test('is bounded in bytes and in uploads', () => {
    const room = new InFlight({ uploadsMax: 10, bytesMax: 100 });
    const [first, second] = [nothing(), nothing()];
    expect(room.hold(first, 60, 6)).toBe(true);
    expect(room.hold(second, 50, 1)).toBe(false);
    expect(room.hold(second, 40, 5)).toBe(false);
    expect(room.hold(second, 40, 4)).toBe(true);
    room.leave(first);
    expect(room.hold(second, 100, 10)).toBe(true);
  });

  test('lets in a request that is larger than the room, once it is alone', () => {
    const room = new InFlight({ uploadsMax: 10, bytesMax: 100 });
    const [large, small] = [nothing(), nothing()];
    expect(room.hold(small, 1, 1)).toBe(true);
    expect(room.hold(large, 500, 50)).toBe(false);
    room.leave(small);
    expect(room.hold(large, 500, 50)).toBe(true);
    expect(room.hold(small, 1, 1)).toBe(false);
  });

  test('is empty again when all have left, whatever they held', () => {
    const wish = fc.tuple(fc.nat(4), fc.nat(200), fc.nat(20));
    fc.assert(
      fc.property(fc.array(wish), (wishes) => {
        const room = new InFlight({ uploadsMax: 10, bytesMax: 100 });
        const requests = Array.from({ length: 5 }, nothing);
        for (const [who, bytes, uploads] of wishes) room.hold(requests[who]!, bytes, uploads);
        for (const request of requests) room.leave(request);
        const [first, second] = [nothing(), nothing()];
        expect(room.hold(first, 50, 5) && room.hold(second, 50, 5)).toBe(true);
        expect(room.hold(nothing(), 1, 0) || room.hold(nothing(), 0, 1)).toBe(false);
      }),
    );
  });
});
