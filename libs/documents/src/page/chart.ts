import { addDays, monthOf } from '#domain/calendar';
import { formatMonth, formatNumber, type Language } from '#domain/documents';
import { Decimal } from '#domain/quantity';
import type { DailyUsage } from '#events';
import { CONTENT_WIDTH, INK, PAGE, write, type Paper } from './paper.js';
import { heightOfLines, widthOf, type TextStyle } from './text-lines.js';
import { DAILY_UNIT, WORDS } from './words.js';

const PLOT = 46;
const TITLE_STYLE: TextStyle = { size: 8.5, bold: true };
const SMALL: TextStyle = { size: 7, ink: INK.faint };
const BAR = '#5f9ea0';
/** Of a day's place the bar takes this share. */
const BAR_SHARE = 0.66;

/** Steps of an axis from 0 that reaches `most`: two to four, of 1, 2 or 5 times a power of ten. */
export function axisOf(most: Decimal): Decimal[] {
  const rough = most.div(4);
  const power = new Decimal(10).pow(rough.log(10).floor());
  const step = [1, 2, 5, 10].map((times) => power.times(times)).find((one) => one.gte(rough))!;
  const count = most.div(step).ceil().toNumber();
  return Array.from({ length: count + 1 }, (_, i) => step.times(i));
}

/** Usage of each day as bars over the width of the page, its unit at the axis. Answers where it ends; nothing used, no chart. */
export function chart(
  paper: Paper,
  y: number,
  { unit, from, perDay }: DailyUsage,
  language: Language,
): number {
  const values = perDay.map((day) => Decimal.max(0, day));
  const most = Decimal.max(...values);
  if (most.isZero()) return y;
  const word = DAILY_UNIT[unit][language];
  const total = values.reduce((sum, one) => sum.plus(one), new Decimal(0));
  const month = formatMonth(monthOf(from), language);
  const title = `${WORDS.daily[language]}, ${month}, ${word}`;
  write(paper, title, PAGE.margin, y, CONTENT_WIDTH, TITLE_STYLE);
  const sum = `${WORDS.total[language]} ${formatNumber(total.toFixed(2), language)} ${word}`;
  const plotTop = write(paper, sum, PAGE.margin, y, CONTENT_WIDTH, { ...SMALL, size: 8, align: 'right' }) + 8;
  const axis = axisOf(most);
  const labels = axis.map((step) => formatNumber(step.toFixed(), language));
  const left = PAGE.margin + Math.max(...labels.map((label) => widthOf(label, SMALL))) + 6;
  const bottom = plotTop + PLOT;
  const high = (value: Decimal): number => value.div(axis.at(-1)!).toNumber() * PLOT;
  paper.lineWidth(0.4);
  axis.forEach((step, i) => {
    const at = bottom - high(step);
    paper
      .moveTo(left, at)
      .lineTo(PAGE.width - PAGE.margin, at)
      .strokeColor(INK.rule)
      .stroke();
    write(paper, labels[i]!, PAGE.margin, at - SMALL.size * 0.6, left - PAGE.margin - 4, {
      ...SMALL,
      align: 'right',
    });
  });
  paper.lineWidth(0.6);
  bars(paper, left, bottom, values.map(high));
  days(paper, left, bottom + 3, from, values.length);
  return bottom + 3 + heightOfLines(1, SMALL);
}

const placeOf = (left: number, days: number): number =>
  (PAGE.width - PAGE.margin - left) / Math.max(days, 10);

function bars(paper: Paper, left: number, bottom: number, heights: readonly number[]): void {
  const place = placeOf(left, heights.length);
  const width = place * BAR_SHARE;
  heights.forEach((height, i) => {
    if (height > 0) paper.rect(left + i * place + (place - width) / 2, bottom - height, width, height);
  });
  paper.fill(BAR);
}

/** Days of the month below the bars: the first, every fifth, and the last where it does not crowd. */
function days(paper: Paper, left: number, y: number, from: string, count: number): void {
  const place = placeOf(left, count);
  for (let i = 0; i < count; i++) {
    const day = Number(addDays(from, i).slice(8));
    const isLast = i === count - 1 && day % 5 !== 1;
    if (i !== 0 && day % 5 !== 0 && !isLast) continue;
    write(paper, String(day), left + i * place, y, place, { ...SMALL, align: 'center' });
  }
}
