import Type from 'typebox';
import * as everything from '../index.js';
import { Shape, defineEvent } from '../schema/index.js';
import { DEFINITIONS, createRegistry, makeEvent, readEvent, eventRegistry } from './index.js';

const meta = { id: 'i', recordedAt: 1, actor: 'person:ana', commandId: 'c', causation: null };

describe('every event', () => {
  test('that the package exports is in the registry', () => {
    const exported = Object.values<unknown>(everything).filter(
      (value) => typeof value === 'object' && value !== null && 'says' in value,
    );
    expect(exported.length).toBeGreaterThan(50);
    expect(new Set(DEFINITIONS)).toEqual(new Set(exported));
  });

  test.each(DEFINITIONS.map((definition) => [definition.type, definition] as const))(
    '%s has a schema that compiles, a stream and a sentence',
    (type, definition) => {
      expect(eventRegistry.fault({ type, data: {} })).not.toBeNull();
      expect(definition.stream).toMatch(/^[a-z]/);
      expect(definition.says).toMatch(/[.)]$/);
    },
  );
});

describe('making an event', () => {
  test('prints it in the order of the schema, at its version', () => {
    const event = makeEvent(
      { type: 'HeaterModeSet', data: { mode: 'off', at: 5, heater: 'h1' } },
      { ...meta, id: 'id-1' },
    );
    expect(event).toEqual({
      ...meta,
      id: 'id-1',
      type: 'HeaterModeSet',
      version: 1,
      data: '{"heater":"h1","at":5,"mode":"off"}',
    });
    expect(readEvent(event)).toEqual({ type: 'HeaterModeSet', data: { heater: 'h1', at: 5, mode: 'off' } });
  });

  test('refuses data that its schema does not allow, and says where', () => {
    const event = { type: 'HeaterOpened', data: { heater: 'h1', at: -1 } } as const;
    expect(() => makeEvent(event, meta)).toThrow(/HeaterOpened: \/at must be >= 0/);
  });
});

describe('reading an event', () => {
  const Painted = defineEvent(
    'Painted',
    3,
    'wall-<wall>',
    'A wall was painted.',
    Shape({ rgb: Type.String() }),
  );
  const names: Record<string, string> = { red: 'ff0000' };
  const walls = createRegistry(
    [Painted],
    [
      { type: 'Painted', from: 1, lift: (data) => ({ colour: (data as { color: string }).color }) },
      { type: 'Painted', from: 2, lift: (data) => ({ rgb: names[(data as { colour: string }).colour] }) },
    ],
  );

  test.each([
    [1, '{"color":"red"}'],
    [2, '{"colour":"red"}'],
    [3, '{"rgb":"ff0000"}'],
  ])('of version %i lifts it step by step to what is meant today', (version, data) => {
    expect(walls.readEvent({ type: 'Painted', version, data })).toEqual({
      type: 'Painted',
      data: { rgb: 'ff0000' },
    });
  });

  test.each([
    ['UNKNOWN_EVENT_TYPE', { type: 'Sold', version: 1, data: '{}' }],
    ['NEWER_EVENT_VERSION', { type: 'Painted', version: 4, data: '{}' }],
    ['MISSING_UPCASTER', { type: 'Painted', version: 0, data: '{}' }],
  ])('refuses with %s rather than guess', (code, event) => {
    expect(() => walls.readEvent(event)).toThrow(expect.objectContaining({ code }));
  });
});
