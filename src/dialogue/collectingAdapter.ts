import { BotAdapter, TurnContext, type Activity, type ResourceResponse } from 'botbuilder';

/**
 * The BotAdapter of the dialogue: it collects what the bot sends instead of sending it, because replies go out only when the turn has
 * been committed. No `onTurnError` is set: with one, the SDK swallows what was thrown (seen in 4.23.3).
 */
export class CollectingAdapter extends BotAdapter {
  readonly #sent: Partial<Activity>[] = [];

  get sent(): readonly Partial<Activity>[] {
    return this.#sent;
  }

  /** Runs one turn of the bot's logic over an activity. The context must not be kept: it is revoked when the turn ends. */
  async process(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }

  override sendActivities(_context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    this.#sent.push(...activities);
    return Promise.resolve(activities.map(() => ({ id: '' })));
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(new Error('a reply is not changed once it has been sent'));
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new Error('a reply is not taken back once it has been sent'));
  }

  override continueConversation(): Promise<void> {
    return Promise.reject(new Error('the assistant never writes first'));
  }

  override continueConversationAsync(): Promise<void> {
    return Promise.reject(new Error('the assistant never writes first'));
  }
}
