/** Undoes what was opened, latest first; every step is tried, the first fault is thrown. */
export class Closing {
  private readonly steps: (() => Promise<unknown>)[] = [];
  private running: Promise<void> | null = null;

  after<Opened>(opened: Opened, close: (opened: Opened) => Promise<unknown>): Opened {
    this.steps.push(() => close(opened));
    return opened;
  }

  run(): Promise<void> {
    this.running ??= this.undo();
    return this.running;
  }

  private async undo(): Promise<void> {
    const faults: unknown[] = [];
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop())
      await step().catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw faults[0];
  }
}
