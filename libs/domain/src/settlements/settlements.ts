import { exhausted, type Decider } from '#domain/decision';
import { booksOf, type SettlementEvent, type SettlementsState } from './books.js';
import type { SettlementCommand, SettlementContext } from './commands.js';
import { pay, receive } from './money.js';
import { applyCreditNote, setOff } from './set-off.js';

/**
 * The one stream `settlements`: who decides knows all that was settled before, so that no document is settled by
 * more than it states, whoever writes at the same time.
 */
export const settlements: Decider<SettlementCommand, SettlementsState, SettlementEvent, SettlementContext> = {
  initialState: null,

  decide(command, state, context) {
    const books = booksOf(state);
    switch (command.type) {
      case 'RecordMoneyReceived':
        return receive(command, books, context);
      case 'RecordMoneyPaid':
        return pay(command, books, context);
      case 'SetOff':
        return setOff(command, books, context);
      case 'ApplyCreditNote':
        return applyCreditNote(command, books, context);
      default:
        return exhausted(command);
    }
  },

  evolve: (before, event) => ({ event, before }),
};
