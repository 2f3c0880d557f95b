import { isIban, isSiren, isSiret, isVatNumber } from '#domain/installation';
import { Xoshiro } from '../random/xoshiro.js';
import { habits, traceClients } from './clients.js';
import { frenchVatNumber, iban, prm, siren, siret } from './numbers.js';
import { FULL_SIZE, makeWorld } from './world.js';

describe('the three buildings', () => {
  const world = makeWorld('seed', FULL_SIZE, null);
  const given = (command: string) =>
    world.commands.filter((each) => each.command === command).map(({ data }) => data);

  test('a block of 100 dwellings with 300 heaters, a school with 25, an office with 15', () => {
    const count = (site: string): number => world.heaters.filter((heater) => heater.site === site).length;
    expect([count('tilleuls'), count('ecole'), count('bureau')]).toEqual([300, 25, 15]);
    expect(given('add-dwelling')).toHaveLength(100);
    expect(given('register-supply-point')).toHaveLength(104);
  });

  test('homes are sealed, workplaces are plain', () => {
    for (const { household, dwelling } of world.heaters) expect(household).toBe(dwelling !== null);
  });

  test('in a fifth of the dwellings the occupant holds the electricity contract', () => {
    const holders = given('set-supply-point-holder').map(({ holder }) => (holder as { kind: string }).kind);
    expect(holders.filter((kind) => kind === 'occupant')).toHaveLength(20);
  });

  test('one dwelling is empty, two change residents, two residents never opted in, one opts out', () => {
    expect(given('register-resident')).toHaveLength(101);
    expect(given('move-resident-out')).toHaveLength(2);
    expect(given('opt-resident-in')).toHaveLength(99);
    expect(given('opt-resident-out')).toHaveLength(1);
  });

  test('ten clients: companies, one abroad, an individual, a public body and a research grant', () => {
    expect(
      given('register-client')
        .map(({ kind, country }) => `${String(kind)} ${String(country)}`)
        .sort(),
    ).toEqual([
      ...Array.from({ length: 6 }, () => 'company FR'),
      'company NL',
      'individual FR',
      'public-body FR',
      'research FR',
    ]);
    expect(given('give-grant')).toHaveLength(1);
    expect(given('set-research-budget')).toHaveLength(1);
    expect(new Set(habits().map(({ contract }) => contract)).size).toBe(10);
  });

  test('every day of March and April has a colour and hourly prices; that of the clock change has 23 hours', () => {
    const spot = given('publish-spot-prices').map(({ day, hours }) => ({
      day,
      hours: (hours as unknown[]).length,
    }));
    expect(spot).toHaveLength(61);
    expect(spot.filter(({ hours }) => hours !== 24)).toEqual([{ day: '2026-03-29', hours: 23 }]);
    const days = given('publish-tempo-colours').flatMap(({ days: each }) => each as { day: string }[]);
    expect(new Set(days.map(({ day }) => day)).size).toBe(63);
    expect(given('correct-tempo-colour').map(({ day }) => day)).toEqual(['2026-03-13', '2026-03-17']);
  });

  test('meters tell hours apart in five ways, and windows lie at any minute', () => {
    const options = given('register-supply-point').map(({ option }) => String(option));
    expect(new Set(options)).toEqual(new Set(['base', 'hphc', 'tempo', 'season-4', 'spot']));
    expect(JSON.stringify(given('set-off-peak-windows'))).toContain('["01:10-07:40","12:40-14:10"]');
  });

  test('the same seed makes the same world, another seed another one', () => {
    expect(makeWorld('seed', FULL_SIZE, null).commands).toEqual(world.commands);
    expect(makeWorld('other', FULL_SIZE, null).commands).not.toEqual(world.commands);
  });

  test('a small world has only the decisions that its heaters need', () => {
    const small = makeWorld('seed', { dwellings: 5, schoolHeaters: 1, officeHeaters: 1 }, null);
    expect(small.heaters).toHaveLength(17);
    expect(small.decisions.map(({ heater }) => heater)).toEqual(['eco-01', 'til-002-2']);
  });
});

test('made-up registration numbers pass the checks that real ones pass', () => {
  for (let seed = 0; seed < 50; seed++) {
    const random = new Xoshiro(`numbers/${seed}`);
    const number = siren(random);
    expect(isSiren(number)).toBe(true);
    expect(isSiret(siret(number))).toBe(true);
    expect(isVatNumber(frenchVatNumber(number), 'FR')).toBe(true);
    expect(isIban(iban(random))).toBe(true);
  }
  expect(prm(7)).toBe('99000000000007');
});

test('each user of a trace is a client with a contract', () => {
  const commands = traceClients([1, 2, 5], 'seed');
  expect(commands.map(({ command, data }) => [command, data['client'], data['pays']])).toEqual([
    ['register-client', 'user-01', undefined],
    ['sign-contract', 'user-01', 'completed'],
    ['register-client', 'user-02', undefined],
    ['sign-contract', 'user-02', 'completed'],
    ['register-client', 'user-05', undefined],
    ['sign-contract', 'user-05', 'all'],
  ]);
});
