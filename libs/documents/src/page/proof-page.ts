import { formatDate, formatEur, formatMonth, formatNumber, type Language } from '#domain/documents';
import { Decimal } from '#domain/quantity';
import type { PrintableProof } from '../model/index.js';
import { answerBox, points, tiles, type Tile } from './answer.js';
import { CONTENT_WIDTH, INK, PAGE, finish, footers, openPaper, rule, write, type Paper } from './paper.js';
import { PROOF_WORDS, reasonText, verdictOf } from './proof-words.js';
import { RESIDENT_WORDS } from './resident-words.js';
import { whatIsMissing } from './what-is-missing.js';
import { WORDS } from './words.js';

/** One page that answers one question: was this heat free? */
export function proofPdf(proof: PrintableProof): Promise<Uint8Array> {
  const { language, number, company, issueDate, period } = proof;
  const title = `${PROOF_WORDS.title[language]}, ${formatMonth(period, language)}`;
  const paper = openPaper({ title: `${title} ${number}`, author: company, language, date: issueDate });
  let y = head(paper, proof, title);
  y = answer(paper, y, proof);
  y = tiles(paper, y, moneyFigures(proof));
  y = tiles(paper, y, heatFigures(proof)) + 4;
  y = documents(paper, y, proof);
  y = points(
    paper,
    y,
    PROOF_WORDS.why[language],
    proof.reasons.map((reason) => reasonText(reason, language)),
  );
  y = points(paper, y, RESIDENT_WORDS.next[language], whatIsMissing(proof, language));
  y = points(paper, y, RESIDENT_WORDS.check[language], [RESIDENT_WORDS.checkMeter[language]]);
  write(paper, PROOF_WORDS.foot[language], PAGE.margin, y, CONTENT_WIDTH, { size: 8, ink: INK.faint });
  footers(paper, [company], () => `${number}  ·  ${formatDate(issueDate, language)}`, language);
  return finish(paper);
}

function head(paper: Paper, proof: PrintableProof, title: string): number {
  const { company, site, address, door, resident, from, to, language } = proof;
  write(paper, company, PAGE.margin, PAGE.margin, CONTENT_WIDTH, { size: 12, bold: true, ink: INK.brand });
  let y = write(paper, title, PAGE.margin, PAGE.margin + 22, CONTENT_WIDTH, { size: 23, weight: 'bold' });
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
  const { ink, answer: text, because } = verdictOf(proof);
  const question = (proof.resident === null ? PROOF_WORDS.questionOfNobody : PROOF_WORDS.question)[language];
  return answerBox(paper, y, ink, { question, answer: text[language], because: because[language] });
}

const kWh = (wh: number, language: Language): string =>
  `${formatNumber(new Decimal(wh).div(1000).toFixed(1), language)}\u202fkWh`;
const hours = (seconds: number, language: Language): string =>
  `${formatNumber(new Decimal(seconds).div(3600).toFixed(0), language)}\u202fh`;
const NOTHING = '\u2013';

/** What was drawn, what it cost, what came back. */
function moneyFigures(proof: PrintableProof): Tile[] {
  const { language, mainWh, auxWh, ownCostCents, creditedCents, ownerPays, residentPays } = proof;
  const parts = `${PROOF_WORDS.computing[language]} ${kWh(mainWh, language)}, ${PROOF_WORDS.auxiliary[language]} ${kWh(auxWh, language)}`;
  const costNote = residentPays
    ? PROOF_WORDS.ownTariff[language]
    : ownerPays === null
      ? PROOF_WORDS.unknownHolder[language]
      : PROOF_WORDS.paidByOwner[language];
  return [
    { word: PROOF_WORDS.energy[language], figure: kWh(mainWh + auxWh, language), note: parts },
    { word: PROOF_WORDS.cost[language], figure: formatEur(ownCostCents, language), note: costNote },
    {
      word: PROOF_WORDS.credit[language],
      figure: formatEur(creditedCents, language),
      note: residentPays ? PROOF_WORDS.agreed[language] : '',
    },
  ];
}

/** What the heat was worth, and how long the rooms were as warm as asked. */
function heatFigures({ language, valueCents, sensedS, atSetpointS }: PrintableProof): Tile[] {
  const worth: Tile = {
    word: PROOF_WORDS.value[language],
    figure: valueCents === null ? NOTHING : formatEur(valueCents, language),
    note: (valueCents === null ? PROOF_WORDS.noPrice : PROOF_WORDS.meterTariff)[language],
  };
  const word = PROOF_WORDS.atSetpoint[language];
  if (sensedS === null || atSetpointS === null)
    return [worth, { word, figure: NOTHING, note: PROOF_WORDS.noSensor[language] }];
  const note = `${PROOF_WORDS.of[language]} ${hours(sensedS, language)} ${PROOF_WORDS.ofMeasured[language]} ${hours(sensedS - atSetpointS, language)}`;
  return [worth, { word, figure: hours(atSetpointS, language), note }];
}

/** The documents that say what is repaid. */
function documents(paper: Paper, y: number, { creditedBy, language }: PrintableProof): number {
  if (creditedBy.length === 0) return y + 8;
  const named = creditedBy.map(
    ({ number, issueDate }) => `${number} ${PROOF_WORDS.dated[language]} ${formatDate(issueDate, language)}`,
  );
  const text = `${PROOF_WORDS.creditedBy[language]} ${named.join(', ')}`;
  return write(paper, text, PAGE.margin, y, CONTENT_WIDTH, { size: 9 }) + 12;
}
