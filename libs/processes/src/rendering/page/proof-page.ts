import { formatDate, formatEur, formatMonth, formatNumber } from '#domain/documents';
import { Decimal } from '#domain/quantity';
import type { PrintableProof } from '../printable.js';
import {
  CONTENT_WIDTH,
  INK,
  PAGE,
  box,
  finish,
  footers,
  heightOf,
  openPaper,
  rule,
  write,
  type Paper,
} from './paper.js';
import { PROOF_WORDS, reasonText, verdictOf } from './proof-words.js';
import { WORDS } from './words.js';

/** One page that answers one question: was this heat free? */
export function proofPdf(proof: PrintableProof): Promise<Uint8Array> {
  const { language, number, company, issueDate, period } = proof;
  const title = `${PROOF_WORDS.title[language]}, ${formatMonth(period, language)}`;
  const paper = openPaper(`${title} ${number}`, company, issueDate);
  let y = head(paper, proof, title);
  y = answer(paper, y, proof);
  y = figures(paper, y, proof);
  y = reasons(paper, y, proof);
  write(paper, PROOF_WORDS.foot[language], PAGE.margin, y + 6, CONTENT_WIDTH, { size: 8, ink: INK.faint });
  footers(paper, company, () => `${number}  ·  ${formatDate(issueDate, language)}`);
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
  const height = 74 + heightOf(paper, text, width, big) + heightOf(paper, because, width, small);
  box(paper, PAGE.margin, y, CONTENT_WIDTH, height, verdict.ink);
  const x = PAGE.margin + 24;
  let at = write(paper, PROOF_WORDS.question[language], x, y + 22, width, small) + 8;
  at = write(paper, text, x, at, width, big) + 6;
  write(paper, because, x, at, width, small);
  return y + height + 22;
}

/** Three figures: what was drawn, what it cost, what came back. */
function figures(paper: Paper, y: number, proof: PrintableProof): number {
  const { language, mainWh, auxWh, ownCostCents, creditedCents, ownerPays, residentPays } = proof;
  const kWh = (wh: number): string =>
    `${formatNumber(new Decimal(wh).div(1000).toFixed(1), language)}\u202fkWh`;
  const parts = `${PROOF_WORDS.computing[language]} ${kWh(mainWh)}, ${PROOF_WORDS.auxiliary[language]} ${kWh(auxWh)}`;
  const costNote = residentPays
    ? PROOF_WORDS.ownTariff[language]
    : ownerPays === null
      ? PROOF_WORDS.unknownHolder[language]
      : PROOF_WORDS.paidByOwner[language];
  const all = [
    [PROOF_WORDS.energy[language], kWh(mainWh + auxWh), parts],
    [PROOF_WORDS.cost[language], formatEur(ownCostCents, language), costNote],
    [
      PROOF_WORDS.credit[language],
      formatEur(creditedCents, language),
      residentPays ? PROOF_WORDS.agreed[language] : '',
    ],
  ] as const;
  const gap = 14;
  const width = (CONTENT_WIDTH - 2 * gap) / 3;
  all.forEach(([word, figure, note], i) => {
    const x = PAGE.margin + i * (width + gap);
    box(paper, x, y, width, 86, INK.band);
    write(paper, word, x + 12, y + 12, width - 24, { size: 8.5, ink: INK.faint });
    write(paper, figure, x + 12, y + 28, width - 24, { size: 17, bold: true });
    if (note !== '') write(paper, note, x + 12, y + 54, width - 24, { size: 8, ink: INK.faint });
  });
  return y + 86 + 22;
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
