/** How a turn ended; stored with it. `withOfficer` and `superseded` occur only where there is a store. */
export const OUTCOMES = [
  'answered',
  'clarify',
  'abstained',
  'handoff',
  'refused',
  'smalltalk',
  'command',
  'withOfficer',
  'superseded',
  'failed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
