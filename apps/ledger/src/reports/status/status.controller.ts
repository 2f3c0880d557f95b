import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { OneOf, Report, ReportQuery } from '../shape/index.js';
import { Status } from './status.js';
import { StatusQuery } from './status.query.js';

@Report('v1/status')
export class StatusController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @OneOf('What this ledger is and how far it is', Status)
  one(@Query() _query: ReportQuery): Promise<Status> {
    return this.queries.execute(new StatusQuery());
  }
}
