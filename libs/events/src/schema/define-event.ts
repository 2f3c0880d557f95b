import type { Static, TSchema } from 'typebox';

/**
 * One type of event: its name, the version its schema describes, the stream it stands in
 * and what it says. The catalogue page and the validators are made from these.
 */
export interface EventDefinition<Type extends string = string, Schema extends TSchema = TSchema> {
  readonly type: Type;
  readonly version: number;
  readonly stream: string;
  readonly says: string;
  readonly data: Schema;
}

/** The value shape of a definition: what deciders return and `evolve` takes. */
export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Schema>
    ? { readonly type: Type; readonly data: Static<Schema> }
    : never;

export function defineEvent<const Type extends string, Schema extends TSchema>(
  type: Type,
  version: number,
  stream: string,
  says: string,
  data: Schema,
): EventDefinition<Type, Schema> {
  return { type, version, stream, says, data };
}
