import type { EvalAnswer, EvalReply, GivenQuestion, Kind } from './types.js';
import { countWords } from './words.js';

/** What can be wrong in a reply. */
export type Fault =
  | 'outcome'
  | 'article'
  | 'section'
  /** A figure or statement that was asked for is missing. */
  | 'facts'
  /** A figure of a neighbouring case is stated. */
  | 'other case'
  | 'words'
  | 'forbidden words'
  | 'language'
  /** The choices of a question back are too few, too many or beside the point. */
  | 'choices'
  /** The answer after the choice was made. */
  | 'continuation';

/** What one answer is worth; a part that does not apply is undefined. */
export interface Score {
  readonly id: string;
  readonly kind: Kind;
  /** All that its kind asks for; nothing is at fault. */
  readonly right: boolean;
  readonly faults: readonly Fault[];
  /** Answered from an article that the question names. */
  readonly article: boolean | undefined;
  /** The first section returned is one that the question names; judged where the article is right. */
  readonly section: boolean | undefined;
  /** An out-of-scope question that got no answer of ours: referred, declined, or small talk. */
  readonly outOfScope: boolean | undefined;
  /** States a figure of another case, or a figure without the one that was asked for. */
  readonly wrongFigure: boolean;
  /** The figures asked for are stated. */
  readonly mustFacts: boolean | undefined;
  readonly language: boolean;
  /** The same for messages of three words or more: of shorter ones it often cannot be told. */
  readonly longLanguage: boolean | undefined;
  /** A question with an answer that was not answered at once. */
  readonly needlessAbstention: boolean | undefined;
  /** One of those that was asked back instead. */
  readonly needlessClarify: boolean | undefined;
  /** An ambiguous question that was asked back. */
  readonly clarified: boolean | undefined;
  /** Of those, the choices are to the point. */
  readonly choices: boolean | undefined;
  /** Of those, the answer to the choice is right. */
  readonly continuation: boolean | undefined;
}

/** Fewer words tell too little of a language. */
const WORDS_OF_A_LANGUAGE = 3;
const CHOICES = { least: 2, most: 4, toThePoint: 2 };

/** @param isFigure whether a fact prints an amount or a time */
export function score(question: GivenQuestion, answer: EvalAnswer, isFigure: (fact: string) => boolean): Score {
  const { kind, then } = question;
  const states = (reply: EvalReply, fact: string): boolean =>
    reply.facts.includes(fact) && (!isFigure(fact) || reply.printed.includes(fact));
  const faults = faultsOf(question, answer, states);
  const answerable = kind === 'answerable' || kind === 'follow-up';
  const language = answer.language === question.lang;
  const clarified = kind === 'ambiguous' ? answer.outcome === 'clarify' : undefined;
  return {
    id: question.id,
    kind,
    right: faults.length === 0,
    faults,
    article: answerable ? answer.outcome === 'answered' && fromRightArticle(question, answer) : undefined,
    section: answerable && fromRightArticle(question, answer) ? beginsRight(question, answer) : undefined,
    outOfScope: kind === 'out-of-scope' ? answer.outcome !== 'answered' && answer.outcome !== 'failed' : undefined,
    wrongFigure:
      statesOtherFigure(question, answer, isFigure) ||
      (then !== undefined && answer.then !== undefined && statesOtherFigure(then, answer.then, isFigure)),
    mustFacts:
      question.must_facts.length + question.or_facts.length > 0 ? statesFacts(question, answer, states) : undefined,
    language,
    longLanguage: countWords(question.text) >= WORDS_OF_A_LANGUAGE ? language : undefined,
    needlessAbstention: answerable ? answer.outcome !== 'answered' : undefined,
    needlessClarify: answerable ? answer.outcome === 'clarify' : undefined,
    clarified,
    choices: clarified ? choicesFit(question, answer) : undefined,
    continuation: clarified && then ? continuesRight(then, answer.then, states) : undefined,
  };
}

function faultsOf(question: GivenQuestion, answer: EvalAnswer, states: States): Fault[] {
  const faults = new Set<Fault>();
  const check = (fault: Fault, fine: boolean): void => {
    if (!fine) faults.add(fault);
  };
  const answered = answer.outcome === 'answered';
  check('outcome', question.outcomes.includes(answer.outcome));
  switch (question.kind) {
    case 'answerable':
    case 'follow-up': {
      check('language', answer.language === question.lang);
      check('words', answer.saysWords);
      check('forbidden words', !answer.saysForbidden);
      if (!answered) break;
      const article = fromRightArticle(question, answer);
      check('article', article);
      if (article) check('section', beginsRight(question, answer));
      check('facts', statesFacts(question, answer, states));
      check('other case', !question.must_not_facts.some((fact) => answer.facts.includes(fact)));
      break;
    }
    case 'ambiguous':
      if (answer.outcome !== 'clarify') break;
      check('choices', choicesFit(question, answer));
      if (question.then) check('continuation', continuesRight(question.then, answer.then, states));
      break;
    case 'handoff':
      if (answered) check('article', fromRightArticle(question, answer));
      break;
    case 'adversarial':
      check('forbidden words', !answer.saysForbidden);
      if (answered) check('article', fromRightArticle(question, answer));
      break;
    case 'out-of-scope':
      break;
  }
  return [...faults];
}

/** What a right answer holds, of a question or of what follows it. */
type Gold = Pick<GivenQuestion, 'articles' | 'sections' | 'must_facts'> &
  Partial<Pick<GivenQuestion, 'or_facts' | 'must_not_facts'>>;

/** Where no article is named, any will do. */
function fromRightArticle({ articles }: Gold, { article }: EvalReply): boolean {
  return articles.length === 0 || (article !== undefined && articles.includes(article));
}

/** Where no section is named, any will do. */
function beginsRight({ sections }: Gold, reply: EvalReply): boolean {
  return sections.length === 0 || sections.some((name) => name === reply.sections[0]);
}

/** Whether a reply states a fact; a figure only where it stands in the words. */
type States = (reply: EvalReply, fact: string) => boolean;

function statesFacts({ must_facts, or_facts = [] }: Gold, reply: EvalReply, states: States): boolean {
  const stated = (fact: string): boolean => states(reply, fact);
  if (or_facts.some(stated)) return true;
  return must_facts.length > 0 ? must_facts.every(stated) : or_facts.length === 0;
}

function statesOtherFigure(gold: Gold, reply: EvalReply, isFigure: (fact: string) => boolean): boolean {
  if (reply.outcome !== 'answered') return false;
  const { must_facts, or_facts = [], must_not_facts = [] } = gold;
  if (must_not_facts.some((fact) => reply.facts.includes(fact))) return true;
  const askedFor = [...must_facts, ...or_facts];
  return askedFor.length > 0 && !askedFor.some((fact) => reply.facts.includes(fact)) && reply.facts.some(isFigure);
}

function choicesFit({ articles }: Gold, { choices }: EvalAnswer): boolean {
  const toThePoint = choices.filter(({ article }) => articles.includes(article)).length;
  return choices.length >= CHOICES.least && choices.length <= CHOICES.most && toThePoint >= CHOICES.toThePoint;
}

function continuesRight(gold: Gold, reply: EvalReply | undefined, states: States): boolean {
  return (
    reply?.outcome === 'answered' &&
    fromRightArticle(gold, reply) &&
    beginsRight(gold, reply) &&
    statesFacts(gold, reply, states)
  );
}
