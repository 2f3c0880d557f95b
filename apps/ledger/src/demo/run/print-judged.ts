import { eurOf, grouped, inWords, signedEur, told, whole, wrapped } from './print-text.js';
import type { Balance } from './books.js';
import type { DemoSummary } from './summary.js';

/** What was paid, how the books stand, what was changed after the close, and what the public claims come to. */
export function judged(summary: DemoSummary): string[] {
  return [
    ...money(summary),
    ...books(summary),
    ...adjusted(summary),
    ...meters(summary),
    '',
    '  Claims of the month',
    ...summary.claims.map(claim),
  ];
}

function money({ money: paid }: DemoSummary): string[] {
  const { invoicedCents, prepaidCents, receivedCents, setOffCents, creditNotesCents, openCents } = paid;
  return told(
    'Money',
    `${eurOf(invoicedCents)} EUR invoiced with VAT; ${eurOf(prepaidCents)} of it were prepaid, ${eurOf(invoicedCents - prepaidCents)} due`,
    `${eurOf(receivedCents)} received, ${eurOf(setOffCents)} set off, ${eurOf(creditNotesCents)} credited since, ${eurOf(openCents)} EUR open`,
    `${eurOf(paid.paidOutCents)} EUR paid out to owners and residents`,
  );
}

const accountsOf = (lead: string, balance: Balance): string[] =>
  wrapped(
    lead,
    balance.map(({ account, balance: amount }) => `${account} ${grouped(amount)}`),
  );

function books({ books: { balanced, debit, credit }, accounts }: DemoSummary): string[] {
  return told(
    'Books',
    `${balanced ? 'balanced' : 'NOT BALANCED'}: debit ${grouped(debit.amount)} = credit ${grouped(credit.amount)} EUR`,
    ...accountsOf('31 March, accrued (debit − credit, EUR):', accounts.monthEnd),
    ...accountsOf('4 May:', accounts.now),
  );
}

const ADJUSTMENTS_SHOWN = 6;

/** What the next month's close changed about this one, the largest changes first. */
function adjusted({ adjustments: { documents }, telemetry }: DemoSummary): string[] {
  if (documents.length === 0) return [];
  const ranked = [...documents].sort((a, b) => Math.abs(b.changeCents) - Math.abs(a.changeCents));
  const lines = documents.reduce((sum, each) => sum + each.lines, 0);
  const changed = documents.reduce((sum, each) => sum + each.changeCents, 0);
  return told(
    'After the close',
    `${telemetry.late} late uploads; ${lines} lines in ${documents.length} documents of April adjust March, ${signedEur(changed)} in all`,
    ...ranked
      .slice(0, ADJUSTMENTS_SHOWN)
      .map(
        ({ kind, number, party, cites, changeCents }) =>
          `${signedEur(changeCents).padStart(12)}  ${inWords(kind)} ${number}, ${party}, on ${cites.join(' and ')}`,
      ),
  );
}

function meters({ meters: compared }: DemoSummary): string[] {
  return compared.flatMap(({ supplyPoint, heatersWh, meterWh, missingMinutes, differenceWh, status }) =>
    told(
      'Own meter',
      `${supplyPoint}: heaters ${whole(heatersWh)} Wh, meter ${whole(meterWh ?? 0)} Wh, difference ${whole(differenceWh ?? 0)} Wh (${inWords(status)}; ${whole(missingMinutes ?? 0)} minutes without a value)`,
    ),
  );
}

const VERDICT_WIDTH = 14;
const NAME_WIDTH = 24;

function claim({ claim: name, figure, unit, verdict }: DemoSummary['claims'][number]): string {
  const said = figure === null ? '' : `${grouped(figure)} ${unit}`;
  return `    ${verdict.padEnd(VERDICT_WIDTH)}${name.padEnd(NAME_WIDTH)}${said}`.trimEnd();
}
