import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
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

  execute(command: ClosePeriod): Promise<CloseAndFiles> {
    return this.runs.close(command);
  }
}
