import type { Period } from '../e-invoice/index.js';
import { element, leaf, type Xml } from '../xml/index.js';

/** `2026-08-31` in the form of UNTDID 2379 code 102: `20260831`. */
export const ciiDate = (date: string, name = 'udt:DateTimeString'): Xml =>
  leaf(name, date.replaceAll('-', ''), 'format', '102');

/** BG-14, BG-26. */
export const ciiPeriod = ({ from, to }: Period): Xml =>
  element(
    'ram:BillingSpecifiedPeriod',
    element('ram:StartDateTime', ciiDate(from)),
    element('ram:EndDateTime', ciiDate(to)),
  );
