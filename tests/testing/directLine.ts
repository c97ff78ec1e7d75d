import type { Activity } from 'botframework-schema';

/** Whom a conversation's requests are made as. */
export interface Grant {
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl?: string;
}

/** An answer over HTTP; `body` is the parsed JSON, or the text where it is none. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const TIMEOUT_MS = 5_000;

/** One request. @throws where no whole answer came, because the server is dead or died meanwhile */
export async function request(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) as unknown };
  } catch {
    return { status: response.status, body: text };
  }
}

/** A plain HTTP client of the Direct Line API. Every function throws where no whole answer came. */
export function directLine(url: string): {
  token(): Promise<Answer>;
  begin(token?: string): Promise<Answer>;
  post(grant: Grant, activity: unknown): Promise<Answer>;
  read(grant: Grant, watermark?: string): Promise<Answer>;
} {
  const base = `${url}/v3/directline`;
  const bearer = (token: string | undefined): Record<string, string> =>
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  const activities = ({ conversationId }: Grant): string =>
    `${base}/conversations/${encodeURIComponent(conversationId)}/activities`;
  return {
    token: () => request(`${base}/tokens/generate`, { method: 'POST' }),
    begin: (token) => request(`${base}/conversations`, { method: 'POST', headers: bearer(token) }),
    post: (grant, activity) =>
      request(activities(grant), {
        method: 'POST',
        headers: { ...bearer(grant.token), 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      }),
    read: (grant, watermark) =>
      request(`${activities(grant)}${watermark === undefined ? '' : `?watermark=${watermark}`}`, {
        headers: bearer(grant.token),
      }),
  };
}

/** A message as a client posts it; the same id twice is the same message. */
export function message(clientActivityID: string, text: string): unknown {
  return { type: 'message', text, locale: 'id', channelData: { clientActivityID } };
}

/** Begins a conversation on a server that is up. */
export async function beginConversation(url: string): Promise<Grant> {
  const { status, body } = await directLine(url).begin();
  if (status !== 201) throw new Error(`no conversation: ${status} ${JSON.stringify(body)}`);
  return body as Grant;
}

/** The whole log of a conversation, page by page from watermark 0. */
export async function readLog(url: string, grant: Grant): Promise<Partial<Activity>[]> {
  const log: Partial<Activity>[] = [];
  let watermark = '0';
  for (;;) {
    const { status, body } = await directLine(url).read(grant, watermark);
    if (status !== 200) throw new Error(`the log cannot be read: ${status} ${JSON.stringify(body)}`);
    const page = body as { activities: Partial<Activity>[]; watermark: string };
    log.push(...page.activities);
    if (page.watermark === watermark) return log;
    watermark = page.watermark;
  }
}

/** The client's id of an activity that a person sent. */
export function clientIdOf({ channelData }: Partial<Activity>): string | undefined {
  return (channelData as { clientActivityID?: string } | undefined)?.clientActivityID;
}
