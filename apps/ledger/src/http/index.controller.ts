import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

const PLACES: Readonly<Record<string, string>> = {
  '/docs': 'this API, to read and to try',
  '/openapi.json': 'the same for programs',
  '/health/ready': 'whether everything runs',
  '/v1/status': 'how far the log and the reports are',
  '/v1/telemetry': 'POST: uploads of heaters',
  '/v1/commands': 'POST: what people tell the ledger',
  '/v1/periods': 'months and their closes',
  '/v1/summary?period=YYYY-MM': 'a month in one page',
  '/v1/documents': 'invoices and statements',
  '/v1/proofs?period=YYYY-MM': 'was the heat free, dwelling by dwelling',
  '/v1/heaters': 'heaters',
  '/v1/events': 'the log itself, for auditors',
};

/** Tells whoever opens the address where things are. */
@Controller()
@ApiExcludeController()
export class IndexController {
  @Get()
  @Header('Content-Type', 'text/plain; charset=utf-8')
  places(): string {
    const lines = Object.entries(PLACES).map(([place, says]) => `${place.padEnd(28)} ${says}`);
    return ['heatledger', '', ...lines, ''].join('\n');
  }
}
