import { fileURLToPath } from 'node:url';

/** A file of the installed program, whether it runs from its sources or compiled in `dist/`. */
export function asset(path: string): string {
  const here = fileURLToPath(import.meta.url);
  const root = here.includes('/dist/')
    ? here.slice(0, here.lastIndexOf('/dist/'))
    : fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
  return `${root}/${path}`;
}
