import { scenario } from '../../../../test/samples/scenario.js';
import { missingPrice } from './missing-price.js';
import { tempoCalendar, type TempoEvent } from './tempo-calendar.js';

const { given } = scenario(tempoCalendar, undefined);
const source = 'grid operator';
const publish = (...days: readonly (readonly [string, 'blue' | 'white' | 'red'])[]) =>
  ({
    type: 'PublishTempoColours',
    days: days.map(([day, colour]) => ({ day, colour })),
    source,
  }) as const;
const published = (day: string, colour: 'blue' | 'white' | 'red'): TempoEvent => ({
  type: 'TempoColoursPublished',
  data: { days: [{ day, colour }], source },
});

describe('the colours of days', () => {
  test('are published once; known days may stand beside new ones', () => {
    given()
      .when(publish(['2026-01-12', 'red']))
      .then(published('2026-01-12', 'red'));
    given(published('2026-01-12', 'red'))
      .when(publish(['2026-01-12', 'red']))
      .thenNothing();
    given(published('2026-01-12', 'red'))
      .when(publish(['2026-01-12', 'red'], ['2026-01-13', 'white']))
      .then({
        type: 'TempoColoursPublished',
        data: {
          days: [
            { day: '2026-01-12', colour: 'red' },
            { day: '2026-01-13', colour: 'white' },
          ],
          source,
        },
      });
    given(published('2026-01-12', 'red'))
      .when(publish(['2026-01-13', 'white'], ['2026-01-12', 'blue']))
      .thenRefused('COLOUR_PUBLISHED', 'days.1.colour');
  });

  test.each([
    ['2026-01-10', 'red', 'a Saturday'],
    ['2026-01-11', 'red', 'a Sunday'],
    ['2026-10-30', 'red', 'a Friday in October'],
    ['2026-04-01', 'red', 'a Wednesday in April'],
    ['2026-01-11', 'white', 'a Sunday'],
  ] as const)('%s cannot be %s: %s', (day, colour, _why) => {
    given()
      .when(publish([day, colour]))
      .thenRefused('COLOUR_IMPOSSIBLE', 'days.0.day');
  });

  test.each([
    ['2026-01-10', 'white'],
    ['2026-11-02', 'red'],
    ['2026-03-31', 'red'],
    ['2026-07-15', 'white'],
    ['2026-01-11', 'blue'],
  ] as const)('%s may be %s', (day, colour) => {
    given()
      .when(publish([day, colour]))
      .then(published(day, colour));
  });

  test('a day has one colour', () => {
    given()
      .when(publish(['2026-01-12', 'red'], ['2026-01-12', 'blue']))
      .thenRefused('DAY_TWICE', 'days.1.day');
    given()
      .when(publish(['2026-02-30', 'blue']))
      .thenRefused('DATE_INVALID', 'days.0.day');
  });

  test('are corrected with a reason', () => {
    const data = { day: '2026-01-12', colour: 'white', reason: 'wrong line' } as const;
    const correct = { type: 'CorrectTempoColour', ...data } as const;
    given().when(correct).thenRefused('NOTHING_TO_CORRECT', 'day');
    given(published('2026-01-12', 'red')).when(correct).then({ type: 'TempoColourCorrected', data });
    given(published('2026-01-12', 'white')).when(correct).thenNothing();
    given(published('2026-01-11', 'blue'))
      .when({ ...correct, day: '2026-01-11', colour: 'red' })
      .thenRefused('COLOUR_IMPOSSIBLE', 'day');
  });
});

describe('what is not known yet', () => {
  const { given: knowing } = scenario(missingPrice, undefined);
  const data = { priceList: 'tempo-calendar', from: '2026-11-30', to: '2026-11-30', reason: 'late' };
  const command = { type: 'SetMissingPriceAside', ...data } as const;

  test('is set aside by name: colours, or a list that has prices', () => {
    knowing().when(command).then({ type: 'MissingPriceSetAside', data });
    knowing({ type: 'MissingPriceSetAside', data }).when(command).thenNothing();
    knowing()
      .when({ ...command, priceList: 'nowhere' })
      .thenRefused('PRICE_LIST_UNKNOWN', 'priceList');
    knowing()
      .when({ ...command, to: '2026-11-29' })
      .thenRefused('SPAN_EMPTY', 'to');
  });
});
