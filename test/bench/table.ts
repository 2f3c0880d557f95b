const NAME_WIDTH = 56;
const FIGURE_WIDTH = 17;

/** Whole numbers with grouped digits, the same on every version of Node. */
export const whole = (value: number): string =>
  Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ' ');

/** One row of a name and its right-aligned figures, printed as soon as it is known. */
export function row(name: string, ...figures: readonly string[]): void {
  const cells = figures.map((figure) => figure.padStart(FIGURE_WIDTH));
  process.stdout.write(`  ${name.padEnd(NAME_WIDTH)}${cells.join('')}\n`);
}
