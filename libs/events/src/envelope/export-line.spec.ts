import { isCanonicalText } from '../canonical/index.js';
import { exportLine } from './export-line.js';

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
});
