import type { TableColumn } from '../table/index.js';
import { STYLE, cellXml, columnName, textCell } from './cells.js';

/** Rows of a sheet of Excel, the heading among them. */
export const SHEET_ROWS_MAX = 1_048_576;

/** A sheet that is not written yet. */
export interface Sheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  readonly xml: AsyncIterable<string>;
}

const NAME = /^[^[\]:*?/\\']{1,31}$/;

async function* sheetXml<Row>(
  columns: readonly TableColumn<Row>[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): AsyncGenerator<string> {
  const names = columns.map((_, at) => columnName(at));
  yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
  yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  yield `<cols>${columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>`;
  yield `<row r="1">${columns.map(({ name }, at) => textCell(`${names[at]}1`, STYLE.heading, name)).join('')}</row>`;
  let at = 1;
  for await (const row of rows) {
    at += 1;
    if (at > SHEET_ROWS_MAX) throw new RangeError(`a sheet holds ${SHEET_ROWS_MAX} rows`);
    const cells = columns.map(({ kind, value }, column) =>
      cellXml(`${names[column]}${at}`, kind, value(row)),
    );
    yield `<row r="${at}">${cells.join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

/** A table as a sheet: heading in bold and frozen, columns as wide as they say. */
export function sheetOf<Row>(
  name: string,
  columns: readonly TableColumn<Row>[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): Sheet {
  if (!NAME.test(name)) throw new RangeError(`no sheet may be called ${name}`);
  return { name, xml: sheetXml(columns, rows) };
}
