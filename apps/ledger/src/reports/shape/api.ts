import { Controller, type Type, UseInterceptors, applyDecorators } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiExtraModels,
  ApiHeader,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { CsvColumn } from '#spreadsheets/csv';
import { FreshInterceptor } from './fresh.interceptor.js';
import { Table } from './table.interceptor.js';

/** A controller of reports: waits for what the caller has written, and says how far it knows the log. */
export const Report = (path: string | string[]) =>
  applyDecorators(
    Controller(path),
    ApiTags('Reports'),
    ApiHeader({
      name: 'Heatledger-Min-Index',
      required: false,
      description: 'The same as the query parameter minIndex.',
    }),
    ApiBadRequestResponse({ description: 'A parameter is wrong: problem details name it.' }),
    UseInterceptors(FreshInterceptor),
  );

/** The two parts of the path that name a document. */
export const DocumentInPath = () =>
  applyDecorators(
    ApiParam({ name: 'series', example: 'main' }),
    ApiParam({ name: 'number', description: '/ within it as %2F', example: 'F-128' }),
  );

/** A handler below a document: its path, and what it answers where there is none. */
export const OfDocument = () =>
  applyDecorators(
    DocumentInPath(),
    ApiNotFoundResponse({ description: 'DOCUMENT_UNKNOWN: no such document was issued' }),
  );

interface TableApi<Row> {
  readonly summary: string;
  readonly description?: string;
  readonly row: Type<Row>;
  readonly columns: readonly CsvColumn<Row>[];
}

/** A handler that answers one page of a table, as JSON or CSV, and its description. */
export const TableOf = <Row>({ summary, description, row, columns }: TableApi<Row>) =>
  applyDecorators(
    Table(columns),
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }),
    ApiExtraModels(row),
    ApiOkResponse({
      description: 'One page; `next` goes into `after` for the following one.',
      schema: {
        type: 'object',
        required: ['rows', 'next'],
        properties: {
          rows: { type: 'array', items: { $ref: getSchemaPath(row) } },
          next: { type: 'string', nullable: true, example: null },
        },
      },
    }),
  );

/** A handler that answers one thing. */
export const OneOf = <Answer>(summary: string, answer: Type<Answer>, description?: string) =>
  applyDecorators(
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }),
    ApiOkResponse({ type: answer }),
  );
