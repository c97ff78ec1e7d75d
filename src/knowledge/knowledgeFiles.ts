import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { AppError } from '../errors.js';

/** The text files of a knowledge base, by their paths below it with forward slashes, in a fixed order. */
export type KnowledgeFiles = ReadonlyMap<string, string>;

/** @throws AppError KNOWLEDGE_MISSING when the folder or its articles cannot be read */
export async function readKnowledgeFiles(directory: string): Promise<KnowledgeFiles> {
  let names: string[];
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    names = entries
      .filter((entry) => entry.isFile() && /\.(md|yaml)$/.test(entry.name) && entry.name !== 'README.md')
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  } catch (error) {
    throw new AppError('KNOWLEDGE_MISSING', directory, error);
  }
  if (!names.some((name) => name.startsWith('articles/')))
    throw new AppError('KNOWLEDGE_MISSING', `${directory} holds no articles`);
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  return new Map(names.map((name, index) => [name, texts[index] ?? '']));
}

/** SHA-256 over names and contents, in hexadecimal. */
export function hashFiles(files: KnowledgeFiles): string {
  const hash = createHash('sha256');
  for (const [name, text] of files) hash.update(name).update('\0').update(text).update('\0');
  return hash.digest('hex');
}
