import { parseArgs } from 'node:util';

export interface CrashOptions {
  readonly stores: readonly ('sqlite' | 'postgres')[];
  readonly kills: number;
  readonly clients: number;
  readonly seed: number;
}

/**
 * `--kills N --store sqlite|postgres|both --clients N --seed N`
 * @throws Error in words for an option that means nothing
 */
export function readOptions(args: readonly string[]): CrashOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '50' },
      store: { type: 'string', default: 'both' },
      clients: { type: 'string', default: '24' },
      seed: { type: 'string', default: '1' },
    },
  });
  const { store } = values;
  if (store !== 'sqlite' && store !== 'postgres' && store !== 'both')
    throw new Error('--store: sqlite, postgres or both');
  return {
    stores: store === 'both' ? ['sqlite', 'postgres'] : [store],
    kills: whole('--kills', values.kills, 10_000),
    clients: whole('--clients', values.clients, 200),
    seed: whole('--seed', values.seed, 2 ** 31),
  };
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Error(`${name}: a whole number from 1 to ${most}`);
  return value;
}
