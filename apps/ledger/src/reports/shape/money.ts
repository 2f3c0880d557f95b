import { ApiProperty } from '@nestjs/swagger';
import { eurText } from '#domain/quantity';

/** An amount: a decimal text, never a float, and its currency. */
export class Money {
  @ApiProperty({ description: 'decimal text', example: '120.02' })
  amount!: string;

  @ApiProperty({ enum: ['EUR'], example: 'EUR' })
  currency!: 'EUR';
}

export const money = (cents: number): Money => ({ amount: eurText(cents), currency: 'EUR' });
