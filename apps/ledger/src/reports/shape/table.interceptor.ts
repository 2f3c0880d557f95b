import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  UseInterceptors,
  applyDecorators,
} from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, map } from 'rxjs';
import { type CsvColumn, csvText } from '#spreadsheets/csv';
import type { Page } from './page.js';

const COLUMNS = Symbol('columns of the CSV');

const wantsCsv = (request: FastifyRequest): boolean => {
  const { format } = request.query as { format?: string };
  if (format !== undefined) return format === 'csv';
  return (request.headers.accept ?? '').split(',').some((type) => type.trim().startsWith('text/csv'));
};

/** Where the following page is, as RFC 8288 says it: CSV has no place for it in the body. */
function linkToNext(request: FastifyRequest, next: string): string {
  const url = new URL(request.url, 'http://ledger');
  url.searchParams.set('after', next);
  return `<${url.pathname}${url.search}>; rel="next"`;
}

/** A `Page` leaves as JSON, or as CSV where that was asked for. */
@Injectable()
export class TableInterceptor implements NestInterceptor<Page<unknown>, Page<unknown> | string> {
  private readonly reflector = new Reflector();

  intercept(context: ExecutionContext, next: CallHandler<Page<unknown>>): Observable<Page<unknown> | string> {
    const columns = this.reflector.get<readonly CsvColumn<unknown>[]>(COLUMNS, context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((page) => {
        if (page.next !== null) void reply.header('Link', linkToNext(request, page.next));
        if (!wantsCsv(request)) return page;
        void reply.header('Content-Type', 'text/csv; charset=utf-8; header=present');
        return csvText(columns, page.rows);
      }),
    );
  }
}

/** The handler answers a table: JSON by default, CSV with these columns on demand. */
export const Table = <Row>(columns: readonly CsvColumn<Row>[]) =>
  applyDecorators(
    SetMetadata(COLUMNS, columns),
    UseInterceptors(TableInterceptor),
    ApiProduces('application/json', 'text/csv'),
  );
