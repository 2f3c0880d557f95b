import { ApiProperty } from '@nestjs/swagger';
import { Money } from '../shape/index.js';
import { LedgerRow } from '../general-ledger/ledger-row.js';

export class OpenDocument {
  @ApiProperty({ example: 'main' }) series!: string;
  @ApiProperty({ example: 'F-1' }) number!: string;
  @ApiProperty({ example: 'invoice' }) kind!: string;
  @ApiProperty({ example: '2026-09-02' }) issueDate!: string;
  @ApiProperty({ nullable: true, type: String, example: '2026-10-02' }) dueDate!: string | null;
  @ApiProperty({ description: 'who owes', enum: ['party', 'company'], example: 'party' }) owedBy!: string;
  @ApiProperty() gross!: Money;
  @ApiProperty({ description: 'gross less what was prepaid, settled or credited' }) open!: Money;
}

/** What a client, owner or resident and the company owe each other. */
export class AccountStatement {
  @ApiProperty({ example: 'lumen' }) party!: string;
  @ApiProperty({ description: 'debit − credit before the first date' }) opening!: Money;
  @ApiProperty({
    description: 'documents, receipts, payments and set-offs; the balance after each: what the party owes',
    type: [LedgerRow],
  })
  rows!: readonly LedgerRow[];
  @ApiProperty({ nullable: true, type: String, example: null }) next!: string | null;
  @ApiProperty({ description: 'as of now, by issue', type: [OpenDocument] })
  openDocuments!: readonly OpenDocument[];
  @ApiProperty({ description: 'prepaid and not yet deducted' }) prepaid!: Money;
}
