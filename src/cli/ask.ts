import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadConfig } from '../config.js';
import { openAskSession, type Asked, type AskSession } from './askSession.js';
import { runCommand } from './runCommand.js';

const USAGE = 'Usage: npm run ask -- "question", or npm run -s ask -- --jsonl [--kb DIR] < questions.jsonl';
const line = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string(),
  history: z.array(z.string()).default([]),
});

/** `ask`: one question for a person, or a batch as JSON lines. */
export async function ask(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { jsonl: { type: 'boolean' }, kb: { type: 'string' } },
    allowPositionals: true,
  });
  const base = loadConfig();
  const config = values.kb ? { ...base, knowledgeBaseDir: resolve(values.kb) } : base;
  const question = positionals.join(' ').trim();
  if (!values.jsonl && question === '') throw new Error(USAGE);
  const session = await openAskSession(config);
  try {
    if (values.jsonl) return await batch(session);
    const { result, text } = await session.ask(question, []);
    const choices = result.suggestions.map((label, index) => `  ${index + 1}. ${label}`);
    process.stdout.write(`${[text, ...(choices.length > 0 ? ['', ...choices] : [])].join('\n')}\n`);
    return 0;
  } finally {
    await session.close();
  }
}

/** One JSON object a line in, one out, in the same order; a line that cannot be read gets `failed` and its number. */
async function batch(session: AskSession): Promise<number> {
  let number = 0;
  let unreadable = 0;
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number++;
    if (text.trim() === '') continue;
    const parsed = line.safeParse(parseJson(text));
    if (!parsed.success) {
      unreadable++;
      process.stderr.write(`line ${number}: an object like {"id": "1", "text": "…", "history": []} is expected\n`);
      process.stdout.write(`${JSON.stringify(unanswered(String(number)))}\n`);
      continue;
    }
    const { id, text: question, history } = parsed.data;
    const answer = await session.ask(question, history).then(
      (asked) => report(id, asked),
      (error: unknown) => {
        process.stderr.write(`line ${number}: ${error instanceof Error ? error.message : String(error)}\n`);
        return unanswered(id);
      },
    );
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  return unreadable > 0 ? 1 : 0;
}

function report(id: string, { result, text, milliseconds }: Asked): object {
  return {
    id,
    outcome: result.outcome,
    language: result.language,
    text,
    article: result.article ?? null,
    sections: result.sections,
    facts: result.facts,
    citations: result.citations,
    suggestions: result.suggestions,
    confidence: result.confidence === undefined ? null : Math.round(result.confidence * 1000) / 1000,
    ms: milliseconds,
  };
}

function unanswered(id: string): object {
  return {
    id,
    outcome: 'failed',
    language: null,
    text: '',
    article: null,
    sections: [],
    facts: [],
    citations: [],
    suggestions: [],
    confidence: null,
    ms: 0,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

await runCommand(() => ask(process.argv.slice(2)));
