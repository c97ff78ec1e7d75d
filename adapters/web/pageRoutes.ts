import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Conversations, LoggedActivity } from '../../src/channel/conversations.js';
import { AppError } from '../../src/errors.js';
import { asset } from './asset.js';
import { WEB_ACCOUNT, WEB_CHANNEL } from './directLine/convert.js';
import { feedbackOf, replyId } from './directLine/toFeedback.js';
import { TOKEN_SECONDS, type TokenHolder, type Tokens } from './directLine/tokens.js';
import { languageOf } from './languageOf.js';
import { renderPage, type PageView } from './page/renderPage.js';

export interface PageOptions {
  readonly conversations: Conversations;
  readonly tokens: Tokens;
  readonly newId: () => string;
  readonly publicUrl: string | undefined;
  readonly limits: { readonly tokensPerAddress: number; readonly messagesPerPerson: number };
  readonly officeName: (language: Language) => string;
}

type Language = PageView['language'];

const COOKIE = 'tanya_chat';
/** How long the form waits for its answer before it shows the page without it, in milliseconds. */
const ANSWER_WAIT_MS = 8_000;
const TRANSCRIPT = 200;
const form = z.object({
  text: z.string().default(''),
  language: z.enum(['id', 'en']).catch('id'),
  token: z.string().max(2_000).default(''),
});

const vote = z.object({
  helpful: z.enum(['yes', 'no']),
  reply: replyId,
  language: form.shape.language,
  token: form.shape.token,
});

const notices: Readonly<Record<'empty' | 'expired' | 'late' | 'long' | 'busy' | 'failed', Record<Language, string>>> = {
  empty: { id: 'Silakan tulis pertanyaannya dulu.', en: 'Please type your question first.' },
  expired: {
    id: 'Halaman ini sudah terlalu lama terbuka. Silakan kirim sekali lagi.',
    en: 'This page was open for too long. Please send it once more.',
  },
  late: {
    id: 'Jawabannya belum siap. Muat ulang halaman ini sebentar lagi.',
    en: 'The answer is not ready yet. Reload this page in a moment.',
  },
  failed: {
    id: 'Pertanyaan belum tersimpan karena gangguan di pihak kami. Silakan kirim lagi sebentar lagi.',
    en: 'The question was not stored because of a problem on our side. Please send it again in a moment.',
  },
  busy: {
    id: 'Terlalu banyak pertanyaan dalam waktu singkat. Tunggu sebentar, lalu kirim lagi.',
    en: 'Too many questions in a short time. Wait a moment, then send it again.',
  },
  long: {
    id: 'Pertanyaannya terlalu panjang. Tulis paling banyak 4.000 karakter.',
    en: 'The question is too long. Type at most 4,000 characters.',
  },
};

