import { IntegerField } from '../commands/fields.js';

export class SetResearchBudgetDto {
  @IntegerField(
    'core-hours that may be promised to research: the limits of grants in force on any one day',
    200_000,
  )
  coreHours!: number;
}
