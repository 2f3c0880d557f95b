import { createOutput } from './output.js';

function captured(json: boolean, isTTY = false) {
  const written = { out: '', err: '', nowMs: 10_000 };
  const output = createOutput(json, {
    out: { write: (text: string) => (written.out += text) },
    err: { write: (text: string) => (written.err += text), isTTY },
    now: () => written.nowMs,
  });
  return { output, written };
}

const refusal = { code: 'PERIOD_OPEN', field: 'period', remedy: 'Close 2026-01 first.' };

describe('what a command says', () => {
  test('results go to stdout, as text for people or as one JSON document', () => {
    const people = captured(false);
    people.output.result({ events: 4 }, '4 events');
    expect(people.written).toMatchObject({ out: '4 events\n', err: '' });
    const programs = captured(true);
    programs.output.result({ events: 4 }, '4 events');
    expect(JSON.parse(programs.written.out)).toEqual({ events: 4 });
  });

  test('a refusal names its code, its field and what to do', () => {
    const people = captured(false);
    people.output.refused([refusal]);
    expect(people.written.err).toBe('refused  PERIOD_OPEN (period)\n         Close 2026-01 first.\n');
    const programs = captured(true);
    programs.output.refused([refusal]);
    expect(JSON.parse(programs.written.out)).toEqual({ refused: [refusal] });
  });

  test('progress is repainted on a terminal and told now and then elsewhere', () => {
    const terminal = captured(false, true);
    terminal.output.progress('10 of 20');
    expect(terminal.written.err).toBe('10 of 20');
    terminal.output.said('done');
    expect(terminal.written.err).toBe('10 of 20\r\u001B[Kdone\n');
    const file = captured(false);
    file.output.progress('10 of 20');
    file.output.progress('11 of 20');
    file.written.nowMs += 2_000;
    file.output.progress('15 of 20');
    expect(file.written.err).toBe('10 of 20\n15 of 20\n');
  });
});
