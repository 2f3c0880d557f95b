import { EventCounter } from './event-counter.js';
import { type WireEvent, wireEventOf } from './wire-event.js';

const BESIDE = {
  version: 1,
  recordedAt: 0,
  actor: 'person:amina',
  commandId: 'c',
  causation: null,
  after: null,
};

function wire(at: number, streamId: string, revision: number, more: Partial<WireEvent> = {}): WireEvent {
  return {
    streamId,
    revision: BigInt(revision),
    id: `0192f0c4-0000-7000-8000-${String(at).padStart(12, '0')}`,
    type: 'SiteRegistered',
    isJson: true,
    data: {},
    metadata: BESIDE,
    position: { commit: BigInt(at), prepare: BigInt(at) },
    ...more,
  };
}

const named = wire(100, 'installation', 0, { type: 'InstallationNamed' });

/** Index of each event, or what it is instead. */
const counted = (counter: EventCounter, events: readonly WireEvent[]): (number | string)[] =>
  events.map((event) => {
    const taken = counter.take(event);
    return taken.kind === 'event' ? taken.event.index : taken.kind;
  });

test('events of ours are counted; those of the system between them are not', () => {
  const events = [
    wire(50, '$settings', 0, { type: '$settings' }),
    named,
    wire(120, '$ce-site', 0, { type: '$>' }),
    wire(130, 'site-1', 0),
    wire(140, '$$$ce-site', 0, { type: '$metadata' }),
    wire(150, 'site-1', 1),
  ];
  expect(counted(new EventCounter(null), events)).toEqual(['nothing', 0, 'nothing', 1, 'nothing', 2]);
});

test('what is delivered again is passed over', () => {
  const counter = new EventCounter(null);
  const site = wire(130, 'site-1', 0);
  expect(counted(counter, [named, site, named, site])).toEqual([0, 1, 'nothing', 'nothing']);
  expect(counter.nextIndex()).toBe(2);
});

test('counting goes on after a known event, wherever its streams stand', () => {
  const counter = new EventCounter({ index: 41, place: { commit: 120n, prepare: 120n } });
  expect(counted(counter, [wire(120, 'site-1', 6), wire(130, 'site-1', 7), wire(140, 'site-2', 3)])).toEqual([
    'nothing',
    42,
    43,
  ]);
});

test.each([
  ['$maxCount', { $maxCount: 5 }],
  ['$maxAge, $tb', { $maxAge: 60, $tb: 3 }],
  [null, { $acl: {} }],
])('settings of a stream of ours are told: %s', (forgetting, data) => {
  const counter = new EventCounter(null);
  const settings = wire(120, '$$site-1', 0, { type: '$metadata', data });
  expect([named, settings].map((event) => counter.take(event))[1]).toEqual({
    kind: 'settings',
    stream: 'site-1',
    forgetting,
  });
});

test.each<[string, string, WireEvent[]]>([
  ['a first event that names no installation', 'LOG_FOREIGN', [wire(100, 'site-1', 0)]],
  ['an event without what we write beside', 'LOG_FOREIGN', [named, wire(120, 'site-1', 0, { metadata: {} })]],
  ['an event that is no JSON', 'LOG_FOREIGN', [named, wire(120, 'site-1', 0, { isJson: false })]],
  ['a missing first event of a stream', 'LOG_TRUNCATED', [named, wire(120, 'site-1', 1)]],
  ['a gap', 'LOG_TRUNCATED', [named, wire(120, 'site-1', 0), wire(130, 'site-1', 2)]],
  [
    'a deleted stream',
    'LOG_TRUNCATED',
    [named, wire(120, 'site-1', 9, { type: '$streamDeleted', metadata: null })],
  ],
])('%s is %s', (_, code, events) => {
  expect(() => counted(new EventCounter(null), events)).toThrow(expect.objectContaining({ code }));
});

test.each([
  ['an id that is no UUID', { id: 'event-1', data: '{}' }],
  ['data that would come back otherwise', { id: named.id, data: '{ }' }],
])('%s is a fault of ours', (_, fault) => {
  const event = { type: 'SiteRegistered', ...BESIDE, ...fault };
  expect(() => wireEventOf(event, null)).toThrow(expect.objectContaining({ name: 'InvariantBroken' }));
});
