import { checkBudget, researchBudget, type GrantPromise } from '#domain/compute-contracts';
import { scenario } from '../../../../test/samples/scenario.js';

const grant = (contract: string, from: string, to: string | null, limit: number | null): GrantPromise => ({
  contract,
  from,
  to,
  limitCoreHours: limit,
});
const spring = grant('spring', '2026-03-01', '2026-05-31', 600);
const summer = grant('summer', '2026-06-01', '2026-08-31', 700);

describe('a grant within a budget of 1000 core-hours', () => {
  const code = (given: GrantPromise, budget: number | null = 1000): string | undefined =>
    checkBudget(budget, [spring, summer], given)?.refused.code;

  test.each([
    ['fits beside those in force on its days', grant('x', '2026-03-01', '2026-05-31', 400), undefined],
    ['fits exactly where days do not meet', grant('x', '2026-09-01', null, 1000), undefined],
    ['is too much on a day in its middle', grant('x', '2026-05-01', '2026-06-30', 301), 'GRANT_OVER_LIMIT'],
    ['is too much on its first day', grant('x', '2026-05-31', '2026-05-31', 401), 'GRANT_OVER_LIMIT'],
    ['needs a limit', grant('x', '2027-01-01', null, null), 'GRANT_LIMIT_MISSING'],
  ])('%s', (_what, given, expected) => {
    expect(code(given)).toBe(expected);
  });

  test('without a budget every grant fits; a grant without limit leaves no room for another', () => {
    expect(code(grant('x', '2026-03-01', null, null), null)).toBeUndefined();
    const unlimited = grant('old', '2026-01-01', null, null);
    expect(checkBudget(1000, [unlimited], grant('x', '2026-03-01', null, 1))?.refused.code).toBe(
      'GRANT_OVER_LIMIT',
    );
  });
});

describe('the research budget', () => {
  const { given } = scenario(researchBudget, { grants: [spring, summer], today: '2026-06-15' });
  const set = (coreHours: number) => ({ type: 'SetResearchBudget', coreHours }) as const;
  const was = (coreHours: number) => ({ type: 'ResearchBudgetSet', data: { coreHours } }) as const;

  test('is set and changed', () => {
    given().when(set(1000)).then(was(1000));
    given(was(1000)).when(set(1000)).thenNothing();
    given(was(1000)).when(set(700)).then(was(700));
  });

  test('does not fall below what is promised from today on', () => {
    given().when(set(699)).thenRefused('BUDGET_BELOW_GRANTS', 'coreHours');
    given()
      .when(set(1000), { grants: [grant('old', '2026-01-01', null, null)] })
      .thenRefused('BUDGET_BELOW_GRANTS', 'coreHours');
    given().when(set(0), { today: '2026-09-01' }).then(was(0));
  });
});
