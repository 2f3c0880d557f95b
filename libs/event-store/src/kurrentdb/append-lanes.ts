import type { AppendOutcome, AppendRequest } from '../port.js';

export interface LaneLimits {
  /** Events that wait or are being written, beyond which appends are answered OVERLOADED. */
  readonly eventsMax: number;
  /** The same for characters of data. */
  readonly charactersMax: number;
  /** Appends under way at once; asked each time. */
  readonly inFlightMax: () => number;
}

interface Job {
  readonly request: AppendRequest;
  readonly characters: number;
  done(outcome: AppendOutcome): void;
  failed(error: unknown): void;
}

/**
 * One lane per stream: the appends of a stream go one after the other, those of several streams side by side, as many as
 * the limits let. Beyond the limits an append is refused at once instead of growing memory.
 */
export class AppendLanes {
  /** Those that wait, by stream; a stream with an append under way has an entry, even when nobody waits. */
  private readonly lanes = new Map<string, Job[]>();
  /** Streams of which one could be sent now. */
  private readonly ready: string[] = [];
  private inFlight = 0;
  private events = 0;
  private characters = 0;
  private drained: (() => void)[] = [];

  /** Where `send` rejects, which only a fault of ours makes it do, the call that brought the request rejects. */
  constructor(
    private readonly send: (request: AppendRequest) => Promise<AppendOutcome>,
    private readonly limits: LaneLimits,
  ) {}

  append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    const { eventsMax, charactersMax } = this.limits;
    if (this.events >= eventsMax || this.characters >= charactersMax) {
      const message = `${this.events} events wait to be written: send again later`;
      return Promise.resolve(requests.map(() => ({ kind: 'failed', code: 'OVERLOADED', message })));
    }
    const outcomes = requests.map((request) => this.enqueue(request));
    this.sendReady();
    return Promise.all(outcomes);
  }

  /** Answers what waits with this; what is under way goes on. */
  abandon(outcome: AppendOutcome): void {
    this.ready.length = 0;
    for (const lane of this.lanes.values()) {
      for (const { request, characters, done } of lane.splice(0)) {
        this.events -= request.events.length;
        this.characters -= characters;
        done(outcome);
      }
    }
  }

  /** Resolves when everything accepted so far is answered. */
  drain(): Promise<void> {
    if (this.events === 0) return Promise.resolve();
    return new Promise((resolve) => this.drained.push(resolve));
  }

  private enqueue(request: AppendRequest): Promise<AppendOutcome> {
    const characters = request.events.reduce((sum, { data }) => sum + data.length, 0);
    this.events += request.events.length;
    this.characters += characters;
    return new Promise((done, failed) => {
      const job: Job = { request, characters, done, failed };
      const lane = this.lanes.get(request.stream);
      lane?.push(job);
      if (lane !== undefined) return;
      this.lanes.set(request.stream, [job]);
      this.ready.push(request.stream);
    });
  }

  private sendReady(): void {
    while (this.ready.length > 0 && this.inFlight < this.limits.inFlightMax()) {
      const stream = this.ready.shift()!;
      const job = this.lanes.get(stream)?.shift();
      if (job !== undefined) void this.run(stream, job);
    }
  }

  private async run(stream: string, { request, characters, done, failed }: Job): Promise<void> {
    this.inFlight += 1;
    await this.send(request).then(done, failed);
    this.inFlight -= 1;
    this.events -= request.events.length;
    this.characters -= characters;
    if (this.lanes.get(stream)?.length === 0) this.lanes.delete(stream);
    else this.ready.push(stream);
    this.sendReady();
    if (this.events === 0) this.drained.splice(0).forEach((resolve) => resolve());
  }
}
