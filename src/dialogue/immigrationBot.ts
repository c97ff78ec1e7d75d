import { ActivityHandler, type ConversationState, type StatePropertyAccessor, type TurnContext } from 'botbuilder';
import type { Wording } from '../answer/wording.js';
import { newDraft, type Knowing, type TurnDraft, type TurnRequest } from './draft.js';
import { pipeline, runSteps } from './pipeline.js';
import { replyActivity, welcomeActivity } from './replyActivity.js';
import { localeLanguage } from './localeLanguage.js';
import { newDialogueState, type DialogueState } from './state.js';

export interface BotServices {
  readonly knowing: Knowing;
  readonly wording: Wording | undefined;
  readonly clock: () => number;
  readonly introduced: boolean;
}

/** What the bot found out in a turn, beside what it sent. */
export interface TurnFindings {
  draft: TurnDraft | undefined;
  steps: Record<string, number>;
}

/** The dialogue core: a botbuilder ActivityHandler that walks the pipeline for messages and greets who joins. */
export class ImmigrationBot extends ActivityHandler {
  readonly #state: StatePropertyAccessor<DialogueState>;

  constructor(
    private readonly conversationState: ConversationState,
    private readonly services: BotServices,
    private readonly request: TurnRequest,
    private readonly findings: TurnFindings,
  ) {
    super();
    this.#state = conversationState.createProperty<DialogueState>('dialogue');
    this.onMessage(async (context, next) => {
      await this.answer(context);
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      await this.welcome(context);
      await next();
    });
    this.onEvent(async (context, next) => {
      await this.remember(context);
      await next();
    });
  }

  private async answer(context: TurnContext): Promise<void> {
    const state = await this.#state.get(context, newDialogueState());
    state.language = this.request.chosenLanguage ?? state.language;
    state.introduced ||= this.services.introduced;
    const draft = newDraft(this.request, this.services, state);
    this.findings.draft = draft;
    this.findings.steps = await runSteps(draft, pipeline, this.services.clock);
    if (draft.reply) {
      state.suggestions = [...draft.reply.suggestions];
      await context.sendActivity(replyActivity(draft, draft.reply));
      state.introduced = true;
    }
    await this.#state.set(context, state);
    await this.conversationState.saveChanges(context);
  }

  private async welcome(context: TurnContext): Promise<void> {
    const state = await this.#state.get(context, newDialogueState());
    state.language ??= this.request.chosenLanguage ?? localeLanguage(this.request.locale);
    const { activity, suggestions } = welcomeActivity(this.services.knowing.knowledge, state.language ?? 'id');
    await context.sendActivity(activity);
    state.suggestions = suggestions;
    state.introduced = true;
    await this.#state.set(context, state);
    await this.conversationState.saveChanges(context);
  }

  private async remember(context: TurnContext): Promise<void> {
    const state = await this.#state.get(context, newDialogueState());
    state.language = this.request.chosenLanguage ?? state.language;
    await this.#state.set(context, state);
    await this.conversationState.saveChanges(context);
  }
}
