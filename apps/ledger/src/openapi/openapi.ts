import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { telemetryPaths } from '../intake/index.js';

const DESCRIPTION = `Derives, from one append-only log, what each compute client owes, what each building owner or
resident is credited for electricity, and for each dwelling the proof that its heat was free.

- **Amounts** are decimal texts with a currency, energy is whole Wh, work is core·ms; units stand in the names.
- **Refusals** are RFC 9457 problem details: \`code\` is stable, \`field\` is at fault, \`detail\` says what to do.
- **Commands** may carry an \`Idempotency-Key\`: sent again with the same key, a command is done once.
- **Tables** are paged: \`next\` goes into \`after\`. \`?format=csv\` or \`Accept: text/csv\` answers CSV.
- **Own writes**: pass \`minPosition\` (the \`position\` of an answer) to a report to read what you wrote.`;

/** /openapi.json and, for people, /docs; both made on the first request. */
export function describeApi(app: NestFastifyApplication): void {
  const described = new DocumentBuilder()
    .setTitle('heatledger')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addTag('telemetry', 'Uploads of heaters')
    .addTag('Commands', 'What people tell the ledger')
    .addTag('Periods', 'Closing a month')
    .addTag('Reports', 'What follows from the log')
    .addTag('Audit', 'The log itself')
    .addTag('Health')
    .build();
  const describe = (): OpenAPIObject => {
    const document = SwaggerModule.createDocument(app, described);
    return { ...document, paths: { ...telemetryPaths(), ...document.paths } };
  };
  SwaggerModule.setup('docs', app, describe, {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'heatledger',
    swaggerOptions: { defaultModelsExpandDepth: 0, docExpansion: 'none', tryItOutEnabled: true },
  });
}
