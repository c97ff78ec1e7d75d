import { describe, expect, it } from 'vitest';
import { cleanText } from './cleanText.js';
import { maskIdentifiers } from './mask.js';

describe('identity numbers never reach the store', () => {
  it.each([
    ['NIK saya 1701234567890123 pak', 'NIK saya [NIK] pak'],
    ['nik: 1701 2345 6789 0123', 'nik: [NIK]'],
    ['17.01.23.456789.0123 itu nik', '[NIK] itu nik'],
    ['paspor A1234567 hilang', 'paspor [passport] hilang'],
    ['my passport is PA 1234567', 'my passport is [passport]'],
    ['no paspor x1234567', 'no paspor [passport]'],
    ['kitas 2C11JE1234-W habis', 'kitas [permit] habis'],
    ['hubungi 0812-3456-7890 ya', 'hubungi [phone] ya'],
    ['wa +62 812 3456 7890', 'wa [phone]'],
    ['wa 6281234567890', 'wa [phone]'],
    ['email budi.s+x@contoh.co.id', 'email [e-mail]'],
    ['kode billing 820231234567890 sudah dibayar', 'kode billing [number] sudah dibayar'],
    ['a1234567,b7654321', '[passport],[passport]'],
    ['No.3171234567890001', 'No.[NIK]'],
    ['nik,1701234567890123', 'nik,[NIK]'],
    ['1701\u00a00112\u00a03456\u00a07890', '[NIK]'],
    ['1701–0112–3456–7890', '[NIK]'],
    ['1701/0112/3456/7890', '[NIK]'],
    ['１７０１２３４５６７８９０１２３', '[NIK]'],
    ['IDR 3271012345678901', 'IDR [NIK]'],
    ['1.701.011.234.567.890', '[NIK]'],
    ['+62 812‑3456‑7890', '[phone]'],
    ['hp0812-3456-7890', 'hp[phone]'],
    ['paspor A 123 4567', 'paspor [passport]'],
    ['A123-4567', '[passport]'],
    ['2C11JE-1234', '[permit]'],
  ])('%s', (text, masked) => {
    expect(maskIdentifiers(text)).toEqual({ text: masked, masked: true });
  });
});

describe('what people ask about stays readable', () => {
  it.each([
    'biaya Rp1.000.000 atau Rp 950.000?',
    'saya bayar 1.650.000 kemarin',
    'USD 130,000 deposit',
    'overstay 75 days, since 12/10/2026',
    'paspor terbit 2009, habis 20-11-2026',
    'visa C1 60 days, E33G, B211A',
    'PP 45/2024',
    'anak 3 tahun 2 bulan',
    'jam 08.00-16.00',
  ])('%s', (text) => {
    expect(maskIdentifiers(text)).toEqual({ text, masked: false });
  });
});

describe('text that a store refuses', () => {
  it('loses NUL, other controls and lone surrogates, and keeps line ends and emoji', () => {
    expect(cleanText('a\u0000b\u0001c\r\nd\ud83d e😀\t\u200b')).toBe('abc\nd\ufffd e😀\t');
  });
});
