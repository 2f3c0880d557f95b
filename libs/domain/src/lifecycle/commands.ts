import type { LocalDate } from '#domain/calendar';
import type {
  DisputeSettled,
  DocumentDisputed,
  DocumentIssuedData,
  DocumentRendered,
  DocumentSent,
  PlatformStatusRecorded,
} from '#events';

export type RecordDocumentSent = { readonly type: 'RecordDocumentSent' } & DocumentSent['data'];
export type DisputeDocument = { readonly type: 'DisputeDocument' } & DocumentDisputed['data'];
export type SettleDispute = { readonly type: 'SettleDispute' } & DisputeSettled['data'];
export type RecordPlatformStatus = { readonly type: 'RecordPlatformStatus' } & PlatformStatusRecorded['data'];
export type LifecycleCommand = RecordDocumentSent | DisputeDocument | SettleDispute | RecordPlatformStatus;

/** What a decision makes; files of the same stream are another's. */
export type LifecycleEvent = DocumentSent | DocumentDisputed | DisputeSettled | PlatformStatusRecorded;
/** What stands in `document-<series>-<number>`. */
export type DocumentStreamEvent = LifecycleEvent | DocumentRendered;

/** Of an issued document, what decisions about it look at. */
export type LifecycleDocument = Pick<
  DocumentIssuedData,
  'series' | 'number' | 'kind' | 'issueDate' | 'grossCents' | 'cites' | 'profile' | 'seller' | 'buyer'
>;

export interface LifecycleContext {
  /** The document that the command names; null: none was issued. */
  readonly document: LifecycleDocument | null;
  /** The credit note that settles a dispute; null: none is named, or none was issued. */
  readonly credit: LifecycleDocument | null;
  /** Money that the document has received and keeps; see `receivedCents`. */
  readonly receivedCents: number;
  /** Local date of the company; null before it is registered. */
  readonly today: LocalDate | null;
}

/** Disputes by id, in the order of the log; the rest as it was recorded. */
export interface LifecycleState {
  readonly sent: readonly DocumentSent['data'][];
  readonly disputes: ReadonlyMap<
    string,
    { readonly raised: DocumentDisputed['data']; readonly settled: DisputeSettled['data'] | null }
  >;
  readonly statuses: readonly PlatformStatusRecorded['data'][];
}
