import type { Case } from './case.js';
import { entry } from './entry.js';
import { kitasYears } from './kitasYears.js';
import { overstay } from './overstay.js';
import { passportAge } from './passportAge.js';
import { passportLeft } from './passportLeft.js';
import { personFee } from './personFee.js';
import { passportTotal } from './passportTotal.js';

/** Every case, those first whose sentence says more. The first that answers is the one. */
export const cases: readonly Case[] = [
  overstay,
  entry,
  passportTotal,
  passportLeft,
  passportAge,
  personFee,
  kitasYears,
];
