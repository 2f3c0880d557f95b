import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ClosePeriodHandler } from './close-period.command.js';
import { ClosePeriodController } from './close-period.controller.js';
import { CloseProgressController } from './close-progress.controller.js';
import { CloseRuns } from './close-runs.js';

/** Closing of months: `POST /v1/commands/close-period`, and how far it is. */
@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [ClosePeriodController, CloseProgressController],
  providers: [CloseRuns, ClosePeriodHandler],
})
export class PeriodsModule {}
