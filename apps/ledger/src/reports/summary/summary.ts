import { ApiProperty } from '@nestjs/swagger';
import { Conservation } from '../periods/period-row.js';
import { Money } from '../shape/index.js';

export class Billed {
  @ApiProperty({ example: 'studio-orme' }) client!: string;
  @ApiProperty({
    nullable: true,
    type: String,
    example: 'Studio Orme',
    description: 'null: an individual, sealed',
  })
  name!: string | null;
  @ApiProperty({ example: 1 }) documents!: number;
  @ApiProperty() net!: Money;
  @ApiProperty() vat!: Money;
  @ApiProperty() gross!: Money;
}

export class Credited {
  @ApiProperty({ enum: ['owner', 'resident'], example: 'owner' }) kind!: string;
  @ApiProperty({ example: 'habitat-nord' }) party!: string;
  @ApiProperty({
    nullable: true,
    type: String,
    example: 'Habitat Nord',
    description: 'null: a resident, sealed',
  })
  name!: string | null;
  @ApiProperty({ example: 1 }) documents!: number;
  @ApiProperty() net!: Money;
  @ApiProperty() vat!: Money;
  @ApiProperty() gross!: Money;
}

export class DwellingsSummary {
  @ApiProperty({ description: 'counted dwellings whose residents paid nothing for this heat', example: 92 })
  free!: number;
  @ApiProperty({ description: 'dwellings that are occupied, opted in and drew energy', example: 97 })
  counted!: number;
  @ApiProperty({
    description: 'counted dwellings by the worst status of their residencies, as it stands now',
    example: { SHORT: 4, UNPROVEN: 1, FREE_DUE: 14, FREE_PAID: 78 },
  })
  byStatus!: Record<string, number>;
  @ApiProperty({ description: 'why, where heat is not proved free', example: { PRICE_ABOVE_CREDIT: 1 } })
  reasons!: Record<string, number>;
  @ApiProperty({ description: 'dwellings not counted, by reason', example: { EMPTY: 1, NOT_OPTED_IN: 2 } })
  others!: Record<string, number>;
}

export class Coverage {
  @ApiProperty({ description: 'computed exactly from the lines, rounded once' }) billedNet!: Money;
  @ApiProperty({ description: 'computed exactly from the lines, rounded once' }) creditedCost!: Money;
  @ApiProperty({ nullable: true, type: String, description: 'billed net ÷ credited cost', example: '1.999' })
  ratio!: string | null;
}

export class Books {
  @ApiProperty() debit!: Money;
  @ApiProperty() credit!: Money;
  @ApiProperty({ example: true }) balanced!: boolean;
}

/** A month in one page. */
export class Summary {
  @ApiProperty({ example: '2026-01' }) period!: string;
  @ApiProperty({ enum: ['open', 'closing', 'closed'], example: 'closed' }) status!: string;
  @ApiProperty({ type: [Billed] }) billed!: Billed[];
  @ApiProperty({ type: [Credited] }) credited!: Credited[];
  @ApiProperty({ type: DwellingsSummary }) dwellings!: DwellingsSummary;
  @ApiProperty({ type: Coverage }) coverage!: Coverage;
  @ApiProperty({ type: Books, description: 'of the whole log' }) books!: Books;
  @ApiProperty({ nullable: true, type: Conservation }) conservation!: Conservation | null;
}
