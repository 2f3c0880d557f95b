import { invariant } from '#domain/decision';
import type { Facts } from '#domain/facts';
import { prefixesClash } from '#domain/installation';
import type { DocumentKind } from '#events';
import { defaultPrefix, seriesStream } from './kinds.js';

const TRIES_MAX = 1000;

/** Streams of the series that the ledger opens by itself, and the prefixes it would give them. */
function* ownSeries({ owners }: Facts): Generator<readonly [stream: string, prefix: string]> {
  const named: readonly (readonly [DocumentKind, string])[] = [
    ['invoice', 'main'],
    ['repayment-statement', 'main'],
    ...[...owners.keys()].map((owner) => ['self-billed-invoice', owner] as const),
  ];
  for (const [kind, series] of named) yield [seriesStream(kind, series), defaultPrefix(kind, series)];
}

/** Prefixes that a series not open yet must keep off: those that are open, and those of series still to open. */
export function prefixesBeside(stream: string, facts: Facts): string[] {
  const others = [...ownSeries(facts)].flatMap(([one, prefix]) => (one === stream ? [] : [prefix]));
  return [...facts.seriesPrefixes, ...others];
}

/** The prefix by which a series opens by itself: its usual one, or with a letter where that one was given away. */
export function freePrefix(kind: DocumentKind, series: string, facts: Facts): string {
  const usual = defaultPrefix(kind, series);
  const taken = facts.seriesPrefixes;
  for (let place = 0; place < TRIES_MAX; place++) {
    const prefix = place === 0 ? usual : `${usual.slice(0, -1).slice(0, 16)}${markOf(place)}-`;
    if (!taken.some((other) => prefixesClash(other, prefix))) return prefix;
  }
  invariant(false, `no prefix is left for ${seriesStream(kind, series)}`);
}

/** 1 → B, 2 → C … 25 → BA: letters alone, at most three. */
function markOf(place: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return place < letters.length
    ? letters.charAt(place)
    : `${markOf(Math.floor(place / letters.length))}${letters.charAt(place % letters.length)}`;
}
