/** Smallest first (binary heap); equal ranks leave in the order in which they came. */
export class RankedQueue<Item> {
  private readonly heap: { rank: number; order: number; item: Item }[] = [];
  private arrivals = 0;

  get size(): number {
    return this.heap.length;
  }

  push(rank: number, item: Item): void {
    const entry = { rank, order: this.arrivals++, item };
    let at = this.heap.length;
    this.heap.push(entry);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(entry, this.heap[parent]!)) break;
      this.heap[at] = this.heap[parent]!;
      at = parent;
    }
    this.heap[at] = entry;
  }

  pop(): Item | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (this.heap.length > 0) this.sink(last);
    return first.item;
  }

  private sink(entry: { rank: number; order: number; item: Item }): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.heap.length) break;
      if (child + 1 < this.heap.length && this.before(this.heap[child + 1]!, this.heap[child]!)) child++;
      if (!this.before(this.heap[child]!, entry)) break;
      this.heap[at] = this.heap[child]!;
      at = child;
    }
    this.heap[at] = entry;
  }

  private before(one: { rank: number; order: number }, other: { rank: number; order: number }): boolean {
    return one.rank < other.rank || (one.rank === other.rank && one.order < other.order);
  }
}
