import type { Language } from '../knowledge/types.js';

/** What the case of entry says; the figures come in as words. */
export interface EntryWords {
  calling(country: string, portal: string): string;
  visaFree(country: string, stay: string): string;
  voa(country: string, fee: string, stay: string): string;
  neither(country: string, fee: string, portal: string, list: string): string;
  voaOnce(extension: string, most: string): string;
  fits(stay: string): string;
  /** Of a C1. */
  first(stay: string): string;
  /** A month is sometimes longer than the stay that is allowed. */
  count(stay: string, allowed: string): string;
  countTo(allowed: string): string;
  tooLong(stay: string): string;
  voaExtended(stay: string, extension: string, most: string, sum: string): string;
  c1(stay: string, fee: string): string;
  /** What leads to the only choice. */
  readonly only: string;
  c1Extended(stay: string, most: string, fee: string, step: string): string;
  kitas(most: string): string;
}

export const words: Readonly<Record<Language, EntryWords>> = {
  id: {
    calling: (country, portal) =>
      `${country} termasuk negara calling visa: perlu izin khusus, tidak bisa VoA dan tidak bebas visa. Visa diajukan sebelum berangkat di ${portal}.`,
    visaFree: (country, stay) =>
      `${country} ada di daftar bebas visa: boleh masuk tanpa visa dan tanpa biaya, paling lama ${stay}, tidak bisa diperpanjang.`,
    voa: (country, fee, stay) => `${country} tidak bebas visa, tetapi ada di daftar VoA: ${fee} untuk ${stay}.`,
    neither: (country, fee, portal, list) =>
      `${country} tidak ada di daftar bebas visa maupun daftar VoA yang kami baca, jadi visanya diajukan sebelum berangkat di ${portal}, misalnya C1 untuk wisata (${fee}). Daftar bisa berubah; daftar resminya ada di ${list}.`,
    voaOnce: (extension, most) => `Bisa diperpanjang satu kali ${extension}, total paling lama ${most}.`,
    fits: (stay) => `Untuk ${stay} itu cukup.`,
    first: (stay) => `Masa tinggal pertama dengan C1 sampai ${stay}.`,
    count: (stay, allowed) => `Untuk ${stay}, hitung harinya: paling lama ${allowed} sejak tiba.`,
    countTo: (allowed) => `Hitung harinya: dengan VoA paling lama ${allowed} sejak tiba.`,
    tooLong: (stay) => `Untuk ${stay} itu tidak cukup.`,
    voaExtended: (stay, extension, most, sum) =>
      `Pilihannya: VoA ${stay} lalu diperpanjang satu kali ${extension}, total ${most}, biayanya ${sum}; atau`,
    c1: (stay, fee) => `visa C1 dengan masa tinggal pertama sampai ${stay} (${fee}), diajukan sebelum berangkat.`,
    only: 'Pilihannya',
    c1Extended: (stay, most, fee, step) =>
      `Pilihannya visa C1 yang diajukan sebelum berangkat: ${stay} pertama, lalu diperpanjang ${step} setiap kali (${fee}), total paling lama ${most}.`,
    kitas: (most) => `Visa kunjungan paling lama ${most}; lebih dari itu perlu KITAS sesuai tujuan tinggal.`,
  },
  en: {
    calling: (country, portal) =>
      `${country} is on the calling-visa list: extra clearance is needed, and neither a VoA nor visa-free entry is possible. The visa is applied for before travelling at ${portal}.`,
    visaFree: (country, stay) =>
      `${country} is on the visa-free list: no visa and no fee, at most ${stay}, not extendable.`,
    voa: (country, fee, stay) => `${country} is not visa-free, but is on the VoA list: ${fee} for ${stay}.`,
    neither: (country, fee, portal, list) =>
      `${country} is on neither the visa-free nor the VoA list that we read, so the visa is applied for before travelling at ${portal}, for example C1 for tourism (${fee}). Lists change; the official one is at ${list}.`,
    voaOnce: (extension, most) => `It can be extended once by ${extension}, to at most ${most} in total.`,
    fits: (stay) => `That is enough for ${stay}.`,
    first: (stay) => `A C1 allows a first stay of up to ${stay}.`,
    count: (stay, allowed) => `For ${stay}, count the days: at most ${allowed} from arrival.`,
    countTo: (allowed) => `Count the days: with a VoA at most ${allowed} from arrival.`,
    tooLong: (stay) => `For ${stay} that is not enough.`,
    voaExtended: (stay, extension, most, sum) =>
      `The choices: a VoA of ${stay}, extended once by ${extension}, ${most} in total, for ${sum}; or`,
    c1: (stay, fee) => `a C1 visa with a first stay of up to ${stay} (${fee}), applied for before travelling.`,
    only: 'The choice is',
    c1Extended: (stay, most, fee, step) =>
      `The choice is a C1 visa, applied for before travelling: a first ${stay}, then extended by ${step} at a time (${fee} each), at most ${most} in total.`,
    kitas: (most) => `A visit visa allows at most ${most}; a longer stay needs a KITAS for its purpose.`,
  },
};
