import type { Kysely } from 'kysely';
import type { Month } from '#domain/calendar';
import { UsageBehind, type LineUsage } from '#domain/documents';
import { emptyFacts } from '#domain/facts';
import { monthOfKey } from '#domain/rating';
import type { DocumentLine, SealedHeater } from '#events';
import { modelReads, type LogReads } from '#processes/closing';
import type { Tables } from '#read-models';

const HEATERS_READ = 500;

/** Nothing was sealed of a month that was never cut. */
const NOTHING = new UsageBehind(emptyFacts, '');

/**
 * Sealed usage of months by the lines that it makes. The last month asked for is kept, so that all documents of a close
 * read it once; of a heater only what its lines add up is held.
 */
export class UsageOfMonths {
  private month: Month | null = null;
  private behindMonth: Promise<UsageBehind> = Promise.resolve(NOTHING);

  constructor(
    private readonly models: Kysely<Tables>,
    private readonly store: LogReads,
  ) {}

  /** Rows of every line of a document: those of its own month over their heaters. */
  async rowsOf(lines: readonly DocumentLine[]): Promise<LineUsage[]> {
    const own = lines.find(({ adjusts }) => adjusts === null);
    return (own === undefined ? NOTHING : await this.of(monthOfKey(own.key))).rowsOf(lines);
  }

  private of(month: Month): Promise<UsageBehind> {
    if (month !== this.month) {
      this.month = month;
      this.behindMonth = this.read(month);
    }
    return this.behindMonth;
  }

  private async read(month: Month): Promise<UsageBehind> {
    const { models } = this;
    const cut = await models.selectFrom('cut').select('idx').where('period', '=', month).executeTakeFirst();
    if (cut === undefined) return NOTHING;
    const facts = await modelReads(models, this.store).factsBefore(Number(cut.idx));
    const usage = new UsageBehind(facts, month);
    for (let after = ''; ;) {
      const rows = await models
        .selectFrom('sealed_heater')
        .select(['heater', 'data'])
        .where('cut', '=', month)
        .where('period', '=', month)
        .where('heater', '>', after)
        .orderBy('heater')
        .limit(HEATERS_READ)
        .execute();
      for (const { data } of rows) usage.add(JSON.parse(data) as SealedHeater);
      if (rows.length < HEATERS_READ) return usage;
      after = rows.at(-1)!.heater;
    }
  }
}
