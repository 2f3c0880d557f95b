/** So many at once, the others in the order in which they came. */
export class Slots {
  private readonly waiting: (() => void)[] = [];

  constructor(private unused: number) {}

  /** False where none becomes free before then (`performance.now`). */
  async take(until: number): Promise<boolean> {
    if (this.unused > 0) {
      this.unused--;
      return true;
    }
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(late);
        resolve(true);
      };
      const late = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(go), 1);
        resolve(false);
      }, until - performance.now());
      this.waiting.push(go);
    });
  }

  free(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.unused++;
    else next();
  }
}
