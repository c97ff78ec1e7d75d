import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A small sound knowledge base, by file: three articles and a referral, invented for tests. */
export function tinyKnowledgeBase(): Record<string, string> {
  return {
    'sources.yaml': '- { id: pp-1, number: PP 1/2000, title: { id: Tarif, en: Tariffs } }\n',
    'offices.yaml': '- { id: here, name: { id: Kantor Imigrasi Contoh, en: Example Immigration Office } }\n',
    'glossary.yaml':
      'words: { brp: berapa, ilang: hilang, gmn: bagaimana, pasport: paspor, biayanya: biaya }\nfillers: [kak, min]\ncues: { fee: [biaya, fee] }\n',
    'calibration.yaml': [
      'in_scope:',
      ...[
        'biaya paspor hilang',
        'overstay fee',
        'paspor baru syaratnya',
        'passport gone, what now',
        'denda overstay',
        'fee for a new passport',
      ].map((q) => `  - ${q}`),
      'out_of_scope:',
      ...['resep rendang', 'weather tomorrow', 'skor bola', 'pizza near me', 'lirik lagu', 'best phone'].map(
        (q) => `  - ${q}`,
      ),
      '',
    ].join('\n'),
    'facts/all.yaml': [
      fact('passport.fee', 'IDR', '950000'),
      fact('lost.charge', 'IDR', '1000000'),
      fact('overstay.day', 'IDR', '1000000'),
      fact('overstay.limit', 'days', '60', 'confidence: medium\n  sources: [https://a.go.id/x]'),
      fact('lost.rule', 'statement', '{ id: Lapor polisi dulu, en: Report to the police first }'),
      '- id: office.phone\n  label: { id: Telepon, en: Phone }\n  unit: phone\n  ask: { id: tanyakan ke kantor, en: ask the office }\n  checked: 2026-11-01\n  review_by: 2027-11-01\n  confidence: unknown\n',
    ].join('\n'),
    ...article('passport', 'passport-new', {
      id: [
        'Paspor baru',
        'Bagaimana membuat paspor baru?',
        'Paspor baru dibuat di kantor imigrasi.',
        'Biaya paspor baru {{passport.fee}}.',
      ],
      en: [
        'New passport',
        'How do I get a new passport?',
        'A new passport is made at the immigration office.',
        'A new passport costs {{passport.fee}}.',
      ],
      questions: {
        id: {
          general: ['mau buat paspor baru', 'cara buat paspor pertama kali', 'paspor baru gmn'],
          fee: ['biaya paspor baru', 'brp bayar paspor baru', 'harga bikin paspor pertama'],
        },
        en: {
          general: ['how to get a new passport', 'first passport please', 'apply for a passport'],
          fee: ['new passport fee', 'how much is a first passport', 'cost of a new passport'],
        },
      },
    }),
    ...article('passport', 'passport-lost', {
      id: [
        'Paspor hilang',
        'Paspor saya hilang, bagaimana?',
        'Kalau paspor hilang, lapor polisi dulu. [[lost.rule]]',
        'Denda paspor hilang {{lost.charge}}, ditambah {{passport.fee}} untuk buku baru.',
      ],
      en: [
        'Lost passport',
        'My passport is lost, what now?',
        'If your passport is lost, report it to the police first. [[lost.rule]]',
        'A lost passport costs {{lost.charge}}, plus {{passport.fee}} for the new book.',
      ],
      questions: {
        id: {
          general: ['paspor ilang', 'paspor saya hilang di pasar', 'kehilangan paspor harus kemana'],
          fee: ['denda paspor hilang', 'brp denda kalau paspor ilang', 'biaya ganti paspor hilang'],
        },
        en: {
          general: ['my passport is lost', 'i lost my passport', 'passport stolen what to do'],
          fee: ['lost passport fee', 'how much for a lost passport', 'fine for losing passport'],
        },
      },
    }),
    ...article('foreigners', 'overstay', {
      id: [
        'Overstay',
        'Bagaimana kalau overstay?',
        'Overstay dikenai denda harian.',
        'Denda overstay {{overstay.day}} per hari, sampai {{overstay.limit}}.',
      ],
      en: [
        'Overstay',
        'What if I overstay?',
        'An overstay is fined by the day.',
        'An overstay costs {{overstay.day}} a day, up to {{overstay.limit}}.',
      ],
      questions: {
        id: {
          general: ['saya overstay', 'izin tinggal lewat', 'visa habis kemarin'],
          fee: ['denda overstay berapa', 'brp bayar overstay sehari', 'biaya overstay'],
        },
        en: {
          general: ['i overstayed', 'my visa expired yesterday', 'stayed too long'],
          fee: ['overstay fine', 'overstay fee per day', 'how much is overstaying'],
        },
      },
    }),
    'articles/referral/referral-licence/id.md':
      '---\ntitle: SIM\nask: Bagaimana membuat SIM?\n---\n\n## Ringkasan {#summary}\n\nSIM diurus di Satpas Polres, bukan di kantor imigrasi.\n',
    'articles/referral/referral-licence/en.md':
      '---\ntitle: Driving licence\nask: How do I get a driving licence?\n---\n\n## In short {#summary}\n\nDriving licences are issued by the police, not by the immigration office.\n',
    'articles/referral/referral-licence/questions.yaml':
      'refers_to: { id: Satpas Polres, en: the police }\nid:\n  general: [bikin sim c, perpanjang sim motor, tes sim dimana]\nen:\n  general: [driving licence renewal, international driving permit, motorbike license]\n',
  };
}

/** Writes a knowledge base into a fresh folder, `changes` on top: a text replaces a file, `null` removes it. Returns the folder. */
export async function writeKnowledgeBase(changes: Record<string, string | null> = {}, into?: string): Promise<string> {
  const folder = into ?? (await mkdtemp(join(tmpdir(), 'tanya-kb-')));
  for (const [file, text] of Object.entries({ ...tinyKnowledgeBase(), ...changes })) {
    if (text === null) continue;
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return folder;
}

export function fact(
  id: string,
  unit: string,
  value: string,
  more = 'confidence: high\n  sources: [https://a.go.id/x, https://b.example/y]',
): string {
  return `- id: ${id}\n  label: { id: ${id}, en: ${id} }\n  unit: ${unit}\n  value: ${value}\n  legal_basis: [pp-1]\n  checked: 2026-11-01\n  review_by: 2027-11-01\n  ${more}\n`;
}

type Text = [title: string, ask: string, summary: string, fee: string];
interface ArticleSource {
  readonly id: Text;
  readonly en: Text;
  readonly questions: Record<'id' | 'en', Record<string, string[]>>;
}

function article(topic: string, slug: string, source: ArticleSource): Record<string, string> {
  const folder = `articles/${topic}/${slug}`;
  const text = ([title, ask, summary, fee]: Text): string =>
    `---\ntitle: ${title}\nask: "${ask}"\n---\n\n## Ringkasan {#summary}\n\n${summary}\n\n## Biaya {#fee}\n\n${fee}\n`;
  return {
    [`${folder}/id.md`]: text(source.id),
    [`${folder}/en.md`]: text(source.en),
    [`${folder}/questions.yaml`]: JSON.stringify({ related: ['passport-new'], ...source.questions }),
  };
}
