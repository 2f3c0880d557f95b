import type { DomainEvent } from '#events';
import { commandEventId, derivedId, makeEvent } from '#events';
import { DEFAULT_METERING_RULES } from '#domain/facts';
import { invariant } from '#domain/decision';
import { type AppendRequest, type EventStore, NO_STREAM } from '#event-store';
import type { Clock } from '#ports/clock';
import type { Ids } from '#ports/ids';
import { DEFAULT_CHART } from './default-chart.js';
import { zoneOffsets } from './zone-offsets.js';

const FIRST_ZONE = 'Europe/Paris';

interface Sources {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Name of a new installation. */
  readonly name: string;
}

function beginning(stream: string, events: readonly DomainEvent[], recordedAt: number): AppendRequest {
  const commandId = derivedId(`first-events/${stream}`);
  return {
    stream,
    expectedRevision: NO_STREAM,
    events: events.map((event, ordinal) =>
      makeEvent(event, {
        id: commandEventId(commandId, ordinal),
        recordedAt,
        actor: 'process:installation',
        commandId,
        causation: null,
      }),
    ),
  };
}

function installationEvents(installation: string, name: string, createdAt: number): readonly DomainEvent[] {
  const read = zoneOffsets(FIRST_ZONE);
  invariant('zone' in read, `this machine knows no UTC offsets of ${FIRST_ZONE}`);
  return [
    { type: 'InstallationNamed', data: { installation, name, createdAt } },
    { type: 'MeteringRulesSet', data: DEFAULT_METERING_RULES },
    {
      type: 'ZoneOffsetsRecorded',
      data: { zone: FIRST_ZONE, offsets: read.zone.offsets.map((offset) => ({ ...offset })) },
    },
  ];
}

/** Id of the installation whose log this is; null before event 0. */
export async function namedInstallation(store: EventStore): Promise<string | null> {
  const [named] = await store.readStream('installation', 0, 1);
  return named === undefined ? null : (JSON.parse(named.data) as { installation: string }).installation;
}

/**
 * Event 0 names the installation; after it stand the default metering rules, the offsets of Paris and the default
 * chart of accounts, so that a replay needs nothing but the log. Only what is missing is written: a start after a
 * crash in between, or a second one at the same time, writes nothing twice.
 * @returns the id of the installation
 */
export async function recordFirstEvents({ store, clock, ids, name }: Sources): Promise<string> {
  const now = clock.now();
  const [named] = await store.readStream('installation', 0, 1);
  const [company] = await store.readStream('company', 0, 1);
  const installation = ids.next();
  const missing = [
    ...(named === undefined
      ? [beginning('installation', installationEvents(installation, name, now), now)]
      : []),
    ...(company === undefined
      ? [beginning('company', [{ type: 'ChartOfAccountsSet', data: DEFAULT_CHART }], now)]
      : []),
  ];
  for (const outcome of missing.length === 0 ? [] : await store.append(missing))
    invariant(outcome.kind !== 'failed', `the first events could not be written: ${JSON.stringify(outcome)}`);
  // Read, not remembered: another start may have named it first.
  const id = await namedInstallation(store);
  invariant(id !== null, 'the log has no first event');
  return id;
}
