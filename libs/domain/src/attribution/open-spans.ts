import type { Facts } from '#domain/facts';
import type { MeteredHeater } from '#domain/metering';
import type { Month } from '#domain/calendar';
import { without, type Span } from './spans.js';
import { stretchesOf } from './stretches.js';

/** A span of a heater's month that nobody has decided about. [from, to), ms UTC. */
export interface OpenSpan extends Span {
  readonly heater: string;
  /** `READING_MISSING`, or the code under which a span is held. */
  readonly code: string;
}

const clip = (span: Span, within: Span): Span[] => {
  const from = Math.max(span.from, within.from);
  const to = Math.min(span.to, within.to);
  return from < to ? [{ from, to }] : [];
};

/**
 * Where a month is not known: no reading reaches its end, or a span is held. Corrections of both registers,
 * estimates accepted and spans set aside close it; estimates do not decide about held spans.
 */
export function openSpansOf(metered: MeteredHeater, facts: Facts, period: Month): OpenSpan[] {
  const heater = metered.heater;
  const known = facts.heaters.get(heater);
  const corrected = bothCorrected(known?.corrections ?? []);
  const closing = [...corrected, ...(known?.setAside ?? [])];
  const estimates = known?.estimates ?? [];
  const open: OpenSpan[] = [];
  for (const stretch of stretchesOf(facts, heater, period)) {
    const whole = { from: stretch.fromMs, to: stretch.toMs };
    const left = (spans: readonly Span[], closers: readonly Span[]): Span[] =>
      closers.reduce<Span[]>((rest, closer) => without(rest, closer), [...spans]);
    for (const span of metered.held)
      if (span.status === 'held')
        for (const part of left(clip(span, whole), closing)) open.push({ heater, code: span.code, ...part });
    if (stretch.place.supplyPoint === null) continue;
    const covered =
      metered.coveredFrom === null || metered.coveredTo === null
        ? []
        : [{ from: metered.coveredFrom, to: metered.coveredTo }];
    for (const part of left([whole], [...covered, ...closing, ...estimates]))
      open.push({ heater, code: 'READING_MISSING', ...part });
  }
  return joined(open);
}

/** Spans in which both registers are corrected. */
function bothCorrected(corrections: readonly (Span & { readonly register: string })[]): Span[] {
  const of = (register: string): (Span & { readonly register: string })[] =>
    corrections.filter((one) => one.register === register);
  return of('main').flatMap((main) => of('aux').flatMap((aux) => clip(main, aux)));
}

/** Neighbours that only a change of terms parted are one span again. */
function joined(spans: readonly OpenSpan[]): OpenSpan[] {
  const all: OpenSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const at = all.findLastIndex((one) => one.code === span.code && one.to === span.from);
    if (at >= 0) all[at] = { ...all[at]!, to: span.to };
    else all.push(span);
  }
  return all;
}
