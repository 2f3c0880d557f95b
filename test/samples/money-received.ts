import { vatWithin } from '#domain/documents';
import { derivedId, makeEvent, type DomainEvent } from '#events';
import { NO_STREAM, type EventStore } from '#event-store';

/** 12.50 received from a client before its work. */
export const prepaid = (receipt: string, on: string, amountCents = 1250): DomainEvent => ({
  type: 'MoneyReceived',
  data: {
    receipt,
    on,
    client: 'lab',
    amountCents,
    allocations: [],
    prepayment: { contract: 'lab-1', vatRate: '20' },
    reference: 'VIR',
    suspenseCents: 0,
    entry: {
      journal: 'BQ',
      date: on,
      piece: receipt,
      label: 'Acompte lab',
      postings: [
        { account: '512', party: null, debitCents: amountCents, creditCents: 0 },
        {
          account: '4191',
          party: 'lab',
          debitCents: 0,
          creditCents: amountCents - vatWithin(amountCents, '20'),
        },
        { account: '44571', party: null, debitCents: 0, creditCents: vatWithin(amountCents, '20') },
      ],
    },
  },
});

/** At the end of the stream of settlements, as a command would. */
export async function recordSettlement(log: EventStore, event: DomainEvent): Promise<void> {
  const stream = 'settlements';
  const last = (await log.readStreamBackwards(stream, null, 1))[0]?.revision ?? NO_STREAM;
  const id = derivedId(`${stream}/${last + 1}`);
  const meta = { id, recordedAt: 0, actor: 'person:ana', commandId: id, causation: null };
  const [outcome] = await log.append([{ stream, expectedRevision: last, events: [makeEvent(event, meta)] }]);
  if (outcome?.kind !== 'appended') throw new Error(`${event.type} was not appended`);
}
