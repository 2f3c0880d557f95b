import { accept, exhausted, firstRefused, isSame, payloadOf, refuseIf, type Decider } from '#domain/decision';
import type { DwellingAdded, SiteRegistered } from '#events';

export type SiteCommand =
  | ({ readonly type: 'RegisterSite' } & SiteRegistered['data'])
  | ({ readonly type: 'AddDwelling' } & DwellingAdded['data']);
export type SiteEvent = SiteRegistered | DwellingAdded;

export interface SiteContext {
  /** Whether the UTC offsets of the command's zone are recorded. */
  readonly zoneKnown: boolean;
}

export interface SiteState {
  readonly registered: SiteRegistered['data'] | null;
  /** Dwelling → door. */
  readonly dwellings: ReadonlyMap<string, string>;
}

/**
 * Stream `site-<site>`. Registering again corrects name, address or kind; the zone stays, because local
 * days were reckoned in it. Adding a dwelling again renames its door.
 */
export const site: Decider<SiteCommand, SiteState, SiteEvent, SiteContext> = {
  initialState: { registered: null, dwellings: new Map() },

  decide(command, state, { zoneKnown }) {
    if (command.type === 'RegisterSite') {
      const data = payloadOf(command);
      const refused = firstRefused(
        refuseIf(!zoneKnown, 'ZONE_UNKNOWN', 'zone', `Record the UTC offsets of ${data.zone} first.`),
        refuseIf(
          state.registered !== null && state.registered.zone !== data.zone,
          'SITE_ZONE_FIXED',
          'zone',
          `The zone of a site stays ${state.registered?.zone}; a building elsewhere is another site.`,
        ),
      );
      if (refused !== null) return refused;
      return isSame(state.registered, data) ? accept() : accept({ type: 'SiteRegistered', data });
    }
    const data = payloadOf(command);
    if (state.dwellings.get(data.dwelling) === data.label) return accept();
    return (
      refuseIf(state.registered === null, 'SITE_UNKNOWN', 'site', `Register the site ${data.site} first.`) ??
      accept({ type: 'DwellingAdded', data })
    );
  },

  evolve(state, event) {
    switch (event.type) {
      case 'SiteRegistered':
        return { ...state, registered: event.data };
      case 'DwellingAdded':
        return {
          ...state,
          dwellings: new Map(state.dwellings).set(event.data.dwelling, event.data.label),
        };
      default:
        return exhausted(event);
    }
  },
};
