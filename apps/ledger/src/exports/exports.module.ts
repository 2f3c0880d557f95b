import { Module } from '@nestjs/common';
import { Books } from './books.js';
import { ExportsController } from './exports.controller.js';

/** The books as files for accountants and their programs, one definition per export. */
@Module({ controllers: [ExportsController], providers: [Books] })
export class ExportsModule {}
