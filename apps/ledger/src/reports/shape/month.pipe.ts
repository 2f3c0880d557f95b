import { Injectable, type PipeTransform } from '@nestjs/common';
import { Problem } from '../../http/index.js';

/** A path segment that must be a calendar month. */
@Injectable()
export class MonthPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return value;
    throw new Problem(400, {
      code: 'MONTH_INVALID',
      field: 'month',
      remedy: 'Give a calendar month such as 2026-01.',
    });
  }
}
