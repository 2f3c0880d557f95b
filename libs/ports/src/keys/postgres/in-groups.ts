interface Asked<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Does work for many in turns: whoever asks while a turn is under way shares the next one. */
export class InGroups<Item> {
  private asked: Asked<Item>[] = [];
  private running: Promise<void> | null = null;

  constructor(
    private readonly work: (items: readonly Item[]) => Promise<void>,
    private readonly itemsMax = Infinity,
  ) {}

  /** Resolves once a turn that began after this call is done. */
  ask(item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      this.asked.push({ item, resolve, reject });
      this.running ??= this.run();
    });
  }

  async idle(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    // Those who ask in the same breath belong to the first turn.
    await Promise.resolve();
    while (this.asked.length > 0) {
      const group = this.asked.splice(0, this.itemsMax);
      try {
        await this.work(group.map(({ item }) => item));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.running = null;
  }
}
