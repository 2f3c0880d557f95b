import { checkedText } from './documents.js';

test('each fault names the document and the file that it is about', () => {
  const fault = {
    series: 'main',
    number: 'R2026-8',
    field: 'format',
    recordedSha256: null,
    drawnSha256: null,
  };
  const text = checkedText({
    files: 3,
    redrawn: 0,
    made: 0,
    mended: 0,
    faultsTotal: 3,
    faults: [
      { ...fault, format: 'json', code: 'DOCUMENT_NOT_DRAWN', remedy: 'Mend it.' },
      {
        ...fault,
        field: 'main/R2026-8.pdf',
        format: 'pdf',
        recordedSha256: 'a1',
        code: 'DOCUMENT_FILE_GONE',
        remedy: 'Draw it.',
      },
      { ...fault, format: null, code: 'DOCUMENT_NOT_DRAWN', remedy: 'See why.' },
    ],
  });
  expect(text.split('\n')).toEqual([
    '3 files compared with their recorded hash',
    '3 faults',
    'main/R2026-8 json: DOCUMENT_NOT_DRAWN',
    '   Mend it.',
    'main/R2026-8 pdf: DOCUMENT_FILE_GONE',
    '   file     main/R2026-8.pdf',
    '   recorded a1',
    '   Draw it.',
    'main/R2026-8: DOCUMENT_NOT_DRAWN',
    '   See why.',
  ]);
});
