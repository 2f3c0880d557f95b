import { accrualEntries, type Chart, type Entry } from '#domain/accounting';
import {
  creditTotals,
  deductPrepaid,
  documentOf,
  draftOf,
  heldOf,
  numberAt,
  prepaymentDraft,
  vatTotals,
  type DocumentDraft,
  type Prepayment,
} from '#domain/documents';
import { stateAfter } from '#domain/decision';
import type { PartyRef } from '#domain/rating';
import {
  booksOf,
  documentKey,
  settledDocument,
  settlements,
  standingOf,
  type SettledDocument,
  type SettlementCommand,
  type SettlementEvent,
} from '#domain/settlements';
import type { CompanyRegistered, DocumentIssuedData, DocumentKind, DocumentLine } from '#events';
import { chart, client, company, contract, factsOf, groundwork, owner } from '../samples/heated-block.js';

const SIREN = '732829320';
const DAY = '2026-09-30';
const resident = {
  type: 'ResidentRegistered',
  data: { resident: 'r1', person: { keyId: 'k', sealed: 'AAAA' }, language: 'fr' },
} as const;
const facts = factsOf(
  ...groundwork,
  client('lab', { siren: SIREN, vatNumber: 'FR44732829320' }),
  contract('lab', 'lab-1'),
  owner('habitat', { siren: SIREN }),
  resident,
);
const LAB: PartyRef = { kind: 'client', id: 'lab' };

const line = (amountCents: number, vatRate: string): DocumentLine => ({
  key: '2026-08|work|lab-1|usage|core@2026-01-01',
  label: 'line',
  quantity: '1',
  unit: 'one',
  priceEur: '1',
  priceBase: 1,
  amountCents,
  vatCategory: vatRate === '0' ? 'O' : 'S',
  vatRate,
  from: '2026-08-01',
  to: '2026-08-31',
  adjusts: null,
});

/** Documents, settlements and all their entries, in the order in which they came: the real deciders, no log. */
export class SettledCompany {
  readonly issued: DocumentIssuedData[] = [];
  readonly events: SettlementEvent[] = [];
  /** One per event, so that the books can be looked at after each. */
  readonly entries: Entry[][] = [];
  private prepaid: readonly Prepayment[] = [];
  private made = 0;

  invoice(netCents: number): void {
    const lines = [line(netCents, '20')];
    const draft = this.draft('invoice', LAB, lines);
    const { parts, left } = deductPrepaid(draft.grossCents, this.prepaid);
    this.prepaid = left.filter(({ leftGrossCents }) => leftGrossCents > 0);
    this.issue(parts.length === 0 ? draft : { ...draft, prepaid: [...parts] });
  }

  statement(party: PartyRef, grossCents: number): void {
    this.issue(this.draft('repayment-statement', party, [line(grossCents, '0')]));
  }

  /** A part of what an invoice still holds is credited, and applied at once or later. */
  credit(which: number, permille: number): void {
    const invoices = this.issued.filter(({ kind }) => kind === 'invoice');
    const cited = invoices[which % Math.max(1, invoices.length)];
    if (cited === undefined) return;
    const credits = this.issued.filter(({ cites }) => cites.some(({ number }) => number === cited.number));
    const held = heldOf(
      cited.vat,
      credits.map(({ vat }) => vat),
    );
    const netCents = Math.ceil((held('S', '20').netCents * permille) / 1000);
    if (netCents === 0) return;
    const lines = [line(netCents, '20')];
    const cites = [{ number: cited.number, issueDate: cited.issueDate }];
    this.issue({
      ...this.draft('credit-note', LAB, lines, creditTotals(lines, held)),
      cites,
    });
  }

  prepay(amountCents: number): void {
    const id = this.id();
    const prepayment = { contract: 'lab-1', vatRate: '20' };
    if (!this.receive(amountCents, [], prepayment, id)) return;
    const document = this.issue(
      prepaymentDraft({
        receipt: id,
        on: DAY,
        client: 'lab',
        contract: 'lab-1',
        reference: null,
        language: 'fr',
        grossCents: amountCents,
        vat: { category: 'S', rate: '20' },
        vatPoint: 'receipts',
      }),
    );
    const { number, issueDate, grossCents, vatCents } = document;
    const held = { client: 'lab', number, issueDate, leftGrossCents: grossCents, leftVatCents: vatCents };
    this.prepaid = [...this.prepaid, held];
  }

  /** Money for a share of what is open of every invoice, and something over. */
  receiveShare(permille: number, overCents: number): void {
    const allocations = this.shares('party', LAB, permille);
    const sum = allocations.reduce((total, { cents }) => total + cents, 0);
    if (sum + overCents > 0) this.receive(sum + overCents, allocations, null, this.id());
  }

