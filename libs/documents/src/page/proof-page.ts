import { formatDate, formatEur, formatMonth, formatNumber, type Language } from '#domain/documents';
import { Decimal } from '#domain/quantity';
import type { PrintableProof } from '../model/index.js';
import {
  CONTENT_WIDTH,
  INK,
  PAGE,
  box,
  finish,
  footers,
  openPaper,
  rule,
  write,
  type Paper,
} from './paper.js';
import { heightOf } from './text-lines.js';
import { PROOF_WORDS, reasonText, verdictOf } from './proof-words.js';
import { WORDS } from './words.js';

/** One page that answers one question: was this heat free? */
export function proofPdf(proof: PrintableProof): Promise<Uint8Array> {
  const { language, number, company, issueDate, period } = proof;
  const title = `${PROOF_WORDS.title[language]}, ${formatMonth(period, language)}`;
  const paper = openPaper({ title: `${title} ${number}`, author: company, language, date: issueDate });
  let y = head(paper, proof, title);
  y = answer(paper, y, proof);
  y = figures(paper, y, moneyFigures(proof));
  y = figures(paper, y, heatFigures(proof));
  y = documents(paper, y, proof);
  y = reasons(paper, y, proof);
  write(paper, PROOF_WORDS.foot[language], PAGE.margin, y + 6, CONTENT_WIDTH, { size: 8, ink: INK.faint });
  footers(paper, [company], () => `${number}  ·  ${formatDate(issueDate, language)}`, language);
  return finish(paper);
}

function head(paper: Paper, proof: PrintableProof, title: string): number {
  const { company, site, address, door, resident, from, to, language } = proof;
  write(paper, company, PAGE.margin, PAGE.margin, CONTENT_WIDTH, { size: 12, bold: true, ink: INK.brand });
  let y = write(paper, title, PAGE.margin, PAGE.margin + 26, CONTENT_WIDTH, { size: 24, bold: true });
  y = write(paper, `${door}, ${site}, ${address}`, PAGE.margin, y + 4, CONTENT_WIDTH, { size: 10 });
  const days = `${formatDate(from, language)} ${WORDS.to[language]} ${formatDate(to, language)}`;
  const who = resident === null ? days : `${days}  ·  ${resident}`;
  y = write(paper, who, PAGE.margin, y + 1, CONTENT_WIDTH, { size: 9, ink: INK.faint });
  rule(paper, y + 10, INK.brand);
  return y + 28;
}

/** The verdict in words that fill the page's width. */
function answer(paper: Paper, y: number, proof: PrintableProof): number {
  const { language } = proof;
  const verdict = verdictOf(proof);
  const width = CONTENT_WIDTH - 48;
  const big = { size: 22, bold: true, ink: INK.white, lineGap: 3 } as const;
  const small = { size: 11, ink: INK.white } as const;
  const text = verdict.answer[language];
  const because = verdict.because[language];
  const height = 74 + heightOf(text, width, big) + heightOf(because, width, small);
  box(paper, PAGE.margin, y, CONTENT_WIDTH, height, verdict.ink);
  const x = PAGE.margin + 24;
  let at = write(paper, PROOF_WORDS.question[language], x, y + 22, width, small) + 8;
  at = write(paper, text, x, at, width, big) + 6;
  write(paper, because, x, at, width, small);
  return y + height + 22;
}

type Figure = readonly [word: string, figure: string, note: string];

const kWh = (wh: number, language: Language): string =>
  `${formatNumber(new Decimal(wh).div(1000).toFixed(1), language)}\u202fkWh`;
const hours = (seconds: number, language: Language): string =>
  `${formatNumber(new Decimal(seconds).div(3600).toFixed(0), language)}\u202fh`;
const NOTHING = '\u2013';

/** What was drawn, what it cost, what came back. */
function moneyFigures(proof: PrintableProof): Figure[] {
  const { language, mainWh, auxWh, ownCostCents, creditedCents, ownerPays, residentPays } = proof;
  const parts = `${PROOF_WORDS.computing[language]} ${kWh(mainWh, language)}, ${PROOF_WORDS.auxiliary[language]} ${kWh(auxWh, language)}`;
  const costNote = residentPays
    ? PROOF_WORDS.ownTariff[language]
    : ownerPays === null
      ? PROOF_WORDS.unknownHolder[language]
      : PROOF_WORDS.paidByOwner[language];
  return [
    [PROOF_WORDS.energy[language], kWh(mainWh + auxWh, language), parts],
    [PROOF_WORDS.cost[language], formatEur(ownCostCents, language), costNote],
    [
      PROOF_WORDS.credit[language],
      formatEur(creditedCents, language),
      residentPays ? PROOF_WORDS.agreed[language] : '',
    ],
  ];
}

/** What the heat was worth, and how long the rooms were as warm as asked. */
function heatFigures({ language, valueCents, sensedS, atSetpointS }: PrintableProof): Figure[] {
  const worth: Figure = [
    PROOF_WORDS.value[language],
    valueCents === null ? NOTHING : formatEur(valueCents, language),
    valueCents === null ? PROOF_WORDS.noPrice[language] : PROOF_WORDS.meterTariff[language],
  ];
  if (sensedS === null || atSetpointS === null)
    return [worth, [PROOF_WORDS.atSetpoint[language], NOTHING, PROOF_WORDS.noSensor[language]]];
  const note = `${PROOF_WORDS.of[language]} ${hours(sensedS, language)} ${PROOF_WORDS.ofMeasured[language]} ${hours(sensedS - atSetpointS, language)}`;
  return [worth, [PROOF_WORDS.atSetpoint[language], hours(atSetpointS, language), note]];
}

/** A row of figures, each in a box of its own. */
function figures(paper: Paper, y: number, all: readonly Figure[]): number {
  const gap = 14;
  const width = (CONTENT_WIDTH - (all.length - 1) * gap) / all.length;
  all.forEach(([word, figure, note], i) => {
    const x = PAGE.margin + i * (width + gap);
    box(paper, x, y, width, FIGURE_HEIGHT, INK.band);
    write(paper, word, x + 12, y + 12, width - 24, { size: 8.5, ink: INK.faint });
    write(paper, figure, x + 12, y + 28, width - 24, { size: 17, bold: true });
    if (note !== '') write(paper, note, x + 12, y + 54, width - 24, { size: 8, ink: INK.faint });
  });
  return y + FIGURE_HEIGHT + gap;
}

const FIGURE_HEIGHT = 86;

/** The documents that say what is repaid. */
function documents(paper: Paper, y: number, { creditedBy, language }: PrintableProof): number {
  if (creditedBy.length === 0) return y + 8;
  const named = creditedBy.map(
    ({ number, issueDate }) => `${number} ${PROOF_WORDS.dated[language]} ${formatDate(issueDate, language)}`,
  );
  const text = `${PROOF_WORDS.creditedBy[language]} ${named.join(', ')}`;
  return write(paper, text, PAGE.margin, y, CONTENT_WIDTH, { size: 9 }) + 12;
}

function reasons(paper: Paper, y: number, { reasons: all, language }: PrintableProof): number {
  if (all.length === 0) return y;
  let at =
    write(paper, PROOF_WORDS.why[language], PAGE.margin, y, CONTENT_WIDTH, { size: 12, bold: true }) + 4;
  for (const reason of all) {
    write(paper, '•', PAGE.margin, at, 12, { size: 10 });
    at =
      write(paper, reasonText(reason, language), PAGE.margin + 14, at, CONTENT_WIDTH - 14, { size: 10 }) + 3;
  }
  return at + 10;
}
