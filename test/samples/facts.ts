import { PLAIN_TERMS, flatPrice } from '#domain/compute-contracts';
import type { ZoneOffsets } from '#domain/calendar';
import type { FactEvent } from '#domain/facts';

/** Facts to build a specification from: one block, one meter, two residents, one contract. */
export const PRM = '14500000000001';
export const CET: ZoneOffsets = { zone: 'Europe/Paris', offsets: [{ from: 0, offsetMinutes: 60 }] };

export const paris: FactEvent = {
  type: 'ZoneOffsetsRecorded',
  data: { zone: 'Europe/Paris', offsets: [{ from: 0, offsetMinutes: 60 }] },
};
export const block: FactEvent = {
  type: 'SiteRegistered',
  data: { site: 'block', name: 'Block', address: '1 rue Haute', zone: 'Europe/Paris', kind: 'housing' },
};
export const meter: FactEvent = {
  type: 'SupplyPointRegistered',
  data: { supplyPoint: PRM, site: 'block', dwelling: 'a1', option: 'base', subscribedKva: 6 },
};
export const holder = (from: string, owner: string | null): FactEvent => ({
  type: 'SupplyPointHolderSet',
  data: {
    supplyPoint: PRM,
    from,
    holder: owner === null ? { kind: 'occupant' } : { kind: 'owner', owner },
  },
});
export const tariff = (from: string, priceList: string): FactEvent => ({
  type: 'SupplyPointTariffSet',
  data: { supplyPoint: PRM, from, priceList },
});
export const agreed = (agreement: string, from: string, to: string | null): FactEvent => ({
  type: 'RepaymentAgreed',
  data: {
    supplyPoint: PRM,
    agreement,
    from,
    to,
    priceList: null,
    tax: 'including',
    registers: { main: true, aux: false },
    estimates: false,
  },
});
export const resident = (id: string): FactEvent => ({
  type: 'ResidentRegistered',
  data: { resident: id, person: { keyId: 'k', sealed: 'AA' }, language: 'fr' },
});
export const movedIn = (id: string, on: string): FactEvent => ({
  type: 'ResidentMovedIn',
  data: { resident: id, site: 'block', dwelling: 'a1', on },
});
export const movedOut = (id: string, on: string): FactEvent => ({
  type: 'ResidentMovedOut',
  data: { resident: id, dwelling: 'a1', on },
});
export const electricity = (priceList: string, from: string): FactEvent => ({
  type: 'ElectricityPriceSet',
  data: {
    priceList,
    from,
    cells: [
      {
        cell: 'base',
        inclTaxEurPerKwh: '0.2001',
        energyEurPerKwh: '0.14',
        acciseEurPerKwh: '0.02',
        vatRate: '20',
      },
    ],
    source: 'published',
  },
});
export const compute = (from: string, eurPerUnit: string): FactEvent => ({
  type: 'ComputePriceSet',
  data: { priceList: 'core', from, unit: 'core-hour', components: flatPrice(eurPerUnit) },
});
export const signed: FactEvent = {
  type: 'ContractSigned',
  data: {
    client: 'lab',
    contract: 'lab-1',
    from: '2026-02-01',
    priceList: 'core',
    unit: 'core-hour',
    pays: 'completed',
    paymentDays: 30,
    reference: null,
    ...PLAIN_TERMS,
  },
};
