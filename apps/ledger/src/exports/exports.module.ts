import { Module } from '@nestjs/common';
import { Batches } from './batches/batches.js';
import { BatchesController } from './batches/batches.controller.js';
import { Books } from './books.js';
import { ExportsController } from './exports.controller.js';

/** The books as files for accountants and their programs, one definition per export. */
@Module({ controllers: [BatchesController, ExportsController], providers: [Batches, Books] })
export class ExportsModule {}
