import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the widget as it is published, without writing it anywhere. */
export async function buildWidget(): Promise<string> {
  const root = fileURLToPath(new URL('../../../../', import.meta.url));
  // The test runner says NODE_ENV=test, which would build the library's development parts in.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    const result = await build({
      root,
      configFile: `${root}vite.config.ts`,
      mode: 'production',
      logLevel: 'warn',
      build: { write: false },
    });
    const outputs = (Array.isArray(result) ? result : [result]).flatMap((each) =>
      'output' in each ? each.output : [],
    );
    const file = outputs.find(({ fileName }) => fileName === 'widget.js');
    if (file?.type !== 'chunk') throw new Error('The build made no widget.js.');
    return file.code;
  } finally {
    process.env.NODE_ENV = before;
  }
}
