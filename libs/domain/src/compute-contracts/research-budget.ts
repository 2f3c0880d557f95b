import type { DaySpan, LocalDate } from '#domain/calendar';
import {
  accept,
  firstRefused,
  payloadOf,
  refuseIf,
  type Check,
  type Decider,
  type Decision,
} from '#domain/decision';
import type { ResearchBudgetSet } from '#events';

/** What a grant promises, and when. */
export interface GrantPromise extends DaySpan {
  readonly contract: string;
  /** Core-hours; null: without limit. */
  readonly limitCoreHours: number | null;
}

/** A day on which grants together promise more than the budget; null where there is none. */
function overDay(
  budgetCoreHours: number,
  grants: readonly GrantPromise[],
  span: DaySpan,
): { readonly day: LocalDate; readonly coreHours: number } | null {
  const within = (day: LocalDate): boolean => span.from <= day && (span.to === null || day <= span.to);
  // What is promised grows only on days on which a grant begins.
  const days = [span.from, ...grants.map(({ from }) => from).filter(within)].sort();
  for (const day of days) {
    const coreHours = grants
      .filter(({ from, to }) => from <= day && (to === null || day <= to))
      .reduce((sum, { limitCoreHours }) => sum + (limitCoreHours ?? Infinity), 0);
    if (coreHours > budgetCoreHours) return { day, coreHours };
  }
  return null;
}

/**
 * Whether a grant fits into the research budget: it needs a limit of its own (GRANT_LIMIT_MISSING), and on no day of it
 * may the limits of all grants in force exceed the budget (GRANT_OVER_LIMIT). Without a budget every grant fits.
 */
export function checkBudget(
  budgetCoreHours: number | null,
  others: readonly GrantPromise[],
  grant: GrantPromise,
): Check {
  if (budgetCoreHours === null) return null;
  const over = grant.limitCoreHours === null ? null : overDay(budgetCoreHours, [...others, grant], grant);
  return firstRefused(
    refuseIf(
      grant.limitCoreHours === null,
      'GRANT_LIMIT_MISSING',
      'limitCoreHours',
      `Research has a budget of ${budgetCoreHours} core-hours: give the grant a limit.`,
    ),
    refuseIf(
      over !== null,
      'GRANT_OVER_LIMIT',
      'limitCoreHours',
      `On ${over?.day} grants would promise ${over === null || over.coreHours === Infinity ? 'no limit' : `${over.coreHours} core-hours`}, the budget is ${budgetCoreHours}: give a lower limit, end another grant, or set a higher budget (SetResearchBudget).`,
    ),
  );
}

export type SetResearchBudget = { readonly type: 'SetResearchBudget' } & ResearchBudgetSet['data'];

export interface ResearchBudgetContext {
  readonly grants: readonly GrantPromise[];
  /** Promises of days gone by are not broken by a new budget. */
  readonly today: LocalDate;
}

/**
 * The research budget in the one stream `company`; its other events say nothing of it. A budget below what is promised
 * from today on is refused (BUDGET_BELOW_GRANTS).
 */
export const researchBudget: Decider<
  SetResearchBudget,
  { readonly coreHours: number | null },
  ResearchBudgetSet,
  ResearchBudgetContext
> = {
  initialState: { coreHours: null },

  decide(command, { coreHours }, { grants, today }): Decision<ResearchBudgetSet> {
    const over = overDay(command.coreHours, grants, { from: today, to: null });
    const refused = refuseIf(
      over !== null,
      'BUDGET_BELOW_GRANTS',
      'coreHours',
      `On ${over?.day} grants promise ${over === null || over.coreHours === Infinity ? 'computing without limit' : `${over.coreHours} core-hours`}: give a higher budget, or end grants before (EndContract).`,
    );
    if (refused !== null) return refused;
    return coreHours === command.coreHours
      ? accept()
      : accept({ type: 'ResearchBudgetSet', data: payloadOf(command) });
  },

  evolve: (state, event) =>
    event.type === 'ResearchBudgetSet' ? { coreHours: event.data.coreHours } : state,
};
