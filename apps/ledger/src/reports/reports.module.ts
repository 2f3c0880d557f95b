import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AsOfJobs } from './as-of/as-of-jobs.js';
import { AsOfController } from './as-of/as-of.controller.js';
import { ContractCostHandler } from './costs/contract-cost.query.js';
import { CostsController } from './costs/costs.controller.js';
import { SupplyPointCostHandler } from './costs/supply-point-cost.query.js';
import { ClaimsController } from './claims/claims.controller.js';
import { ClaimsHandler } from './claims/claims.query.js';
import { FactEvents } from './claims/fact-events.js';
import { HeaterMonth } from './claims/heater-month.js';
import { MonthMoney } from './claims/month-money.js';
import { MonthOfClaims } from './claims/month-of-claims.js';
import { TransitJobs } from './claims/transit-jobs.js';
import { DocumentChecks } from './document-checks/document-checks.js';
import { DocumentChecksController } from './document-checks/document-checks.controller.js';
import { DocumentFileHandler } from './document-files/document-file.query.js';
import { DocumentFilesController } from './document-files/document-files.controller.js';
import { DocumentEventHandler } from './documents/document-event.query.js';
import { DocumentsController } from './documents/documents.controller.js';
import { DocumentSharesController } from './document-shares/document-shares.controller.js';
import { DocumentSharesHandler } from './document-shares/document-shares.query.js';
import { DocumentsHandler } from './documents/documents.query.js';
import { EReportingController } from './e-reporting/e-reporting.controller.js';
import { EReportHandler } from './e-reporting/e-reporting.query.js';
import { ReceiptsToReportController } from './e-reporting/receipts-to-report.controller.js';
import { ReceiptsToReportHandler } from './e-reporting/receipts-to-report.query.js';
import { EntriesController } from './entries/entries.controller.js';
import { EntriesHandler } from './entries/entries.query.js';
import { AccountStatementHandler } from './accounts/account-statement.query.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidenceHandler } from './evidence/evidence.query.js';
import { EventsController } from './events/events.controller.js';
import { GrantsController } from './grants/grants.controller.js';
import { GrantsHandler } from './grants/grants.query.js';
import { GeneralLedgerController } from './general-ledger/general-ledger.controller.js';
import { GeneralLedgerHandler } from './general-ledger/general-ledger.query.js';
import { EnergyController } from './heater-energy/energy.controller.js';
import { EnergyHandler } from './heater-energy/energy.query.js';
import { WorkController } from './heater-work/work.controller.js';
import { WorkHandler } from './heater-work/work.query.js';
import { HeatersController } from './heaters/heaters.controller.js';
import { HeaterHandler, HeatersHandler } from './heaters/heaters.query.js';
import { HeldSpansController } from './held-spans/held-spans.controller.js';
import { HeldSpansHandler } from './held-spans/held-spans.query.js';
import { Lifecycles } from './lifecycle/lifecycles.js';
import { LifecycleController } from './lifecycle/lifecycle.controller.js';
import { PlatformStatusesController } from './lifecycle/platform-statuses.controller.js';
import { LifecycleHandler } from './lifecycle/lifecycle.query.js';
import { OverdueController } from './lifecycle/overdue.controller.js';
import { OverdueHandler } from './lifecycle/overdue.query.js';
import { PeriodHandler } from './periods/period.query.js';
import { PeriodsController } from './periods/periods.controller.js';
import { PeriodsHandler } from './periods/periods.query.js';
import { CreditDocuments } from './proofs/credit-documents.js';
import { DwellingProofController } from './proofs/dwelling-proof.controller.js';
import { DwellingProofHandler } from './proofs/dwelling-proof.query.js';
import { LiveProofs } from './proofs/live-proofs.js';
import { ProofsController } from './proofs/proofs.controller.js';
import { ProofsHandler } from './proofs/proofs.query.js';
import { UploadsBehind } from './proofs/uploads-behind.js';
import { SettlementsController } from './settlements/settlements.controller.js';
import { SettlementsHandler } from './settlements/settlements.query.js';
import { MeterCurveController } from './meter-curves/meter-curve.controller.js';
import { MeterCurveHandler } from './meter-curves/meter-curve.query.js';
import {
  JobReconciliationsController,
  JobReconciliationsHandler,
  MeterReconciliationsController,
  MeterReconciliationsHandler,
} from './reconciliations/index.js';
import { FactsNow, IssuedDocuments, SealedPeriods } from './shape/index.js';
import { StatusController } from './status/status.controller.js';
import { StatusHandler } from './status/status.query.js';
import { SummaryController } from './summary/summary.controller.js';
import { SummaryHandler } from './summary/summary.query.js';
import { TrialBalanceController } from './trial-balance/trial-balance.controller.js';
import { TrialBalanceHandler } from './trial-balance/trial-balance.query.js';
import { VatSummaryController } from './vat-summary/vat-summary.controller.js';
import { VatSummaryHandler } from './vat-summary/vat-summary.query.js';

/** What follows from the log, one folder per report. */
@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    HeatersController,
    EnergyController,
    WorkController,
    HeldSpansController,
    PeriodsController,
    CostsController,
    AsOfController,
    DocumentsController,
    DocumentSharesController,
    DocumentFilesController,
    LifecycleController,
    PlatformStatusesController,
    OverdueController,
    EReportingController,
    EvidenceController,
    ReceiptsToReportController,
    DocumentChecksController,
    EntriesController,
    TrialBalanceController,
    GeneralLedgerController,
    AccountsController,
    SettlementsController,
    VatSummaryController,
    ProofsController,
    DwellingProofController,
    ClaimsController,
    MeterCurveController,
    MeterReconciliationsController,
    JobReconciliationsController,
    SummaryController,
    GrantsController,
    EventsController,
    StatusController,
  ],
  providers: [
    FactsNow,
    IssuedDocuments,
    SealedPeriods,
    HeatersHandler,
    HeaterHandler,
    EnergyHandler,
    WorkHandler,
    HeldSpansHandler,
    PeriodsHandler,
    AsOfJobs,
    SupplyPointCostHandler,
    ContractCostHandler,
    PeriodHandler,
    DocumentsHandler,
    Lifecycles,
    LifecycleHandler,
    OverdueHandler,
    EReportHandler,
    EvidenceHandler,
    ReceiptsToReportHandler,
    DocumentEventHandler,
    DocumentSharesHandler,
    DocumentFileHandler,
    DocumentChecks,
    EntriesHandler,
    TrialBalanceHandler,
    GeneralLedgerHandler,
    AccountStatementHandler,
    SettlementsHandler,
    VatSummaryHandler,
    CreditDocuments,
    LiveProofs,
    UploadsBehind,
    ProofsHandler,
    DwellingProofHandler,
    FactEvents,
    HeaterMonth,
    MonthMoney,
    MonthOfClaims,
    TransitJobs,
    ClaimsHandler,
    MeterCurveHandler,
    MeterReconciliationsHandler,
    JobReconciliationsHandler,
    SummaryHandler,
    GrantsHandler,
    StatusHandler,
  ],
})
export class ReportsModule {}