/** The page at `/`, which asks and answers without JavaScript, its style sheet and the widget's script. */
export async function pageRoutes(app: FastifyInstance, options: PageOptions): Promise<void> {
  const { conversations, tokens, newId, limits, officeName, publicUrl } = options;
  await app.register(cookie);
  const css = await readFile(asset('adapters/web/page/page.css'));
  const widget = await readFile(asset('dist/web/widget.js')).catch(() => undefined);

  app.get('/page.css', (_request, reply) => cached(reply).type('text/css; charset=utf-8').send(css));
  // Browsers ask for it by themselves; nothing is a kinder answer than an error in their console.
  app.get('/favicon.ico', (_request, reply) => cached(reply).code(204).send());
  app.get('/widget.js', (_request, reply) => {
    if (!widget) throw new AppError('NOT_FOUND', 'the widget is not built: npm run build');
    // Pages of other sites embed it.
    return cached(reply)
      .header('cross-origin-resource-policy', 'cross-origin')
      .type('text/javascript; charset=utf-8')
      .send(widget);
  });

  app.get('/', async (request, reply) => {
    const holder = holderOf(request, tokens);
    return send(reply, await view(request, holder));
  });

  const limit = {
    rateLimit: {
      max: limits.messagesPerPerson,
      timeWindow: 60_000,
      keyGenerator: (request: FastifyRequest) => `page ${holderOf(request, tokens)?.conversationId ?? request.ip}`,
    },
  };
  const newConversations = app.createRateLimit({
    max: limits.tokensPerAddress,
    timeWindow: 60_000,
    keyGenerator: (request) => `page ${request.ip}`,
  });
  app.post('/', { config: limit }, async (request, reply) => {
    const parsed = form.safeParse(request.body ?? {});
    if (!parsed.success) throw new AppError('BODY_INVALID', 'one text is expected, as a form sends it');
    const { text, language, token } = parsed.data;
    const again = async (code: number, notice: keyof typeof notices, draft: string): Promise<FastifyReply> => {
      const shown = await view(request, holderOf(request, tokens), language);
      return send(reply.code(code), { ...shown, notice: notices[notice][language], draft });
    };
    if (isFromElsewhere(request)) return again(403, 'expired', text);
    const asked = readFormToken(token, tokens);
    if (!asked) return again(403, 'expired', text);
    if (text.trim() === '') return again(400, 'empty', '');
    // The form's token names the conversation that the form was made for; a cookie of another one does not let it in there.
    const { holder, formId } = asked;
    const owner = holderOf(request, tokens);
    if (owner && owner.conversationId !== holder.conversationId) return again(403, 'expired', text);
    if (!(await conversations.find(holder.conversationId))) {
      const begun = await newConversations(request);
      if (!begun.isAllowed && begun.isExceeded) return again(429, 'busy', text);
      await conversations.begin({
        id: holder.conversationId,
        channel: WEB_CHANNEL,
        account: WEB_ACCOUNT,
        personId: holder.personId,
        locale: language,
      });
    }
    try {
      const { activityId } = await conversations.receive({
        channel: WEB_CHANNEL,
        account: WEB_ACCOUNT,
        conversationNativeId: holder.conversationId,
        // The same form sent twice is one question; with another text it is another.
        nativeId: `${holder.conversationId}/${formId}-${createHash('sha256').update(text).digest('base64url').slice(0, 16)}`,
        personId: holder.personId,
        activity: { type: 'message', text, locale: language, from: { id: holder.personId, name: '', role: 'user' } },
      });
      await answered(conversations, holder.conversationId, activityId);
    } catch (error) {
      if (error instanceof AppError && error.code === 'TEXT_TOO_LONG') return again(413, 'long', text.slice(0, 4_000));
      if (error instanceof AppError && error.retryable) return again(error.status, 'failed', text);
      throw error;
    }
    remember(request, reply, tokens.issue(holder), publicUrl);
    return reply.redirect(`/?lang=${language}#latest`, 303);
  });

  app.post('/feedback', { config: limit }, async (request, reply) => {
    const parsed = vote.safeParse(request.body ?? {});
    if (!parsed.success)
      throw new AppError('BODY_INVALID', 'helpful (yes or no) and reply are expected, as a form sends them');
    const { helpful, reply: activityId, language, token } = parsed.data;
    const given = isFromElsewhere(request) ? undefined : readFormToken(token, tokens);
    const owner = holderOf(request, tokens);
    const holder = given && owner?.conversationId === given.holder.conversationId ? owner : undefined;
    if (!holder) {
      const shown = await view(request, owner, language);
      return send(reply.code(403), { ...shown, notice: notices.expired[language] });
    }
    await conversations.giveFeedback(feedbackOf(holder, activityId, helpful === 'yes'));
    return reply.redirect(`/?lang=${language}&rated=${helpful}#helpful`, 303);
  });

  async function view(request: FastifyRequest, holder: TokenHolder | undefined, chosen?: Language): Promise<PageView> {
    const language = chosen ?? languageOf(request);
    const { rated } = request.query as { rated?: unknown };
    const entries = (holder ? await latest(conversations, holder.conversationId) : []).filter(
      ({ activity }) => activity.type === 'message',
    );
    const transcript = entries.map(toTurn);
    const formHolder = holder ?? { conversationId: newId(), personId: `dl_${newId()}` };
    const asked = entries.findLast(({ author }) => author === 'user')?.activity.id;
    const waiting = asked !== undefined && !entries.some((entry) => answers(entry, asked));
    return {
      language,
      transcript,
      formToken: `${newId()}.${tokens.issue(formHolder, 'form')}`,
      officeName: officeName(language),
      ...(holder &&
        transcript.length > 0 && {
          directLine: { conversationId: holder.conversationId, token: tokens.issue(holder) },
        }),
      ...((rated === 'yes' || rated === 'no') && { rated }),
      ...(waiting && { notice: notices.late[language] }),
    };
  }
}

