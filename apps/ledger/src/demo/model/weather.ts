import { Xoshiro } from '../random/xoshiro.js';

/**
 * The weather and what rooms ask for. The outside temperature is a yearly wave (4 °C in January, 20 °C in July),
 * a daily wave (coldest at 05:00) and a draw per day. A room asks for heat in proportion to how far
 * the outside lies below 16 °C: sun, people and appliances give the rest. So demand is high in winter, about half of
 * it in March, and nothing on summer days. Workplaces let go at night and at weekends.
 */
export type Occupancy = 'home' | 'workplace';

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.25;
const BALANCE_DECI_C = 160;

/** Outside temperature in 0.1 °C at a local wall time. */
export function outsideDeciC(seed: string, wallMs: number): number {
  const day = Math.floor(wallMs / DAY_MS);
  const hour = (wallMs % DAY_MS) / 3_600_000;
  const yearly = 120 - 80 * Math.cos((2 * Math.PI * ((day % YEAR_DAYS) - 20)) / YEAR_DAYS);
  const daily = -35 * Math.cos((2 * Math.PI * (hour - 5)) / 24);
  return Math.round(yearly + daily + dayDraw(seed, day));
}

const draws = new Map<string, number>();
function dayDraw(seed: string, day: number): number {
  const key = `${seed}/weather/${day}`;
  const known = draws.get(key);
  if (known !== undefined) return known;
  const draw = new Xoshiro(key).between(-50, 50);
  draws.set(key, draw);
  return draw;
}

/** Heat that a room asks of a heater per W/K of its losses (mW). */
export function demandPerKelvinMw(outside: number, occupancy: Occupancy, wallMs: number): number {
  const missingDeciC = Math.max(0, BALANCE_DECI_C - outside);
  return missingDeciC * presencePercent(occupancy, wallMs);
}

/** Share of full demand by hour: homes lower the setpoint at night, workplaces also at weekends (%). */
function presencePercent(occupancy: Occupancy, wallMs: number): number {
  const hour = Math.floor((wallMs % DAY_MS) / 3_600_000);
  const weekday = new Date(wallMs).getUTCDay();
  const night = hour < 5 || hour >= 22;
  if (occupancy === 'home') return night ? 75 : 100;
  if (weekday === 0 || weekday === 6) return 35;
  return hour >= 6 && hour < 19 ? 120 : 45;
}
