import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** The questions of the evaluation sets beside the program, if they are there: they must not leak into the examples. */
export async function evaluationQuestions(): Promise<string[]> {
  const folder = resolve('evals/sets');
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.jsonl'));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.flatMap((text) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { text?: string; then?: { text: string } })
      .flatMap(({ text: asked, then }) => [asked ?? [], then?.text ?? []].flat()),
  );
}
