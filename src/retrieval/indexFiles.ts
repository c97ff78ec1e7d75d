import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { AppError } from '../errors.js';
import type { CertaintyModel } from './certainty.js';
import type { SectionName } from '../knowledge/types.js';

/** Goes up when the layout or the meaning of the files changes; an index of another format is built anew. */
export const INDEX_FORMAT = 8;

export interface IndexExample {
  /** Position of its article in `articles`. */
  readonly article: number;
  readonly section: SectionName | null;
}

/** A text that votes for a section of its article: an example question, or the section's own text. */
export interface IndexPassage {
  readonly article: number;
  readonly section: SectionName;
  /** How much its vote counts. */
  readonly weight: number;
}

export interface IndexManifest {
  readonly format: number;
  readonly knowledgeHash: string;
  /** `built-in`, or the setting that named an external model. */
  readonly embedder: string;
  readonly builtAt: string;
  readonly articles: readonly string[];
  readonly sections: readonly SectionName[];
  readonly examples: readonly IndexExample[];
  /** In the order of the passage arrays, all of one article together. */
  readonly passages: readonly IndexPassage[];
  /** In the order of `articles`: the sections of each article's own model and how many features it has. */
  readonly locals: readonly { readonly sections: readonly SectionName[]; readonly features: number }[];
  readonly vocabulary: readonly string[];
  readonly documents: number;
  /** What the language model knows; it reads words as they are written, without the glossary. */
  readonly languageVocabulary: readonly string[];
  /** The kinds of messages that the intent model tells apart, none where the knowledge base has no examples of them. */
  readonly intents: readonly string[];
  readonly intentVocabulary: readonly string[];
  readonly intentDocuments: number;
  /** Dimensions of the external vectors; 0 when there are none. */
  readonly externalDimensions: number;
  readonly hasGraph: boolean;
  /** How sure the index may be of a question; below `EVEN` it says that it does not know. */
  readonly certainty: CertaintyModel;
  /** A question and the article that it has to find; asked after every load. */
  readonly knownQuery: { readonly text: string; readonly article: string };
  /** CRC-32 of each binary file, by name: it finds damage, and takes a fraction of the time of a cryptographic one. */
  readonly checksums: Readonly<Record<string, number>>;
}

const FLOAT_ARRAYS = [
  'idf',
  'article-scales',
  'article-bias',
  'section-scales',
  'section-bias',
  'language-idf',
  'language-scales',
  'language-bias',
  'intent-idf',
  'intent-scales',
  'intent-bias',
  'passage-offsets',
  'passage-features',
  'passage-values',
  'local-features',
  'local-scales',
  'local-bias',
  'vectors',
] as const;
const BYTE_ARRAYS = [
  'article-weights',
  'section-weights',
  'language-weights',
  'intent-weights',
  'local-weights',
] as const;

/** The numbers of an index, by file name; the weights are `ByteMatrix`es, a byte and a scale file each. */
export type IndexArrays = Readonly<
  Record<(typeof FLOAT_ARRAYS)[number], Float32Array> & Record<(typeof BYTE_ARRAYS)[number], Int8Array>
>;

/** The name of the directory that holds the index of this knowledge base under this embedder. */
export function indexName(knowledgeHash: string, embedder: string): string {
  const suffix = createHash('sha256').update(`${INDEX_FORMAT}\0${embedder}`).digest('hex').slice(0, 8);
  return `${knowledgeHash.slice(0, 16)}-${suffix}`;
}

/** Writes everything but the graph into `directory`, which has to exist. */
export async function writeIndexFiles(
  directory: string,
  manifest: Omit<IndexManifest, 'checksums'>,
  arrays: IndexArrays,
): Promise<void> {
  const checksums: Record<string, number> = {};
  for (const name of [...FLOAT_ARRAYS, ...BYTE_ARRAYS]) {
    const array = arrays[name];
    const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
    checksums[name] = crc32(bytes);
    await writeFile(join(directory, `${name}.bin`), bytes);
  }
  await writeFile(join(directory, 'manifest.json'), JSON.stringify({ ...manifest, checksums }));
}

/** @throws AppError INDEX_DAMAGED when a file is missing, cut short or not what was written */
export async function readIndexFiles(directory: string): Promise<{ manifest: IndexManifest; arrays: IndexArrays }> {
  try {
    const manifest = JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8')) as IndexManifest;
    if (manifest.format !== INDEX_FORMAT) throw new Error(`format ${manifest.format}`);
    const read = async (name: string): Promise<Buffer> => {
      const bytes = await readFile(join(directory, `${name}.bin`));
      if (crc32(bytes) !== manifest.checksums[name]) throw new Error(`${name} has changed`);
      return bytes;
    };
    const floats = FLOAT_ARRAYS.map(async (name) => {
      const bytes = await read(name);
      return [name, new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)] as const;
    });
    const signed = BYTE_ARRAYS.map(async (name) => {
      const bytes = await read(name);
      return [name, new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)] as const;
    });
    return { manifest, arrays: Object.fromEntries(await Promise.all([...floats, ...signed])) as IndexArrays };
  } catch (error) {
    throw new AppError('INDEX_DAMAGED', directory, error);
  }
}

/** A fresh directory to build in, beside the finished ones. */
export async function createBuildDirectory(root: string, name: string, unique: string): Promise<string> {
  const directory = join(root, `.building-${name}-${unique}`);
  await mkdir(directory, { recursive: true });
  return directory;
}

/** Puts a finished directory in its place: a rename, so that a reader sees all of it or nothing. */
export async function publishIndex(root: string, built: string, name: string): Promise<string> {
  const target = join(root, name);
  await rm(target, { recursive: true, force: true });
  await rename(built, target).catch(async (error: unknown) => {
    // Another process has published the same index meanwhile: it is as good as ours.
    if (!existsSync(join(target, 'manifest.json'))) throw error;
    await rm(built, { recursive: true, force: true });
  });
  return target;
}

/** How many indexes stay on disk: the one in use, the one before it, and one of another knowledge base that was asked by hand. */
const KEPT = 3;

/** Removes all but the newest indexes, and what a killed build left behind an hour ago or more. @param now milliseconds since 1970 */
export async function removeOldIndexes(root: string, now: number): Promise<void> {
  const entries = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const dated = await Promise.all(
    entries.map(async ({ name }) => ({
      name,
      at: (await stat(join(root, name)).catch(() => undefined))?.mtimeMs ?? 0,
    })),
  );
  const finished = dated.filter(({ name }) => !name.startsWith('.')).sort((a, b) => b.at - a.at);
  const abandoned = dated.filter(({ name, at }) => name.startsWith('.') && at < now - 3_600_000);
  for (const { name } of [...finished.slice(KEPT), ...abandoned])
    await rm(join(root, name), { recursive: true, force: true });
}
