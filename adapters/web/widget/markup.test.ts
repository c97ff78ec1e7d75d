import { describe, expect, it } from 'vitest';
import { parseMarkup, type Block } from './markup.js';

/** A block in short: its kind and its plain text. */
function short(block: Block): unknown {
  const text = (lines: readonly (readonly { text: string }[])[]): string =>
    lines.map((line) => line.map((piece) => piece.text).join('')).join('|');
  if (block.kind === 'paragraph') return text(block.lines);
  return block.kind === 'bullets' ? ['-', ...block.items.map(text)] : [block.start, ...block.items.map(text)];
}
const shape = (text: string): unknown[] => parseMarkup(text).map(short);
const links = (text: string): string[] =>
  parseMarkup(text).flatMap((block) =>
    (block.kind === 'paragraph' ? block.lines : block.items.flat()).flat().flatMap((piece) => piece.url ?? []),
  );

describe('the text of a reply', () => {
  it('is split into paragraphs at blank lines and keeps single line breaks', () => {
    expect(shape('Satu\nDua\n\nTiga')).toEqual(['Satu|Dua', 'Tiga']);
  });

  it('shows a list that follows its lead without a blank line', () => {
    expect(shape('Tarif:\n- 5 tahun: Rp650.000\n- 10 tahun: Rp950.000\n\nSelesai.')).toEqual([
      'Tarif:',
      ['-', '5 tahun: Rp650.000', '10 tahun: Rp950.000'],
      'Selesai.',
    ]);
  });

  it('numbers steps, also with blank lines between them', () => {
    expect(shape('1. Daftar\n2. Bayar\n\n3. Datang')).toEqual([[1, 'Daftar', 'Bayar', 'Datang']]);
  });

  it('goes on with the number where a second message does', () => {
    expect(shape('4. Foto\n5. Wawancara')).toEqual([[4, 'Foto', 'Wawancara']]);
  });

  it('adds an indented line to the step above it', () => {
    expect(shape('1. Daftar\n   lewat aplikasi\n2. Bayar')).toEqual([[1, 'Daftar|lewat aplikasi', 'Bayar']]);
  });

  it('takes no date and no amount for a list', () => {
    expect(shape('17. Agustus libur')).toEqual(['17. Agustus libur']);
    expect(shape('1.500.000 rupiah')).toEqual(['1.500.000 rupiah']);
    expect(shape('-5 derajat')).toEqual(['-5 derajat']);
  });

  it('survives Windows line ends, and nothing at all', () => {
    expect(shape('a\r\n\r\nb')).toEqual(['a', 'b']);
    expect(shape('  \n \n')).toEqual([]);
  });
});

describe('links in a reply', () => {
  it('leave out the punctuation of the sentence', () => {
    expect(links('Lihat (https://www.imigrasi.go.id/a), atau https://b.go.id/x.')).toEqual([
      'https://www.imigrasi.go.id/a',
      'https://b.go.id/x',
    ]);
  });

  it('keep a bracket that belongs to the address', () => {
    expect(links('https://id.wikipedia.org/wiki/Paspor_(Indonesia)')).toEqual([
      'https://id.wikipedia.org/wiki/Paspor_(Indonesia)',
    ]);
  });

  it('lose no character of the text', () => {
    const text = 'a https://b.go.id/?x=1&y=2, c http:// d https://e.go.id.';
    const pieces = parseMarkup(text).flatMap((block) => (block.kind === 'paragraph' ? block.lines.flat() : []));
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });

  it('are made for http and https only, so that no script hides in one', () => {
    expect(links('javascript:alert(1) data:text/html,x ftp://a.b www.a.go.id')).toEqual([]);
  });

  it('are found inside list items', () => {
    expect(links('- Buka https://molina.imigrasi.go.id')).toEqual(['https://molina.imigrasi.go.id']);
  });
});

it('markup in the text stays text', () => {
  expect(shape('<img src=x onerror=alert(1)>')).toEqual(['<img src=x onerror=alert(1)>']);
});
