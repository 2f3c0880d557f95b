import type { MarksAddress } from '../../address.js';
import type { Marks } from './marks.js';

/** Opens the marks of a log. Drivers are loaded only where they are used. */
export async function openMarks(address: MarksAddress): Promise<Marks> {
  switch (address.kind) {
    case 'sqlite': {
      const { SqliteMarks } = await import('./sqlite-marks.js');
      return new SqliteMarks(address.path);
    }
    case 'postgres': {
      const [{ openDatabase }, { PostgresMarks }] = await Promise.all([
        import('#postgres'),
        import('./postgres-marks.js'),
      ]);
      return new PostgresMarks(await openDatabase(address.url));
    }
  }
}
