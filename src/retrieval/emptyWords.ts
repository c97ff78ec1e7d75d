/** Words that ask or join and name no topic, as the glossary leaves them. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  (
    'apa apakah berapa bagaimana kapan dimana kenapa siapa mana yang itu ini nya saja juga lagi jadi terus lalu kalau untuk dan atau dari di ke dengan ada bisa mau sudah belum tidak ' +
    'semua total totalnya jumlah kira kiranya tahun taun bulan minggu hari jam lama lamo jadinya jadinyo dua tiga lima enam sepuluh satu ' +
    'how much many what when where which is are was it its that this the a an for of to in on at and or so then do does did will would can could i my me you per about total take takes long year years month months week weeks day days one two three five six ten'
  ).split(' '),
);

/** Who is meant, what has to be done, and politeness: they do not tell one matter from another either. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    'saya kami kita anda kamu dia ia mereka punya punyo harus perlu urus mengurus ngurus urusnya ngurusnya tanya bantu bantuannya info mau ingin ingat tau tahu dulu tadi kemarin besok sekarang nanti ' +
    'baru cara caranya caronyo langkah membuat selanjutnya boleh bolehkah bayar biaya masalah nian bae ajo saja soal tentang supaya karena tapi gimana cak mano ngapo ' +
    'we our us he his him she her they them there here must should need needs want wants get got have has had be am been if by from with as please pls tell know help hi hello just now today yesterday next go pay settled happens happen about question information thing things any some'
  ).split(' '),
);
