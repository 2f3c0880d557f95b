import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isLocalDate } from '#domain/calendar';
import { CloseRuns, type CloseAndFiles } from './close-runs.js';

export class ClosePeriod extends Command<CloseAndFiles> {
  constructor(
    readonly period: string,
    readonly issueDate: string | null,
    /** `person:<id>` */
    readonly actor: string,
    readonly commandId: string,
  ) {
    super();
  }
}

@CommandHandler(ClosePeriod)
export class ClosePeriodHandler implements ICommandHandler<ClosePeriod> {
  constructor(private readonly runs: CloseRuns) {}

  async execute({ period, issueDate, actor, commandId }: ClosePeriod): Promise<CloseAndFiles> {
    const date = issueDate ?? (await this.runs.today());
    if (typeof date !== 'string') return { status: 'refused', refusals: [date] };
    if (!isLocalDate(date)) return { status: 'refused', refusals: [NO_DATE] };
    return this.runs.close({ period, issueDate: date, actor, commandId });
  }
}

const NO_DATE = { code: 'ISSUE_DATE_INVALID', field: 'issueDate', remedy: 'Give a day that exists.' };
