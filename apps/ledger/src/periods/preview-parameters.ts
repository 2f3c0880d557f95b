import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../reports/shape/index.js';

/** Which documents of a preview are asked for. */
export class PreviewParameters extends PageQuery {
  @ApiPropertyOptional({
    description: 'Documents of this client, owner or resident alone.',
    example: 'habitat',
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  party?: string;
}
