import { fact, tinyKnowledgeBase } from './tinyKnowledgeBase.js';

/** A checklist for the tiny knowledge base, with what it needs there: pass it to `tinyKnowing` or `writeKnowledgeBase`. */
export function tinyChecklist(change: (yaml: string) => string = (yaml) => yaml): Record<string, string> {
  return {
    'facts/all.yaml': `${tinyKnowledgeBase()['facts/all.yaml'] ?? ''}${fact('age.adult', 'age', '17')}`,
    'checklists/passport.yaml': change(`
title: { id: Checklist paspor, en: Passport checklist }
names: [paspor, passport]
entries:
  - { article: passport-lost, answers: { what: lost } }
questions:
  - id: what
    ask: { id: Keperluannya apa?, en: What is it about? }
    choices:
      - { id: new, label: { id: Paspor pertama, en: First passport }, words: [baru, belum pernah, new] }
      - { id: lost, label: { id: Paspor hilang, en: Lost passport }, words: [hilang, dicuri, lost, stolen] }
  - id: who
    ask: { id: Siapa pemohonnya?, en: Who is it for? }
    choices:
      - id: adult
        label: { id: "Dewasa, mulai {{age.adult}}", en: "An adult, {{age.adult}} or older" }
        age: { from: age.adult }
        words: [dewasa, adult, myself]
      - id: child
        label: { id: "Anak di bawah {{age.adult}}", en: "A child under {{age.adult}}" }
        age: { below: age.adult }
        words: [anak, anak saya, child, son]
  - id: parents
    when: { who: child }
    ask: { id: Apakah orang tuanya bersama?, en: Are the parents together? }
    choices:
      - { id: together, label: { id: "Ya, bersama", en: "Yes, together" }, means: "yes", case: { id: Orang tua bersama, en: Parents together }, words: [bersama, together] }
      - { id: apart, label: { id: Bercerai, en: Divorced }, means: "no", case: { id: Orang tua bercerai, en: Parents divorced }, words: [cerai, divorced] }
  - id: names
    ask: { id: Apakah data di semua berkas sama?, en: Is the data the same in all papers? }
    choices:
      - { id: same, label: { id: "Ya, sama", en: "Yes, the same" }, means: "yes", case: { id: Data sama, en: Same data }, words: [sama, same] }
      - { id: differ, label: { id: "Tidak, berbeda", en: "No, it differs" }, means: "no", case: { id: Data berbeda, en: Data differs }, words: [beda, berbeda, differs] }
      - { id: unsure, label: { id: Belum tahu, en: Not sure }, means: unsure, case: { id: Data belum diperiksa, en: Data not compared } }
papers:
  - { id: "Surat kehilangan [[lost.rule]]", en: "Police report [[lost.rule]]", when: { what: lost } }
  - { id: "KTP [[passport.fee]]", en: "ID card [[passport.fee]]", when: { who: adult } }
  - { id: "Akta lahir [[passport.fee]]", en: "Birth certificate [[passport.fee]]", when: { who: child } }
  - { id: "Putusan cerai [[passport.fee]]", en: "Divorce decision [[passport.fee]]", when: { parents: apart } }
steps:
  - { id: "Samakan data dulu. [[passport.fee]]", en: "Make the data agree first. [[passport.fee]]", unless: { names: same } }
  - { id: "Datang. [[passport.fee]]", en: "Come. [[passport.fee]]" }
fee:
  - { id: "Biaya {{passport.fee}}.", en: "Fee {{passport.fee}}.", when: { what: new } }
  - { section: passport-lost#fee, when: { what: lost } }
duration:
  - { id: "Lama {{overstay.limit}}.", en: "It takes {{overstay.limit}}." }
place:
  - { id: "Di {{office.phone}}.", en: "At {{office.phone}}." }
`),
  };
}
