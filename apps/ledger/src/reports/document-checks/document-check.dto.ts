import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { FORMATS } from '#processes/rendering';

export class DocumentCheckDto {
  @ApiPropertyOptional({
    description: 'make files that were never made, and draw again those that are gone or damaged',
    type: Boolean,
    default: false,
  })
  @IsOptional()
  @IsBoolean()
  mend = false;

  @ApiPropertyOptional({
    description: 'draw XML, JSON and CSV of every document again from the log, and compare',
    type: Boolean,
    default: false,
  })
  @IsOptional()
  @IsBoolean()
  redraw = false;
}

export class FileFaultRow {
  @ApiProperty({ example: 'main' }) series!: string;
  @ApiProperty({ example: 'F-128' }) number!: string;
  @ApiProperty({ enum: FORMATS, nullable: true, type: String, example: 'pdf' }) format!: string | null;
  @ApiProperty({
    enum: [
      'DOCUMENT_NOT_DRAWN',
      'DOCUMENT_FILE_GONE',
      'DOCUMENT_FILE_DAMAGED',
      'DOCUMENT_FILE_UNREADABLE',
      'DOCUMENT_FILE_LOST',
      'DOCUMENT_DRAWN_OTHERWISE',
    ],
    example: 'DOCUMENT_FILE_GONE',
  })
  code!: string;
  @ApiProperty({ description: 'name of the file', example: 'main/F-128.pdf' }) field!: string;
  @ApiProperty({ example: 'Run `heatledger documents check --mend`.' }) remedy!: string;
  @ApiProperty({ nullable: true, type: String, example: null }) recordedSha256!: string | null;
  @ApiProperty({ nullable: true, type: String, example: null }) drawnSha256!: string | null;
}

export class DocumentsCheckedAnswer {
  @ApiProperty({ description: 'files compared with their recorded hash', example: 1204 }) files!: number;
  @ApiProperty({ description: 'drawn again from the log, and the same', example: 0 }) redrawn!: number;
  @ApiProperty({ description: 'documents and proofs whose missing files were made', example: 0 })
  made!: number;
  @ApiProperty({ description: 'files that were gone or damaged and are whole again', example: 1 })
  mended!: number;
  @ApiProperty({ example: 0 }) faultsTotal!: number;
  @ApiProperty({ description: 'the first 1000', type: [FileFaultRow] }) faults!: readonly FileFaultRow[];
}

export class CheckFault {
  @ApiProperty({ example: 'DOCUMENT_CHECK_BROKE_OFF' }) code!: string;
  @ApiProperty({ example: 'Ask again: what was mended stays.' }) detail!: string;
}

export class DocumentCheckAnswer {
  @ApiProperty({ example: '0193b6a0-7c1e-7000-8000-5a0f5b2c9d11' }) check!: string;
  @ApiProperty({ example: false }) mend!: boolean;
  @ApiProperty({ example: false }) redraw!: boolean;
  @ApiProperty({ enum: ['running', 'done', 'failed'], example: 'done' }) state!: string;
  @ApiProperty({ description: 'files looked at', example: 1204 }) done!: number;
  @ApiProperty({ example: 1204 }) total!: number;
  @ApiProperty({ nullable: true, type: CheckFault, description: 'why it broke off' })
  fault!: CheckFault | null;
  @ApiProperty({ nullable: true, type: DocumentsCheckedAnswer, description: 'once it is done' })
  outcome!: DocumentsCheckedAnswer | null;
}
