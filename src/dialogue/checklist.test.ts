import { beforeAll, describe, expect, it } from 'vitest';
import { tinyChecklist } from '../knowledge/testing/tinyChecklist.js';
import type { ReplyChannelData } from './replyActivity.js';
import type { Knowing } from './draft.js';
import { talkTo, tinyKnowing, type Talk } from './testing/talk.js';

let knowing: Knowing;
beforeAll(async () => {
  knowing = await tinyKnowing(tinyChecklist());
});

type Said = Awaited<ReturnType<Talk['say']>>;

/** Says several things and gives the last reply. */
async function sayAll(talk: Talk, ...texts: string[]): Promise<Said> {
  let last: Said | undefined;
  for (const text of texts) last = await talk.say(text);
  return last!;
}

describe('a checklist', () => {
  it('is begun by its name, asks one question at a time and ends in the papers of exactly that case', async () => {
    const talk = talkTo(knowing);
    const first = await talk.say('checklist paspor');
    expect(first.outcome).toBe('clarify');
    expect(first.text).toContain('Keperluannya apa?\n\n1. Paspor pertama\n2. Paspor hilang');
    expect(first.suggestions).toEqual(['Paspor pertama', 'Paspor hilang']);
    const last = await sayAll(talk, 'Paspor hilang', 'dewasa', 'ya');
    expect(last.outcome).toBe('answered');
    expect(last.text).toBe(
      [
        'Checklist paspor\nKasus: Paspor hilang · Dewasa, mulai 17 tahun · Data sama',
        'Berkas:\n- Surat kehilangan\n- KTP',
        'Langkah:\n1. Datang.',
        'Biaya: Denda paspor hilang Rp1.000.000, ditambah Rp950.000 untuk buku baru.',
        'Berapa lama: Lama 60 hari.',
        'Tempat: Di tanyakan ke kantor.',
        'Sebelum berangkat, mohon pastikan lagi ke kantor imigrasi: sebagian keterangan ini belum dapat kami pastikan dari dua sumber.',
        'Sumber: PP 1/2000 (dicek 1 November 2026). https://a.go.id/x',
      ].join('\n\n'),
    );
    expect(last.facts).toContain('lost.charge');
  });

  it('is in English for who speaks English, answers of one word included', async () => {
    const last = await sayAll(
      talkTo(knowing),
      'passport checklist for me please',
      'lost',
      'my son is 12',
      'no',
      'nope',
    );
    expect(last.text).toMatch(
      /^Passport checklist\nCase: Lost passport · A child under 17 · Parents divorced · Data differs/,
    );
    expect(last.text).toContain('- Divorce decision');
  });

  it('takes from the sentence that asks for it what that answers already', async () => {
    const talk = talkTo(knowing);
    const first = await talk.say('min tolong buatkan ceklis buat paspor anak saya yg umur 3 tahun');
    expect(first.text).toContain('Tercatat: Anak di bawah 17 tahun.');
    const next = await talk.say('dicuri orang');
    expect(next.text).toContain('Apakah orang tuanya bersama?');
  });

  it('is offered under an article that it is for, and begins there with what the article says', async () => {
    const talk = talkTo(knowing);
    const answer = await talk.say('paspor saya hilang di pasar');
    expect(answer.suggestions).toContain('Checklist untuk kasus saya');
    expect(answer.suggestions.length).toBeLessThanOrEqual(3);
    expect((await talk.say('Checklist untuk kasus saya')).text).toMatch(
      /Tercatat: Paspor hilang\.[\s\S]*Siapa pemohonnya/,
    );
    expect((await talkTo(knowing).say('denda overstay')).suggestions).not.toContain('Checklist untuk kasus saya');
  });

  it('asks which one, where none is named', async () => {
    const talk = talkTo(knowing);
    await talk.say('bahasa');
    expect((await talk.say('daftar periksa')).text).toMatch(/^Checklist untuk apa\?\n\n1\. Checklist paspor/);
    expect((await talk.say('1')).text).toContain('Keperluannya apa?');
  });

  it('links to a page to print that holds choices and nothing else', async () => {
    const { replies } = await sayAll(talkTo(knowing), 'checklist paspor', 'hilang, nama saya Budi', 'dewasa', 'sama');
    expect((replies[0]?.channelData as ReplyChannelData).printPath).toBe(
      '/checklist/passport?what=lost&who=adult&names=same&lang=id',
    );
  });

  it('keeps no word that a person wrote', async () => {
    const { state } = await sayAll(
      talkTo(knowing),
      'checklist paspor',
      'hilang di rumah Budi',
      'anak saya umur 3 tahun',
    );
    expect(JSON.stringify(state)).not.toMatch(/Budi|3 tahun/);
  });
});

