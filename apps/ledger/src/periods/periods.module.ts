import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ClosePeriodHandler } from './close-period.command.js';
import { ClosePeriodController } from './close-period.controller.js';
import { CloseProgressController } from './close-progress.controller.js';
import { CloseRuns } from './close-runs.js';
import { PreviewController, PreviewPeriodHandler } from './preview.controller.js';
import { Previews } from './previews.js';

/** Closing of months: `POST /v1/commands/close-period`, how far it is, and a month as it would close now. */
@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [ClosePeriodController, CloseProgressController, PreviewController],
  providers: [CloseRuns, Previews, ClosePeriodHandler, PreviewPeriodHandler],
})
export class PeriodsModule {}
