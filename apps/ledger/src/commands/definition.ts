import type { Type } from '@nestjs/common';
import { stateAfter, type Decider, type Decision, type Refused } from '#domain/decision';
import type { DomainEvent } from '#events';
import type { EventStore } from '#event-store';
import type { LedgerReads } from './ledger-reads.js';
import type { CommandOutcome } from './outcome.js';

/** One command that people can give: its form, the stream it writes to, and how it is decided. */
export interface CommandDefinition {
  /** `CommissionHeater` */
  readonly name: string;
  /** `commission-heater` */
  readonly path: string;
  readonly says: string;
  readonly dto: Type<object>;
  /**
   * Names under which it runs alone, in every ledger of the installation: what it looks up in streams that others
   * write still stands when it is recorded. None where its own stream tells all.
   */
  locksOf(payload: object, reads: LedgerReads): Promise<readonly string[]>;
  /** Events of the stream that the decision needs from its beginning; null: all of them. */
  readonly eventsNeeded: number | null;
  prepare(payload: object, reads: LedgerReads): Promise<PreparedCommand | Refused>;
  /**
   * Does it all where a process decides, not a decider over the events of one stream: a series of documents is too long
   * to be read to its end. `prepare` is not asked then.
   */
  readonly carryOut?: (payload: object, meta: CommandMeta, parts: CommandParts) => Promise<CommandOutcome>;
}

/** Under which id a command is done, and who gives it. */
export interface CommandMeta {
  readonly commandId: string;
  /** `person:<id>` */
  readonly actor: string;
}

export interface CommandParts {
  /** Takes nothing once a lock of the command is lost. */
  readonly store: EventStore;
  readonly reads: LedgerReads;
}

/** A command ready to be decided, as often as others write first. */
export interface PreparedCommand {
  readonly stream: string;
  /** What it says; fields that its event has too are equal there, unless they are sealed. */
  readonly payload: object;
  decide(history: readonly DomainEvent[]): Promise<Decision<DomainEvent>>;
}

interface Named {
  readonly type: string;
}
type CommandOf<Command extends Named, Name extends Command['type']> = Extract<Command, { type: Name }>;

interface Options<Dto, Payload> {
  /** What it decides about beside its own stream; see lock-names.ts. */
  readonly locks?: (dto: Dto, reads: LedgerReads) => readonly string[] | Promise<readonly string[]>;
  /** Makes the payload of the command from the DTO where they differ; once, however often it is decided. */
  readonly payload?: (dto: Dto, reads: LedgerReads) => Promise<Payload | Refused>;
}

/** What all commands of one kind of stream share. */
export interface StreamKind<Command extends Named, State, Event, Context> {
  readonly decider: Decider<Command, State, Event, Context>;
  readonly stream: (command: Command) => string;
  readonly context: (command: Command, reads: LedgerReads) => Promise<Context>;
  readonly eventsNeeded?: number;
}

/** `CommissionHeater` → `commission-heater`. */
export const pathOf = (name: string): string =>
  name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/**
 * A maker of command definitions for one kind of stream. The compiler checks that the DTO has the fields
 * of the command; where the server derives some (what is sealed), `payload` makes them.
 */
export function commandsOf<Command extends Named, State, Event, Context>(
  kind: StreamKind<Command, State, Event, Context>,
) {
  type PayloadOf<Name extends Command['type']> = Omit<CommandOf<Command, Name>, 'type'>;

  return <const Name extends Command['type'], Dto extends object>(
    name: Name,
    says: string,
    dto: Type<Dto>,
    ...[options]: Dto extends PayloadOf<Name>
      ? [options?: Options<Dto, PayloadOf<Name>>]
      : [options: Required<Pick<Options<Dto, PayloadOf<Name>>, 'payload'>> & Options<Dto, PayloadOf<Name>>]
  ): CommandDefinition => {
    const { payload: payloadFrom, locks } = (options ?? {}) as Options<Dto, PayloadOf<Name>>;
    return {
      name,
      path: pathOf(name),
      says,
      dto,
      locksOf: async (given, reads) => (await locks?.(given as Dto, reads)) ?? [],
      eventsNeeded: kind.eventsNeeded ?? null,
      async prepare(given, reads) {
        const payload = payloadFrom === undefined ? given : await payloadFrom(given as Dto, reads);
        if ('refused' in payload) return payload as Refused;
        const command = { type: name, ...payload } as unknown as CommandOf<Command, Name>;
        return {
          stream: kind.stream(command),
          payload,
          async decide(history) {
            // A stream holds the events of its own kind and no others.
            const state = stateAfter(kind.decider, history as unknown as readonly Event[]);
            const context = await kind.context(command, reads);
            return kind.decider.decide(command, state, context) as unknown as Decision<DomainEvent>;
          },
        };
      },
    };
  };
}
