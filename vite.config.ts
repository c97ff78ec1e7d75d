import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** `vite build` makes the chat widget, `dist/web/widget.js`: one file with its styles inside. */
export default defineConfig({
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    // Old phones: the first that know constructed style sheets. Older ones keep the form of the page, which needs no script.
    target: ['chrome73', 'firefox101', 'safari16.4'],
    lib: {
      entry: fileURLToPath(new URL('adapters/web/widget/embed.ts', import.meta.url)),
      formats: ['iife'],
      name: 'tanyaImigrasi',
      fileName: () => 'widget.js',
    },
  },
});
