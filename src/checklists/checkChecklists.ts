import { checkFigures } from '../answer/checkFigures.js';
import { standingOf } from '../knowledge/facts.js';
import { CHECKLIST_PARTS, type Checklist, type ChecklistItem, type ChecklistQuestion } from '../knowledge/checklist.js';
import { checkBlock } from '../knowledge/checkKnowledge.js';
import { error } from '../knowledge/problems.js';
import { LANGUAGES, type KnowledgeBase, type Place, type Problem } from '../knowledge/types.js';
import { allCases, holds, type Answers } from './cases.js';
import { checklistText, MOST_CHECKLIST_CHARACTERS, questionText } from './chatText.js';
import { blocksOf, composeChecklist } from './composeChecklist.js';

/** What every case tells: a checklist without one of these sends somebody on a journey without it. */
const NEEDED = CHECKLIST_PARTS.filter((part) => part !== 'notes');
const MOST_QUESTIONS = 6;
const MOST_LABEL = 40;
const MOST_CHOICES = 5;

/**
 * Everything wrong in the checklists of a knowledge base that has been loaded: names of articles and facts, typed figures, and what shows
 * only when every case of each is gone through.
 * @param today `YYYY-MM-DD`
 */
export function checkChecklists(knowledge: KnowledgeBase, today: string): Problem[] {
  return [...knowledge.checklists.values()].flatMap((checklist) => [
    ...checkEntries(checklist, knowledge),
    ...checklist.questions.flatMap((question) => checkQuestion(question, knowledge, today)),
    ...checklist.items.flatMap((item) => checkItem(item, knowledge)),
    ...checkCases(checklist, knowledge, today),
  ]);
}

function checkEntries({ entries, place, id }: Checklist, { articles, checklists }: KnowledgeBase): Problem[] {
  const others = [...checklists.values()].filter((other) => other.id !== id).flatMap((other) => other.entries);
  return entries.flatMap(({ article }) => [
    ...(articles.has(article) ? [] : [error(place, `entries names ${article}, which is no article`)]),
    ...(others.some((other) => other.article === article)
      ? [error(place, `the article ${article} offers another checklist already`)]
      : []),
  ]);
}

function checkQuestion(question: ChecklistQuestion, knowledge: KnowledgeBase, today: string): Problem[] {
  const { place, id, choices } = question;
  const problems = [question.ask, ...choices.flatMap(({ label, inCase }) => [label, inCase])].flatMap((words) =>
    LANGUAGES.flatMap((language) => checkWords(words[language], place, knowledge)),
  );
  if (choices.length > MOST_CHOICES)
    problems.push(error(place, `the question ${id} has ${choices.length} choices; ${MOST_CHOICES} can be taken in`));
  for (const language of LANGUAGES) {
    for (const label of questionText(question, language, knowledge, today).labels)
      if (label.length > MOST_LABEL || label === '')
        problems.push(error(place, `"${label}" has ${label.length} characters; a button has 1 to ${MOST_LABEL}`));
  }
  for (const { age } of choices)
    for (const fact of [age?.from, age?.below])
      if (fact !== undefined && standingOf(knowledge.facts.get(fact) ?? [], today)?.fact.unit !== 'age')
        problems.push(error(place, `${fact} is no fact with the unit age`));
  return problems;
}

function checkItem(item: ChecklistItem, knowledge: KnowledgeBase): Problem[] {
  const { content, place } = item;
  if (content.kind === 'section') {
    if (blocksOf(item, 'id', knowledge).length > 0 && blocksOf(item, 'en', knowledge).length > 0) return [];
    const wanted = `${content.article}#${content.section}`;
    return [error(place, `${wanted} is no section of an article, or has nothing of the kind that is picked`)];
  }
  const problems = LANGUAGES.flatMap((language) => checkWords(content.words[language], place, knowledge));
  const [id, en] = LANGUAGES.map((language) =>
    content.words[language].flatMap((piece) => (piece.kind === 'text' ? [] : [`${piece.kind} ${piece.fact}`])).sort(),
  );
  if (id?.join() !== en?.join()) problems.push(error(place, 'the two languages rest on different facts'));
  if (id?.length === 0)
    problems.push(error(place, 'no fact backs this line; state one with {{…}} or back it with [[…]]'));
  return problems;
}

function checkWords(
  pieces: Parameters<typeof checkBlock>[0]['pieces'],
  place: Place,
  knowledge: KnowledgeBase,
): Problem[] {
  return checkBlock({ kind: 'paragraph', pieces, line: place.line }, place, knowledge);
}

/** Goes through every case once: what is missing in one, what is too long, and lines that no case shows. */
function checkCases(checklist: Checklist, knowledge: KnowledgeBase, today: string): Problem[] {
  const problems = new Map<string, Problem>();
  const complain = (answers: Answers, message: string): void => {
    if (!problems.has(message)) problems.set(message, error(checklist.place, `${message} (${nameOf(answers)})`));
  };
  const unseen = new Set(checklist.items);
  for (const answers of allCases(checklist)) {
    for (const item of unseen) if (holds(item.condition, answers)) unseen.delete(item);
    if (answers.size > MOST_QUESTIONS) complain(answers, `a case takes more than ${MOST_QUESTIONS} questions`);
    for (const language of LANGUAGES) {
      const composed = composeChecklist(checklist, answers, language, knowledge, today);
      for (const part of NEEDED)
        if (!composed.parts.some((one) => one.part === part)) complain(answers, `a case has nothing under ${part}`);
      const { body, source, spans } = checklistText(composed, language);
      const length = body.length + source.length;
      if (length > MOST_CHECKLIST_CHARACTERS)
        complain(answers, `a case has more than ${MOST_CHECKLIST_CHARACTERS} characters`);
      const [stray] = checkFigures(`${body}\n${source}`, spans);
      if (stray) complain(answers, `a case states ${stray.text}, which no fact stands behind`);
    }
  }
  return [
    ...problems.values(),
    ...[...unseen].map(({ place, part }) => error(place, `no case shows this line of ${part}`)),
  ];
}

function nameOf(answers: Answers): string {
  return [...answers].map(([question, choice]) => `${question}: ${choice}`).join(', ');
}
