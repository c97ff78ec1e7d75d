import type { z } from 'zod';
import type { KnowledgeFiles } from './knowledgeFiles.js';
import { parsePieces } from './parseArticle.js';
import type { YamlFile } from './readYaml.js';
import { intentFile } from './schema.js';
import { LANGUAGES, type Intent, type Section } from './types.js';

/** The kinds of messages, `intents/<id>.yaml` each; `parse` reads a file and notes what is wrong with it. */
export function readIntents(
  files: KnowledgeFiles,
  parse: (file: string, schema: typeof intentFile) => YamlFile<z.infer<typeof intentFile>> | undefined,
): Map<string, Intent> {
  const intents = new Map<string, Intent>();
  for (const file of files.keys()) {
    const id = /^intents\/([a-z-]+)\.yaml$/.exec(file)?.[1];
    const read = id === undefined ? undefined : parse(file, intentFile);
    if (id === undefined || !read?.value) continue;
    const { outcome, say, leads, about, phrases } = read.value;
    const section = (text: string): Section => ({
      name: 'summary',
      heading: id,
      blocks: [{ kind: 'paragraph', pieces: parsePieces(text), line: read.lineOf(['say']) }],
      line: read.lineOf(['say']),
    });
    const { value } = read;
    intents.set(id, {
      id,
      outcome,
      say: say && { id: section(say.id), en: section(say.en) },
      leads,
      about,
      phrases,
      examples: LANGUAGES.flatMap((language) => value[language].map((text) => ({ text, language }))),
      file,
    });
  }
  return intents;
}
