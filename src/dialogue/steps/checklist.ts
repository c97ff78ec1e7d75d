import { nextQuestion, relevant } from '../../checklists/cases.js';
import { withAge } from '../../checklists/findChecklist.js';
import { checklistPhrases } from '../../checklists/phrases.js';
import { isFresh, isKept } from '../../checklists/progress.js';
import { readExactAnswer } from '../../checklists/readAnswer.js';
import type { Checklist } from '../../knowledge/checklist.js';
import { LANGUAGES } from '../../knowledge/types.js';
import { normalise } from '../../retrieval/normalise.js';
import { chooseChecklist, goOn } from '../checklistReply.js';
import { plainReply, type Step, type TurnDraft } from '../draft.js';

const orders = (text: string): Set<string> => new Set(text.split('|'));
const BACK = orders(
  'kembali|balik|mundur|kembali ke sebelumnya|kembali dulu|balik lagi|sebelumnya|pertanyaan sebelumnya|ralat|koreksi|salah|salah pilih|salah jawab|salah tadi|eh salah|maaf salah|ubah|ubah jawaban|ganti jawaban|back|go back|previous|step back|undo|correct|correction|wrong|oops|my mistake|change|change an answer|change answer|change my answer|wrong answer',
);
const LEAVE = orders(
  'batal|batalkan|batal aja|batal saja|batalin|stop|stop checklist|stop dulu|berhenti|keluar|keluar dari checklist|sudahi|udahan|cukup|nggak jadi|gak jadi|ga jadi|tidak jadi|dak jadi|cancel|exit|quit|leave|end|stop it|never mind|nevermind|forget it',
);
const RESUME = orders(
  'lanjut|lanjutkan|lanjutin|lanjut checklist|lanjutkan checklist|lanjutin checklist|lanjut ceklis|lanjut yang tadi|lanjut tadi|teruskan|terusin|sambung|sambung lagi|continue|continue the checklist|continue checklist|go on|resume|resume checklist|carry on|next|proceed',
);
const AGAIN = orders(
  'ulang|ulangi|ulang dari awal|mulai lagi|mulai ulang|dari awal|restart|start over|start again|begin again',
);
const POLITE = /\s+(?:ya|dong|kak|min|pak|bu|deh|lah|please|pls|thanks|dulu)$/;

/**
 * What can only be meant for a checklist: its buttons, a plain answer to its question, and the words that step back, leave, resume and
 * begin again. It comes before the commands, because "stop" while a checklist asks is about the checklist.
 */
export const checklist: Step = {
  name: 'checklist',
  run(draft) {
    const { state, request, knowing } = draft;
    const said = normalise(request.text).replace(POLITE, '');
    return (
      tapped(draft, normalise(request.text)) ??
      ordered(draft, said) ??
      answered(draft, knowing.knowledge.checklists.get(state.checklist?.checklist ?? ''))
    );
  },
};

/** A button: under an article, of a question that has long been asked, or of the list of checklists. */
function tapped(draft: TurnDraft, said: string): 'finish' | undefined {
  const { state, request, knowing } = draft;
  const button = state.suggestions.find(({ label, checklist }) => checklist !== undefined && normalise(label) === said);
  const checklist = knowing.knowledge.checklists.get(button?.checklist ?? '');
  if (!button || !checklist) return undefined;
  const spoken = LANGUAGES.filter((language) => normalise(checklistPhrases[language].offer) === said);
  if (spoken.length > 0) {
    const entry = checklist.entries.find(({ article }) => article === button.article);
    speak(draft, spoken[0]);
    return goOn(draft, checklist, [...(entry?.answers ?? [])], { begun: true });
  }
  const progress = state.checklist;
  if (!isKept(progress, request.now)) return undefined;
  if (progress.checklist === undefined) {
    speak(draft, progress.language);
    return goOn(draft, checklist, [], { begun: true });
  }
  return answered(draft, checklist, true) === 'finish' ? 'finish' : undefined;
}

