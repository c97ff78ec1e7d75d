/** A checklist as the web shows it, rendered for a day: a question still to be answered, or the finished list. */
export interface ChecklistPage {
  readonly title: string;
  /** What was answered so far, a few words each. */
  readonly caseLabels: readonly string[];
  /** The day that it is made for, in words. */
  readonly day: string;
  readonly question:
    | {
        readonly ask: string;
        /** `query` is what comes behind the question mark of the address after this choice. */
        readonly choices: readonly { readonly label: string; readonly query: string }[];
      }
    | undefined;
  /** The finished list; empty while there is a question. */
  readonly parts: readonly { readonly part: string; readonly heading: string; readonly lines: readonly string[] }[];
  /** The words to confirm it, where they are needed. */
  readonly confirm: string | undefined;
  readonly citations: readonly {
    readonly title: string;
    readonly url: string;
    readonly legalBasis: string;
    readonly checked: string;
  }[];
  /** What comes behind the question mark for the same case, without the language. */
  readonly query: string;
}

/**
 * Makes the page of a checklist.
 * @param answers question → choice, as an address gives them; what is not known is left out
 * @returns undefined when there is no such checklist
 */
export type MakeChecklistPage = (
  id: string,
  answers: Readonly<Record<string, unknown>>,
  language: 'id' | 'en',
) => ChecklistPage | undefined;