describe('an answer', () => {
  it.each([
    ['2', 'Siapa pemohonnya'],
    ['nomor 2', 'Siapa pemohonnya'],
    ['yang kedua', 'Siapa pemohonnya'],
    ['ilang kak', 'Siapa pemohonnya'],
    ['bukan hilang, baru pertama', 'Siapa pemohonnya'],
    ['belum pernah punya', 'Siapa pemohonnya'],
  ])('"%s" is understood', async (text, expected) => {
    expect((await sayAll(talkTo(knowing), 'checklist paspor', text)).text).toContain(expected);
  });

  it.each([
    ['17', 'adult'],
    ['16', 'child'],
    ['3 tahun', 'child'],
    ['umurnya tujuh belas tahun', 'adult'],
    ['baru 6 bulan', 'child'],
    ['hampir 17 tahun', 'child'],
    ['she is 20 years old', 'adult'],
    ['my son is 12', 'child'],
    ['b', 'child'],
  ])('"%s" is an age or a letter, and gives the right side of the limit', async (text, choice) => {
    const { state } = await sayAll(talkTo(knowing), 'checklist paspor', 'hilang', text);
    expect(JSON.stringify(state)).toContain(`["who","${choice}"]`);
  });

  it('moves with the fact that is its limit', async () => {
    const changed = tinyChecklist();
    const other = await tinyKnowing({
      ...changed,
      'facts/all.yaml': changed['facts/all.yaml']!.replace('value: 17', 'value: 21'),
    });
    const { state } = await sayAll(talkTo(other), 'checklist paspor', 'hilang', '17');
    expect(JSON.stringify(state)).toContain('["who","child"]');
  });

  it.each([
    ['iyo', 'same'],
    ['sudah', 'same'],
    ['ga ada yang beda', 'same'],
    ['nggak', 'differ'],
    ['dak samo, beda', 'differ'],
    ['yep', 'same'],
    ['nope', 'differ'],
    ['ga tau', 'unsure'],
    ['entahlah', 'unsure'],
  ])('"%s" is a yes, a no or neither', async (text, choice) => {
    const { replies } = await sayAll(talkTo(knowing), 'checklist paspor', 'hilang', 'dewasa', text);
    expect((replies[0]?.channelData as ReplyChannelData).printPath).toContain(`names=${choice}`);
  });

  it('that is not understood is asked for once more with the choices, and then no longer insisted on', async () => {
    const talk = talkTo(knowing);
    await talk.say('checklist paspor');
    const again = await talk.say('xyzzy');
    expect(again.text).toMatch(/belum saya pahami[\s\S]*1\. Paspor pertama/);
    const given = await talk.say('plugh');
    expect(given.outcome).toBe('abstained');
    expect(given.suggestions[0]).toBe('Lanjut checklist');
  });

  it('that names two choices is not guessed at', async () => {
    expect((await sayAll(talkTo(knowing), 'checklist paspor', 'baru atau hilang')).text).toMatch(/belum saya pahami/);
  });

  it('may come in several messages at once', async () => {
    const talk = talkTo(knowing);
    await talk.say('checklist paspor');
    const messages = ['hilang', 'dewasa'];
    expect((await talk.say(messages.join('\n'), { messages })).text).toContain('Apakah data di semua berkas sama?');
  });
});