function ordered(draft: TurnDraft, said: string): 'finish' | undefined {
  const { state, request, knowing } = draft;
  const progress = state.checklist;
  if (!isKept(progress, request.now)) {
    delete state.checklist;
    return undefined;
  }
  const checklist = knowing.knowledge.checklists.get(progress.checklist ?? '');
  const fresh = isFresh(progress, request.now);
  if (RESUME.has(said) && (progress.phase !== 'done' || fresh)) {
    speakAsBefore(draft);
    return checklist ? goOn(draft, checklist, progress.answers) : chooseChecklist(draft);
  }
  if (!fresh) return undefined;
  if (LEAVE.has(said) && progress.phase === 'asking') {
    speakAsBefore(draft);
    state.checklist = { ...progress, phase: 'paused', unclear: false, at: request.now };
    draft.outcome = 'command';
    draft.reply = plainReply(checklistPhrases[draft.language].left);
    return 'finish';
  }
  if (!checklist || progress.phase === 'paused') return undefined;
  if (BACK.has(said)) {
    speakAsBefore(draft);
    const { nothingBefore } = checklistPhrases[draft.language];
    return progress.answers.length > 0
      ? goOn(draft, checklist, progress.answers.slice(0, -1))
      : goOn(draft, checklist, [], { words: nothingBefore });
  }
  if (AGAIN.has(said)) {
    speakAsBefore(draft);
    return goOn(draft, checklist, []);
  }
  return undefined;
}

/** @param late whether it counts though the question was asked long ago, or something came between: a button says what it means */
function answered(draft: TurnDraft, checklist: Checklist | undefined, late = false): 'finish' | 'next' {
  const { state, request, knowing } = draft;
  const progress = state.checklist;
  if (!progress || (!late && (progress.phase !== 'asking' || !isFresh(progress, request.now)))) return 'next';
  const context = { knowledge: knowing.knowledge, today: request.today };
  if (!checklist) {
    const chosen = chosenByNumber(draft);
    if (!chosen) return 'next';
    speak(draft, progress.language);
    return goOn(draft, chosen, [], { begun: true });
  }
  const known = relevant(checklist, new Map(progress.answers));
  const question = nextQuestion(checklist, known);
  const choice = question && readExactAnswer(request.text, question, context);
  if (!choice) return 'next';
  speak(draft, progress.language);
  const given = [...progress.answers, [question.id, choice] as const];
  return goOn(draft, checklist, [...withAge(request.text, checklist, new Map(given), context)].sort(byGiven(given)));
}

/** Answers in the order in which they were given; what one message answered besides comes after it. */
export function byGiven(
  given: readonly (readonly [string, string])[],
): (a: readonly [string, string], b: readonly [string, string]) => number {
  const at = (id: string): number => {
    const index = given.findIndex(([question]) => question === id);
    return index < 0 ? given.length : index;
  };
  return ([a], [b]) => at(a) - at(b);
}

function chosenByNumber({ request, knowing }: TurnDraft): Checklist | undefined {
  const number = /^(?:nomor |no |pilihan |number |option )?(\d{1,2})$/.exec(normalise(request.text))?.[1];
  return number === undefined ? undefined : [...knowing.knowledge.checklists.values()][Number(number) - 1];
}

/** A word or a label says little about the language; the conversation goes on in that of the question. */
export function speak(draft: TurnDraft, language: TurnDraft['language'] | undefined): void {
  if (language) draft.language = draft.state.language = language;
}

function speakAsBefore(draft: TurnDraft): void {
  const words = normalise(draft.request.text);
  const english =
    /^(?:back|go|previous|step|undo|correct|wrong|oops|my|change|cancel|exit|quit|leave|end|never|nevermind|forget|continue|resume|carry|next|proceed|start|begin|restart)\b/;
  const indonesian =
    /^(?:kembali|balik|mundur|batal|keluar|berhenti|lanjut|terus|sambung|ulang|mulai|salah|ralat|ubah|ganti)/;
  speak(draft, english.test(words) ? 'en' : indonesian.test(words) ? 'id' : draft.state.checklist?.language);
}
