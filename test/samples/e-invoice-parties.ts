import type { PrintableParty } from '#documents/model';
import { invoice } from './printable.js';

/** The buyer of the samples, with changes. */
export const party = (changes: Partial<PrintableParty>): PrintableParty => ({
  ...invoice().buyer,
  ...changes,
});

/** A public body behind Chorus Pro: its SIRET, its service. */
export const TOWN = party({
  name: 'Commune de Montreuil-l’Église',
  address: 'Hôtel de ville\n1 place de la République\n93100 Montreuil CEDEX 2',
  siren: '219300480',
  siret: '21930048000016',
  vatNumber: null,
  endpoint: { scheme: '0225', id: '219300480' },
});
export const DUTCH = party({
  name: 'Renderij Amstel B.V.',
  address: 'Keizersgracht 1, 1015 CJ Amsterdam',
  country: 'NL',
  siren: null,
  vatNumber: 'NL809163160B01',
  endpoint: { scheme: '0190', id: '00000001809163160000' },
});
export const SWISS = party({
  name: 'Alpenrechner AG',
  address: 'Bahnhofstrasse 1, 8001 Zürich',
  country: 'CH',
  siren: null,
  vatNumber: null,
  endpoint: { scheme: 'EM', id: 'rechnung@alpenrechner.example' },
});
export const PERSON = party({
  name: 'Zoé Martin',
  address: '5 rue des Lilas, Bât. B, 3e étage, 75012 Paris',
  siren: null,
  vatNumber: null,
  endpoint: null,
});
export const OWNER = party({
  name: 'SCI Les Tilleuls',
  address: '1 rue Haute, 75012 Paris',
  siren: '552100554',
  siret: '55210055400013',
  vatNumber: 'FR27552100554',
  endpoint: { scheme: '0225', id: '552100554' },
  legalMention: 'SCI au capital de 1 000 €, RCS Paris 552 100 554',
});
