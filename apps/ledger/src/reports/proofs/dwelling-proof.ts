import { ApiProperty } from '@nestjs/swagger';
import { Money } from '../shape/index.js';
import { ProofRow } from './proof-row.js';

/** What became of a part of the energy, as sealed at the cut. */
export class ProofEnergy {
  @ApiProperty({ example: '30000000000001' }) supplyPoint!: string;
  @ApiProperty({ enum: ['main', 'aux'], example: 'aux' }) register!: string;
  @ApiProperty({ example: 'base' }) priceCell!: string;
  @ApiProperty({ enum: ['credited', 'uncreditable', 'pending'], example: 'uncreditable' }) status!: string;
  @ApiProperty({ nullable: true, type: String, example: 'AUX_NOT_AGREED' }) reason!: string | null;
  @ApiProperty({ example: 12_300 }) energyWh!: number;
}

/** Money that went out, was set off in cash, or is owed no more since a credit note, for a document. */
export class ProofPayment {
  @ApiProperty({ enum: ['paid', 'set-off', 'credited'], example: 'paid' }) kind!: string;
  @ApiProperty({ description: 'payment or set-off', example: 'payment-2026-02-10' }) subject!: string;
  @ApiProperty({ example: '2026-02-10' }) date!: string;
  @ApiProperty() amount!: Money;
  @ApiProperty({ description: 'index of the event that says so', example: 90_412 }) index!: number;
}

/** A document that credits the residency: planned at the cut, then issued, then paid. */
export class ProofDocument {
  @ApiProperty({ example: '2026-01.repayment.resident.resident-0042' }) planned!: string;
  @ApiProperty({ enum: ['planned', 'issued', 'paid'], example: 'paid' }) state!: string;
  @ApiProperty({ nullable: true, type: String, example: 'main' }) series!: string | null;
  @ApiProperty({ nullable: true, type: String, example: 'R-12' }) number!: string | null;
  @ApiProperty({ nullable: true, type: String, example: 'repayment-statement' }) kind!: string | null;
  @ApiProperty({ nullable: true, type: String, example: '2026-02-02' }) issueDate!: string | null;
  @ApiProperty({ description: 'of the whole document', nullable: true, type: Money }) gross!: Money | null;
  @ApiProperty({ description: 'of it, paid or set off' }) paid!: Money;
  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'index of the event that issued it',
    example: 88_001,
  })
  index!: number | null;
  @ApiProperty({ type: [ProofPayment] }) payments!: ProofPayment[];
}

/** One residency of the month. */
export class ResidencyProof extends ProofRow {
  @ApiProperty({ type: [ProofEnergy] }) energy!: ProofEnergy[];
  @ApiProperty({ nullable: true, type: String, description: 'hours at the setpoint', example: '722.22' })
  hoursAtSetpoint!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'hours below it', example: '21.78' })
  hoursBelowSetpoint!: string | null;
  @ApiProperty({ type: [ProofDocument], description: 'who paid by which document' })
  creditedBy!: ProofDocument[];
}

/** Uploads behind a residency: what each of them said stands in the log at these indexes. */
export class ProofUploads {
  @ApiProperty({ description: 'first day of the residency', example: '2026-01-01' }) residencyFrom!: string;
  @ApiProperty({ example: 'block-a-101-1' }) heater!: string;
  @ApiProperty({ example: 0 }) epoch!: number;
  @ApiProperty({ example: 0 }) fromNumber!: number;
  @ApiProperty({ example: 31 }) toNumber!: number;
  @ApiProperty({ example: 1_204 }) fromIndex!: number;
  @ApiProperty({ example: 60_377 }) toIndex!: number;
  @ApiProperty({ description: 'first reading', example: '2025-12-31T23:00:00.000Z' }) from!: string;
  @ApiProperty({ description: 'last reading', example: '2026-02-01T00:00:00.000Z' }) to!: string;
}

export class ProofUploadsPage {
  @ApiProperty({ type: [ProofUploads] }) rows!: ProofUploads[];
  @ApiProperty({ nullable: true, type: String, description: 'goes into `after` for the following ones' })
  next!: string | null;
}

/** Everything that proves, or refutes, that the heat of a dwelling was free in a month. */
export class DwellingProofDetail {
  @ApiProperty({ example: '2026-01' }) period!: string;
  @ApiProperty({ example: 'block-a' }) site!: string;
  @ApiProperty({ example: 'a-101' }) dwelling!: string;
  @ApiProperty({ example: 'Porte A 101' }) door!: string;
  @ApiProperty({ enum: ['open', 'closing', 'closed'], example: 'closed' }) month!: string;
  @ApiProperty({
    nullable: true,
    type: String,
    enum: ['SHORT', 'UNPROVEN', 'FREE_DUE', 'FREE_PAID'],
    description: 'the worst of its residencies, now; null: nothing is sealed, or nobody lived there',
    example: 'FREE_PAID',
  })
  status!: string | null;
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'the same as it was at the cut',
    example: 'FREE_DUE',
  })
  statusAtCut!: string | null;
  @ApiProperty({ type: [ResidencyProof] }) residencies!: ResidencyProof[];
  @ApiProperty({ type: ProofUploadsPage }) uploads!: ProofUploadsPage;
}
