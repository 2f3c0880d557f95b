import type { Logger } from 'pino';
import type { Projector, ProjectorStatus } from '#read-models';

const TOLD_MS = 5_000;
const LOOK_MS = 250;

/** Says where the projection is, now and then, and at once when it stops, goes on, or parts come and go. */
export class Teller {
  private before: ProjectorStatus | null = null;
  private toldIndex = -1;
  private readonly timers: readonly NodeJS.Timeout[];

  constructor(
    private readonly logger: Logger,
    private readonly projector: Projector,
    /** `<host>/<pid>` of this process. */
    private readonly holder: string,
  ) {
    this.timers = [setInterval(() => this.look(), LOOK_MS), setInterval(() => this.progress(), TOLD_MS)];
    this.look();
  }

  end(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private look(): void {
    const { before } = this;
    const now = this.projector.status();
    this.before = now;
    if (now.failed !== null && before?.failed?.message !== now.failed.message)
      this.logger.error({ ...now.failed }, 'the projection stopped; it is tried again from time to time');
    if (now.failed === null && (before?.failed ?? null) !== null) this.logger.info('the projection goes on');
    if (now.version !== before?.version) this.logger.info({ version: now.version }, 'read models opened');
    const [had, has] = [this.parts(before), this.parts(now)];
    if (had.join() !== has.join())
      this.logger.info({ held: has, of: now.partitions.length }, 'parts projected by this process');
  }

  private parts(status: ProjectorStatus | null): readonly number[] {
    return (status?.partitions ?? [])
      .filter(({ holder }) => holder === this.holder)
      .map(({ partition }) => partition);
  }

  private progress(): void {
    const { nextIndex, rebuilding } = this.projector.status();
    const told = rebuilding?.nextIndex ?? nextIndex;
    if (told === this.toldIndex) return;
    this.toldIndex = told;
    this.logger.info({ nextIndex: told }, rebuilding === null ? 'projecting' : 'rebuilding');
  }
}
