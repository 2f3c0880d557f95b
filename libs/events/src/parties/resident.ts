import {
  Id,
  LocalDate,
  Nullable,
  OneOf,
  SealedText,
  Shape,
  defineEvent,
  type EventOf,
} from '../schema/index.js';

const stream = 'resident-<resident>';
const resident = Id('resident (a pseudonym)');

export const ResidentRegistered = defineEvent(
  'ResidentRegistered',
  1,
  stream,
  'A person lives, or will live, with our heat; who that is stands sealed under their own key.',
  Shape({
    resident,
    person: SealedText('canonical {name, address, email, iban} of the person'),
    language: OneOf(['fr', 'en'], 'language of documents'),
  }),
);
export type ResidentRegistered = EventOf<typeof ResidentRegistered>;

export const ResidentMovedIn = defineEvent(
  'ResidentMovedIn',
  1,
  stream,
  'The resident lives in this dwelling from this day.',
  Shape({ resident, site: Id('site'), dwelling: Id('dwelling'), on: LocalDate('first day') }),
);
export type ResidentMovedIn = EventOf<typeof ResidentMovedIn>;

export const ResidentMovedOut = defineEvent(
  'ResidentMovedOut',
  1,
  stream,
  'The resident left the dwelling.',
  Shape({ resident, dwelling: Id('dwelling'), on: LocalDate('last day') }),
);
export type ResidentMovedOut = EventOf<typeof ResidentMovedOut>;

export const ResidentOptedIn = defineEvent(
  'ResidentOptedIn',
  1,
  stream,
  'The resident agreed to be repaid (and to what that needs) from this day.',
  Shape({
    resident,
    from: LocalDate('first day'),
    until: Nullable(LocalDate('last day'), 'last day, if it was agreed'),
  }),
);
export type ResidentOptedIn = EventOf<typeof ResidentOptedIn>;

export const ResidentOptedOut = defineEvent(
  'ResidentOptedOut',
  1,
  stream,
  'The resident is not repaid from this day.',
  Shape({ resident, from: LocalDate('first day without') }),
);
export type ResidentOptedOut = EventOf<typeof ResidentOptedOut>;