describe('stepping back', () => {
  it('corrects the last answer, and what hung on it is asked anew or falls away', async () => {
    const talk = talkTo(knowing);
    await sayAll(talk, 'checklist paspor', 'hilang', 'anak', 'cerai');
    expect((await talk.say('kembali')).text).toContain('Apakah orang tuanya bersama?');
    expect((await talk.say('back')).text).toContain('Who is it for?');
    const last = await sayAll(talk, 'adult', 'same');
    expect(last.text).not.toContain('Divorce decision');
    expect(last.text).toContain('- ID card');
  });

  it('works on the finished checklist too', async () => {
    const talk = talkTo(knowing);
    const done = await sayAll(talk, 'checklist paspor', 'hilang', 'dewasa', 'sama');
    expect(done.suggestions[0]).toBe('Ubah jawaban');
    await talk.say('Ubah jawaban');
    expect((await talk.say('beda')).text).toContain('1. Samakan data dulu.');
  });

  it('before the first answer says that there is nothing to correct', async () => {
    expect((await sayAll(talkTo(knowing), 'checklist paspor', 'kembali')).text).toMatch(/belum ada yang diperbaiki/);
  });
});

describe('leaving and coming back', () => {
  it.each(['batal', 'stop', 'keluar', 'cancel'])('"%s" leaves, and "lanjut" goes on where it was', async (text) => {
    const talk = talkTo(knowing);
    await sayAll(talk, 'checklist paspor', 'hilang');
    expect((await talk.say(text)).outcome).toBe('command');
    expect((await talk.say('denda overstay')).article).toBe('overstay');
    expect((await talk.say('lanjut')).text).toContain('Siapa pemohonnya?');
  });

  it('answers a question in between and goes on when asked to', async () => {
    const talk = talkTo(knowing);
    await sayAll(talk, 'checklist paspor', 'hilang');
    const between = await talk.say('denda overstay berapa');
    expect(between.article).toBe('overstay');
    expect(between.text).toMatch(/masih menunggu jawaban/);
    expect(between.suggestions[0]).toBe('Lanjut checklist');
    expect((await talk.say('Lanjut checklist')).text).toContain('Siapa pemohonnya?');
  });

  it('takes a question that names a choice for a question', async () => {
    const talk = talkTo(knowing);
    expect((await sayAll(talk, 'checklist paspor', 'denda paspor hilang berapa?')).article).toBe('passport-lost');
  });

  it('lets a person who wants an officer out', async () => {
    expect((await sayAll(talkTo(knowing), 'checklist paspor', 'mau bicara sama petugas')).outcome).toBe('handoff');
  });

  it('takes nothing for an answer after half an hour, and resumes on request', async () => {
    const talk = talkTo(knowing);
    await sayAll(talk, 'checklist paspor', 'hilang');
    talk.wait(31);
    expect((await talk.say('dewasa')).text).not.toContain('Apakah data');
    expect((await talk.say('lanjut')).text).toContain('Siapa pemohonnya?');
  });

  it('knows what its own button means after half an hour', async () => {
    const talk = talkTo(knowing);
    await sayAll(talk, 'checklist paspor', 'hilang');
    talk.wait(45);
    expect((await talk.say('Anak di bawah 17 tahun')).text).toContain('Apakah orang tuanya bersama?');
  });

  it('is forgotten after a day', async () => {
    const talk = talkTo(knowing);
    await sayAll(talk, 'checklist paspor', 'hilang');
    talk.wait(25 * 60);
    const { text, state } = await talk.say('lanjut');
    expect(text).not.toContain('Siapa pemohonnya?');
    expect(JSON.stringify(state)).not.toContain('"lost"');
  });
});

describe('what sounds like it', () => {
  it.each([
    'cek list negara bebas visa',
    'kotak checklist di aplikasi tidak bisa dicentang',
    'lanjut',
    'batal',
    'kembali',
  ])('"%s" begins no checklist', async (text) => {
    expect((await talkTo(knowing).say(text)).text).not.toMatch(/Keperluannya apa|Checklist untuk apa/);
  });
});
