import { localDateAt } from '#domain/calendar';
import { partyOfDocument } from '#domain/documents';
import {
  documentLifecycle,
  RECEIVED_STATUS,
  type LifecycleCommand,
  type LifecycleDocument,
  type RecordDocumentSent,
} from '#domain/lifecycle';
import { commandsOf } from '../commands/definition.js';
import type { LedgerReads } from '../commands/ledger-reads.js';
import {
  DisputeDocumentDto,
  RecordDocumentSentDto,
  RecordPlatformStatusDto,
  SettleDisputeDto,
} from './lifecycle.dto.js';

/** A credit note with what it credits: the corrected invoice that it cites, and the document in whose place that came. */
async function creditOf(
  reads: LedgerReads,
  ref: { readonly series: string; readonly number: string },
): Promise<LifecycleDocument | null> {
  const credit = await reads.money().issued(ref);
  if (credit === null) return null;
  const cites = [...credit.cites];
  for (let place = 0; place < cites.length; place++) {
    const cited = await reads.money().issued({ series: ref.series, number: cites[place]!.number });
    if (cited?.kind === 'corrected-invoice') cites.push(...cited.cites);
  }
  return { ...credit, cites };
}

/** What the document that a status 212 tells of has received. */
const receivedFor = async (command: LifecycleCommand, reads: LedgerReads): Promise<number> =>
  command.type === 'RecordPlatformStatus' && command.status === RECEIVED_STATUS
    ? reads.money().receivedOn(command)
    : 0;

const onDocument = commandsOf({
  decider: documentLifecycle,
  stream: ({ series, number }: LifecycleCommand) => `document-${series}-${number}`,
  context: async (command: LifecycleCommand, reads) => {
    const { series } = command;
    const noted = command.type === 'SettleDispute' ? command.creditNote : null;
    const document = await reads.money().issued(command);
    const credit = noted === null ? null : await creditOf(reads, { series, number: noted });
    const zone = await reads.companyZone();
    const receivedCents = await receivedFor(command, reads);
    return { document, credit, receivedCents, today: zone === null ? null : localDateAt(zone, reads.now()) };
  },
});

/** Where it went: of a person it stands sealed under the key of the document, as the person's name in it does. */
async function addressed(
  { to, ...said }: RecordDocumentSentDto,
  reads: LedgerReads,
): Promise<Omit<RecordDocumentSent, 'type'>> {
  const document = await reads.money().issued(said);
  if (document === null) return { ...said, to, person: null };
  const { identity } = document.seller.party === null ? document.buyer : document.seller;
  const { kind } = partyOfDocument(document);
  if (kind !== 'resident' && !('person' in identity)) return { ...said, to, person: null };
  const person = await reads.sealInDocument(document.planned, { name: said.channel, address: to });
  return { ...said, to: null, person };
}

export const LIFECYCLE_COMMANDS = [
  onDocument(
    'RecordDocumentSent',
    'A document left for its reader: when, how, where to, and what proves it.',
    RecordDocumentSentDto,
    { payload: addressed },
  ),
  onDocument(
    'DisputeDocument',
    'Somebody says that a document is wrong. It is owed as before until that is settled.',
    DisputeDocumentDto,
  ),
  onDocument(
    'SettleDispute',
    'A dispute is over: the document stands, was credited, or the dispute was withdrawn.',
    SettleDisputeDto,
  ),
  onDocument(
    'RecordPlatformStatus',
    'What a platform of the French e-invoicing reform says of a document, or was told: 200 submitted to 213 rejected.',
    RecordPlatformStatusDto,
  ),
];