/** The end of a conversation's log; empty when it is not known. */
async function latest(conversations: Conversations, conversationId: string): Promise<LoggedActivity[]> {
  const found = await conversations.find(conversationId);
  return found ? conversations.read(conversationId, Math.max(0, found.lastSeq - TRANSCRIPT), TRANSCRIPT) : [];
}

/** Outcomes of which a person may say whether they helped; the widget asks about the same. */
const RATEABLE = new Set(['answered', 'abstained']);

function toTurn({ author, activity }: LoggedActivity): PageView['transcript'][number] {
  const data = activity.channelData as
    | {
        body?: string;
        outcome?: string;
        citations?: PageView['transcript'][number]['citations'];
        printPath?: string;
      }
    | undefined;
  const suggestions = activity.suggestedActions?.actions.map(({ title }) => title) ?? [];
  return {
    author,
    text: (author === 'user' ? undefined : data?.body) ?? activity.text ?? '',
    ...(activity.locale === 'id' || activity.locale === 'en' ? { language: activity.locale } : {}),
    ...(data?.citations && { citations: data.citations }),
    ...(author === 'bot' && data?.printPath !== undefined && { printPath: data.printPath }),
    ...(suggestions.length > 0 && { suggestions }),
    ...(author === 'bot' &&
      activity.id !== undefined &&
      RATEABLE.has(data?.outcome ?? '') && { rateable: activity.id }),
  };
}

/** Whether an entry answers a message or comes from an officer; ids of one conversation sort in its order. */
function answers({ author, activity }: LoggedActivity, activityId: string): boolean {
  return author === 'officer' || (author === 'bot' && (activity.replyToId ?? '') >= activityId);
}

/** Waits until a message has been answered, or for as long as a person may be kept waiting. */
async function answered(conversations: Conversations, conversationId: string, activityId: string): Promise<void> {
  const replied = async (): Promise<boolean> =>
    (await latest(conversations, conversationId)).some((entry) => answers(entry, activityId));
  let stop = (): void => undefined;
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    const look = (): void => void replied().then((yes) => yes && resolve(), reject);
    stop = conversations.subscribe((id) => id === conversationId && look());
    timer = setTimeout(resolve, ANSWER_WAIT_MS);
    look();
  }).finally(() => {
    clearTimeout(timer);
    stop();
  });
}

/** A form's token: an id of its own, which makes sending it twice harmless, and whom it is for. */
function readFormToken(token: string, tokens: Tokens): { holder: TokenHolder; formId: string } | undefined {
  const [, formId, signed] = /^([\w-]{8,64})\.(.+)$/.exec(token) ?? [];
  try {
    return formId ? { holder: tokens.verify(signed, 'form'), formId } : undefined;
  } catch {
    return undefined;
  }
}

function holderOf(request: FastifyRequest, tokens: Tokens): TokenHolder | undefined {
  try {
    return tokens.verify(request.cookies[COOKIE]);
  } catch {
    return undefined;
  }
}

/** A page of another site must not put its visitors into a conversation that it reads along, nor speak for them. */
function isFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

function remember(request: FastifyRequest, reply: FastifyReply, token: string, publicUrl: string | undefined): void {
  reply.setCookie(COOKIE, token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge: TOKEN_SECONDS,
    secure: request.protocol === 'https' || publicUrl?.startsWith('https:') === true,
  });
}

function send(reply: FastifyReply, page: PageView): FastifyReply {
  return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(renderPage(page));
}

function cached(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'public, max-age=300');
}
