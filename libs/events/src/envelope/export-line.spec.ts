import { isCanonicalText } from '../canonical/index.js';
import { MAX_LINE_BYTES, exportLine, fitsLine } from './export-line.js';

const event = {
  id: '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  type: 'HeaterOpened',
  version: 1,
  recordedAt: 1_700_000_000_000,
  actor: 'heater:h1',
  commandId: 'c"1',
  causation: null,
  data: '{"heater":"h1","at":5}',
};

describe('the exported line', () => {
  test('is canonical and holds the data as it stands in the log', () => {
    const line = exportLine({ ...event, index: 12, stream: 'heater-h1', revision: 3 });
    expect(line).toBe(
      '{"index":12,"stream":"heater-h1","revision":3,"id":"2ed6657d-e927-568b-95e1-2665a8aea6a2",' +
        '"type":"HeaterOpened","version":1,"recordedAt":1700000000000,"actor":"heater:h1",' +
        '"commandId":"c\\"1","causation":null,"data":{"heater":"h1","at":5}}',
    );
    expect(isCanonicalText(line)).toBe(true);
  });

  test('fits in 65 535 bytes, counted in UTF-8 and at the largest index', () => {
    const empty = exportLine({
      ...event,
      data: '""',
      stream: 's',
      index: Number.MAX_SAFE_INTEGER,
      revision: Number.MAX_SAFE_INTEGER,
    }).length;
    const room = MAX_LINE_BYTES - empty;
    expect(fitsLine('s', { ...event, data: `"${'a'.repeat(room)}"` })).toBe(true);
    expect(fitsLine('s', { ...event, data: `"${'a'.repeat(room + 1)}"` })).toBe(false);
    expect(fitsLine('s', { ...event, data: `"${'é'.repeat(room / 2 + 1)}"` })).toBe(false);
  });
});
