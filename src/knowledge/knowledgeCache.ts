import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { KnowledgeBase } from './types.js';

const FILE = 'knowledge.cache';
const require = createRequire(import.meta.url);

interface Cached {
  /** What it was read by, and from: another version of the reader, or another knowledge base, is read anew. */
  readonly key: string;
  readonly knowledge: KnowledgeBase;
}

/** The knowledge base with this hash as it was read last time; undefined when it was another one, or the file is missing or damaged. */
export async function readCachedKnowledge(directory: string, hash: string): Promise<KnowledgeBase | undefined> {
  try {
    const file = await readFile(join(directory, FILE));
    const content = file.subarray(4);
    if (crc32(content) !== file.readUInt32BE(0)) return undefined;
    const { key, knowledge } = deserialize(content) as Cached;
    return key === (await keyOf(hash)) ? knowledge : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a knowledge base for the next start. It only saves time, so that a disk without room is no failure. */
export async function writeCachedKnowledge(directory: string, knowledge: KnowledgeBase): Promise<void> {
  const temporary = join(directory, `.${FILE}`); // two writers at once make a file that the checksum refuses
  try {
    const content = serialize({ key: await keyOf(knowledge.hash), knowledge } satisfies Cached);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(content));
    await mkdir(directory, { recursive: true });
    await writeFile(temporary, Buffer.concat([checksum, content]));
    await rename(temporary, join(directory, FILE));
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** The program that reads is part of the key, so that nobody has to remember to count a version up. */
async function keyOf(hash: string): Promise<string> {
  const libraries = ['yaml', 'zod'].map((name) => (require(`${name}/package.json`) as { version: string }).version);
  const reader = createHash('sha256').update([process.versions.v8, ...libraries, hash].join('\0'));
  for (const name of (await readdir(import.meta.dirname)).filter((one) => /\.(js|ts)$/.test(one)).sort())
    reader.update(await readFile(join(import.meta.dirname, name)));
  return reader.digest('hex');
}