  pay(party: PartyRef, permille: number, overCents: number): void {
    const allocations = this.shares('company', party, permille);
    const amountCents = allocations.reduce((total, { cents }) => total + cents, overCents);
    const payment = this.id();
    this.decide({
      type: 'RecordMoneyPaid',
      payment,
      on: DAY,
      party,
      amountCents,
      allocations,
      reference: 'x',
    });
  }

  setOff(permille: number): void {
    const [receivable] = this.shares('party', LAB, permille);
    const [payable] = this.shares('company', { kind: 'owner', id: 'habitat' }, 1000);
    if (receivable === undefined || payable === undefined) return;
    const cents = Math.min(receivable.cents, payable.cents);
    this.decide({
      type: 'SetOff',
      setOff: this.id(),
      on: DAY,
      client: 'lab',
      owner: 'habitat',
      receivables: [{ ...receivable, cents }],
      payables: [{ ...payable, cents }],
      agreement: 'x',
    });
  }

  /** Every credit note issued so far, as the ledger does before anything else is settled. */
  applyCredits(): void {
    for (const { kind, series, number } of this.issued)
      if (kind === 'credit-note') this.decide({ type: 'ApplyCreditNote', creditNote: { series, number } });
  }

  accrue(): void {
    const documents = this.issued
      .filter(({ kind }) => kind !== 'prepayment-invoice')
      .map((document) => ({ ...document, party: settledDocument(document).party }));
    this.entries.push(accrualEntries('2026-08', documents, chart.data as Chart));
  }

  openOf(document: DocumentIssuedData): number {
    const steps = booksOf(stateAfter(settlements, this.events)).steps.get(documentKey(document)) ?? [];
    return standingOf(settledDocument(document), steps).openCents;
  }

  get prepaidVatCents(): number {
    return this.prepaid.reduce((sum, { leftVatCents }) => sum + leftVatCents, 0);
  }

  /** Debit − credit of an account after so many events. */
  balanceOf(account: string, upTo = this.entries.length): number {
    return this.entries
      .slice(0, upTo)
      .flat()
      .flatMap(({ postings }) => postings)
      .filter((posting) => posting.account === account)
      .reduce((sum, { debitCents, creditCents }) => sum + debitCents - creditCents, 0);
  }

  private shares(owedBy: SettledDocument['owedBy'], party: PartyRef, permille: number) {
    return this.issued.flatMap((document) => {
      const settled = settledDocument(document);
      if (settled.owedBy !== owedBy || settled.party.kind !== party.kind || settled.party.id !== party.id)
        return [];
      const cents = Math.ceil((this.openOf(document) * permille) / 1000);
      return cents === 0 ? [] : [{ series: document.series, number: document.number, cents }];
    });
  }

  private receive(
    amountCents: number,
    allocations: readonly { series: string; number: string; cents: number }[],
    prepayment: { contract: string; vatRate: string } | null,
    receipt: string,
  ): boolean {
    const said = { receipt, on: DAY, client: 'lab', amountCents, prepayment, reference: 'x' };
    return this.decide({ type: 'RecordMoneyReceived', ...said, allocations: [...allocations] });
  }

  private decide(command: SettlementCommand): boolean {
    const documents = new Map(this.issued.map((one) => [documentKey(one), settledDocument(one)]));
    const state = stateAfter(settlements, this.events);
    const context = { facts, nowMs: Date.UTC(2026, 9, 1), documents };
    const decision = settlements.decide(command, state, context);
    if ('refused' in decision) return false;
    for (const event of decision.accepted) {
      this.events.push(event);
      this.entries.push([event.data.entry]);
    }
    return true;
  }

  private draft(
    kind: DocumentKind,
    party: PartyRef,
    lines: DocumentLine[],
    vat = vatTotals(lines),
  ): DocumentDraft {
    const tag = party.kind === 'resident' ? 'repayment.resident' : kind;
    return draftOf({
      planned: `2026-08.${tag}.${party.id}.${this.issued.length}`,
      kind,
      series: 'main',
      party,
      period: '2026-08',
      language: 'fr',
      contractReference: null,
      paymentDays: 30,
      vatPoint: party.kind === 'client' ? 'receipts' : 'none',
      lines,
      vat,
      cites: [],
      obstacles: [],
    });
  }

  private issue(draft: DocumentDraft): DocumentIssuedData {
    const identity = { name: draft.party.id, address: 'x' };
    const document = documentOf(draft, {
      number: numberAt({ prefix: 'D-', first: 1 }, this.issued.length + 1),
      issueDate: DAY,
      period: '2026-08',
      cutIndex: 0,
      chart: chart.data as Chart,
      mentions: {
        company: company.data as CompanyRegistered['data'],
        client: null,
        owner: null,
        mandate: null,
      },
      party: {
        party: draft.party.id,
        identity,
        country: 'FR',
        siren: null,
        vatNumber: null,
        siret: null,
        endpoint: null,
        legalMention: null,
      },
    });
    this.issued.push(document);
    this.entries.push([document.entry]);
    return document;
  }

  private id(): string {
    return `id-${++this.made}`;
  }
}
