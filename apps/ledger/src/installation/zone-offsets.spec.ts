import { zoneOffsets } from './zone-offsets.js';

const offsetsOf = (zone: string) => {
  const read = zoneOffsets(zone);
  return 'zone' in read ? read.zone.offsets : read;
};

describe('UTC offsets of a zone, read once at the edge', () => {
  test('Paris changes at 01:00 UTC on the last Sundays of March and October', () => {
    const offsets = offsetsOf('Europe/Paris');
    expect(offsets).toContainEqual({ from: Date.UTC(2026, 2, 29, 1), offsetMinutes: 120 });
    expect(offsets).toContainEqual({ from: Date.UTC(2026, 9, 25, 1), offsetMinutes: 60 });
    expect((offsets as unknown[])[0]).toEqual({ from: 0, offsetMinutes: 60 });
  });

  test('a zone without changes has one offset', () => {
    expect(offsetsOf('UTC')).toEqual([{ from: 0, offsetMinutes: 0 }]);
    expect(offsetsOf('Asia/Kolkata')).toEqual([{ from: 0, offsetMinutes: 330 }]);
  });

  test('quarter-hour zones and unknown ones are refused', () => {
    expect(offsetsOf('Asia/Kathmandu')).toMatchObject({ refused: { code: 'ZONE_NOT_HALF_HOUR' } });
    expect(offsetsOf('Europe/Nowhere')).toMatchObject({ refused: { code: 'ZONE_UNKNOWN' } });
  });
});
