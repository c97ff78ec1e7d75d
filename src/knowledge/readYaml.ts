import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './types.js';

export interface YamlFile<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
  /** The line, from 1, of what stands at a path; the line of its nearest parent when it is not there. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Parses YAML and checks it against a schema; everything wrong becomes a problem with its line, and nothing throws. */
export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>, firstLine = 1): YamlFile<T> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineAt = (offset: number): number => counter.linePos(offset).line + firstLine - 1;
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return lineAt(node.range[0]);
    }
    return firstLine;
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map((error): Problem => {
      const message = `cannot be read: ${error.message.split('\n')[0]}`;
      return { severity: 'error', place: { file, line: lineAt(error.pos[0]) }, message };
    });
    return { value: undefined, problems, lineOf };
  }
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data, problems: [], lineOf };
  return { value: undefined, problems: problemsOf(parsed.error, file, lineOf), lineOf };
}

/**
 * What a schema found wrong, with lines.
 * @param under the path in the file of what was checked
 */
export function problemsOf(
  error: z.ZodError,
  file: string,
  lineOf: YamlFile<unknown>['lineOf'],
  under: readonly PropertyKey[] = [],
): Problem[] {
  return error.issues.map((issue) => {
    const path = [...under, ...issue.path];
    const where = path.length > 0 ? `${path.map(String).join('.')}: ` : '';
    return { severity: 'error', place: { file, line: lineOf(path) }, message: `${where}${issue.message}` };
  });
}
