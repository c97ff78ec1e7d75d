import { rmSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TMPFS = 0x01021994;

/** Gives `work` an empty folder of its own and removes it afterwards, whatever happened. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tanya-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await work(folder);
  } finally {
    process.off('exit', remove);
    await rm(folder, { recursive: true, force: true });
  }
}

/** A line on where durable writes go, since on a disk in memory they cost nothing and mean nothing. */
export async function describeDisk(): Promise<string> {
  const { type } = await statfs(tmpdir());
  const kind = type === TMPFS ? 'a disk in memory, so waits for the disk are not real' : 'a real file system';
  return `durable writes go to ${tmpdir()}, ${kind}`;
}
