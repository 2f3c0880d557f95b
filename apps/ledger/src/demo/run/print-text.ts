/** How figures and lines of the printed summary look. */
const LABEL_WIDTH = 17;
const LINE_WIDTH = 110;
const CORE_HOUR_MS = 3_600_000;

/** `12345678.9` → `12 345 678.90`, as thousands are read without a guess at the country. */
export function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const spaced = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ' ');
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

export const whole = (value: number): string => grouped(String(Math.round(value)));
export const kwh = (energyWh: number): string => `${grouped((energyWh / 1000).toFixed(0))} kWh`;
export const hours = (coreMs: number): string => whole(coreMs / CORE_HOUR_MS);
export const coreHours = (coreMs: number): string => `${hours(coreMs)} core-hours`;
export const eurOf = (cents: number): string => grouped((cents / 100).toFixed(2));
export const signedEur = (cents: number): string => `${cents > 0 ? '+' : ''}${eurOf(cents)} EUR`;
export const centsOf = ({ amount }: { readonly amount: string }): number => Math.round(Number(amount) * 100);

/** An amount in its column. */
export const row = (label: string, amount: string, more = ''): string =>
  `    ${label.padEnd(38)}${`${grouped(amount)} EUR`.padStart(16)}${more}`;

/** A label, and what there is to say about it, a line each. */
export const told = (label: string, ...lines: readonly string[]): string[] =>
  lines.map((line, at) => `  ${(at === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}`);

export const inWords = (code: string): string => code.toLowerCase().replaceAll(/[_-]/g, ' ');
export const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([key, count]) => `${count} ${inWords(key)}`)
    .join(', ');

/** Items one after another, on as many lines as they need. */
export function wrapped(lead: string, items: readonly string[]): string[] {
  const lines: string[] = [];
  let line = lead;
  items.forEach((item, at) => {
    const text = `${item}${at + 1 < items.length ? ',' : ''}`;
    if (line !== '' && LABEL_WIDTH + line.length + 1 + text.length > LINE_WIDTH) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? text : `${line} ${text}`;
  });
  return [...lines, line];
}
