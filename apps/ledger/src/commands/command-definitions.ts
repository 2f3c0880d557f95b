import { CLAIM_COMMANDS } from '../claims/claims.commands.js';
import { BATCH_COMMANDS } from '../exports/batches/batches.commands.js';
import { COMPANY_COMMANDS } from '../company/company.commands.js';
import { RESEARCH_COMMANDS } from '../company/research.commands.js';
import { COMPUTE_PRICE_COMMANDS } from '../contracts/compute-price.commands.js';
import { CONTRACT_COMMANDS } from '../contracts/contracts.commands.js';
import { CREDIT_COMMANDS } from '../credits/credits.commands.js';
import { HEATER_COMMANDS } from '../fleet/heater.commands.js';
import { SITE_COMMANDS } from '../fleet/site.commands.js';
import { INSTALLATION_COMMANDS } from '../installation/installation.commands.js';
import { METER_COMMANDS } from '../meters/meters.commands.js';
import { METERING_COMMANDS } from '../metering/metering.commands.js';
import { LIFECYCLE_COMMANDS } from '../lifecycle/lifecycle.commands.js';
import { MONEY_COMMANDS } from '../money/money.commands.js';
import { OWNER_COMMANDS, RESIDENT_COMMANDS } from '../parties/parties.commands.js';
import { PRICE_COMMANDS } from '../prices/prices.commands.js';
import type { CommandDefinition } from './definition.js';

/** All that people can tell the ledger, by subject. (Closing a month has a route of its own.) */
export const COMMANDS_BY_SUBJECT: Readonly<Record<string, readonly CommandDefinition[]>> = {
  installation: INSTALLATION_COMMANDS,
  company: COMPANY_COMMANDS,
  'buildings and supply points': SITE_COMMANDS,
  heaters: HEATER_COMMANDS,
  owners: OWNER_COMMANDS,
  residents: RESIDENT_COMMANDS,
  prices: [...PRICE_COMMANDS, ...COMPUTE_PRICE_COMMANDS],
  'clients and contracts': [...CONTRACT_COMMANDS, ...RESEARCH_COMMANDS],
  'metering decisions': METERING_COMMANDS,
  money: MONEY_COMMANDS,
  credits: CREDIT_COMMANDS,
  exports: BATCH_COMMANDS,
  'what becomes of documents': LIFECYCLE_COMMANDS,
  claims: CLAIM_COMMANDS,
  reconciliations: METER_COMMANDS,
};

export const COMMAND_DEFINITIONS: readonly CommandDefinition[] = Object.values(COMMANDS_BY_SUBJECT).flat();
