import { resident, type ResidentEvent } from '#domain/parties';
import { scenario } from '../../../../test/samples/scenario.js';

const { given } = scenario(resident, { dwellingKnown: true, occupants: [] });
const person = { keyId: 'k1', sealed: 'AAAA' };
const registered: ResidentEvent = {
  type: 'ResidentRegistered',
  data: { resident: 'ada', person, language: 'fr' },
};
const moveIn = (on: string, until: string | null = null, dwelling = 'a1') =>
  ({ type: 'MoveResidentIn', resident: 'ada', site: 'block', dwelling, on, until }) as const;
const movedIn = (on: string, dwelling = 'a1'): ResidentEvent => ({
  type: 'ResidentMovedIn',
  data: { resident: 'ada', site: 'block', dwelling, on },
});
const moveOut = (on: string, dwelling = 'a1') =>
  ({ type: 'MoveResidentOut', resident: 'ada', dwelling, on }) as const;
const movedOut = (on: string, dwelling = 'a1'): ResidentEvent => ({
  type: 'ResidentMovedOut',
  data: { resident: 'ada', dwelling, on },
});

describe('registering', () => {
  test('always leaves an event: what is sealed cannot be compared', () => {
    const register = { type: 'RegisterResident', resident: 'ada', person, language: 'fr' } as const;
    given().when(register).then(registered);
    given(registered).when(register).then(registered);
  });

  test('comes first', () => {
    given().when(moveIn('2026-01-01')).thenRefused('RESIDENT_UNKNOWN', 'resident');
  });
});

describe('moving in', () => {
  test('begins a residency; one that is over already ends in the same breath', () => {
    given(registered).when(moveIn('2026-01-10')).then(movedIn('2026-01-10'));
    given(registered)
      .when(moveIn('2025-01-10', '2025-03-31'))
      .then(movedIn('2025-01-10'), movedOut('2025-03-31'));
  });

  test('again where the resident lives since that day is no news', () => {
    given(registered, movedIn('2026-01-10')).when(moveIn('2026-01-10')).thenNothing();
  });

  test.each([
    ['on no day', moveIn('2026-02-29'), 'DATE_INVALID', 'on'],
    ['until before the first day', moveIn('2026-03-01', '2026-02-28'), 'SPAN_EMPTY', 'until'],
    ['while living in another dwelling', moveIn('2026-03-01', null, 'a2'), 'RESIDENT_LIVES_ELSEWHERE', 'on'],
    [
      'before a known residency, without an end',
      moveIn('2025-01-01', null, 'a2'),
      'RESIDENT_LIVES_ELSEWHERE',
      'on',
    ],
  ])('%s is refused', (_, command, code, field) => {
    given(registered, movedIn('2026-01-10')).when(command).thenRefused(code, field);
  });

  test('into a dwelling that is not there is refused', () => {
    given(registered)
      .when(moveIn('2026-03-01'), { dwellingKnown: false })
      .thenRefused('DWELLING_UNKNOWN', 'dwelling');
  });

  test.each([
    ['lives there', { from: '2026-01-01', to: null }, moveIn('2026-03-01'), true],
    ['leaves that very day', { from: '2026-01-01', to: '2026-03-01' }, moveIn('2026-03-01'), true],
    ['left the day before', { from: '2026-01-01', to: '2026-02-28' }, moveIn('2026-03-01'), false],
    ['comes later', { from: '2026-06-01', to: null }, moveIn('2026-03-01'), true],
    ['comes after the end', { from: '2026-06-01', to: null }, moveIn('2026-03-01', '2026-05-31'), false],
  ])('where another %s', (_, span, command, refused) => {
    const decision = given(registered).when(command, { occupants: [{ resident: 'bo', ...span }] });
    if (refused) decision.thenRefused('DWELLING_OCCUPIED', 'dwelling');
    else if (command.until === null) decision.then(movedIn(command.on));
    else decision.then(movedIn(command.on), movedOut(command.until));
  });
});

describe('moving out', () => {
  const lives = [registered, movedIn('2026-01-10')] as const;

  test('ends the residency; its last day may be brought forward, never put back', () => {
    given(...lives)
      .when(moveOut('2026-03-31'))
      .then(movedOut('2026-03-31'));
    given(...lives, movedOut('2026-03-31'))
      .when(moveOut('2026-03-31'))
      .thenNothing();
    given(...lives, movedOut('2026-03-31'))
      .when(moveOut('2026-02-28'))
      .then(movedOut('2026-02-28'));
    given(...lives, movedOut('2026-03-31'))
      .when(moveOut('2026-04-30'))
      .thenRefused('RESIDENT_MOVED_OUT', 'on');
  });

  test.each([
    ['before moving in', moveOut('2026-01-09')],
    ['of another dwelling', moveOut('2026-03-31', 'a2')],
  ])('%s is refused', (_, command) => {
    given(...lives)
      .when(command)
      .thenRefused('RESIDENT_NOT_THERE', 'dwelling');
  });

  test('lets the resident move on', () => {
    given(...lives, movedOut('2026-03-31'))
      .when(moveIn('2026-04-01', null, 'a2'))
      .then(movedIn('2026-04-01', 'a2'));
  });
});

describe('opting in and out', () => {
  const optIn = (from: string, until: string | null = null) =>
    ({ type: 'OptResidentIn', resident: 'ada', from, until }) as const;
  const optedIn = (from: string, until: string | null = null): ResidentEvent => ({
    type: 'ResidentOptedIn',
    data: { resident: 'ada', from, until },
  });
  const optOut = (from: string) => ({ type: 'OptResidentOut', resident: 'ada', from }) as const;
  const optedOut = (from: string): ResidentEvent => ({
    type: 'ResidentOptedOut',
    data: { resident: 'ada', from },
  });

  test('is news where it changes a day, and none where it does not', () => {
    given(registered).when(optIn('2026-01-01')).then(optedIn('2026-01-01'));
    given(registered, optedIn('2026-01-01')).when(optIn('2026-02-01', '2026-02-28')).thenNothing();
    given(registered, optedIn('2026-01-01', '2026-01-31'))
      .when(optIn('2026-01-15'))
      .then(optedIn('2026-01-15'));
    given(registered, optedIn('2026-01-01', '2026-01-31'), optedIn('2026-02-01'))
      .when(optIn('2026-01-10', '2026-02-10'))
      .thenNothing();
    given(registered).when(optOut('2026-01-01')).thenNothing();
    given(registered, optedIn('2026-03-01')).when(optOut('2026-01-01')).then(optedOut('2026-01-01'));
    given(registered, optedIn('2026-01-01'), optedOut('2026-03-01')).when(optOut('2026-04-01')).thenNothing();
    given(registered, optedIn('2026-01-01'), optedOut('2026-03-01'))
      .when(optIn('2026-02-01'))
      .then(optedIn('2026-02-01'));
  });

  test('refuses days that are none', () => {
    given(registered).when(optIn('2026-13-01')).thenRefused('DATE_INVALID', 'from');
    given(registered).when(optIn('2026-02-01', '2026-01-01')).thenRefused('SPAN_EMPTY', 'until');
    given(registered).when(optOut('2026-04-31')).thenRefused('DATE_INVALID', 'from');
  });
});
