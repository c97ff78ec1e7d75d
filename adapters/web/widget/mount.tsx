import { render, type ComponentChild } from 'preact';
import { browserEnvironment } from './browserEnvironment.js';
import { Chat } from './Chat.js';
import { Floating } from './Floating.js';
import { newId } from './newId.js';
import { rememberIn } from './remember.js';
import { ChatSession } from './session.js';
import { isLanguage, type Language } from './types.js';
import css from './widget.css?inline';

/** How the widget is set up. */
export interface MountOptions {
  /** The server, for example `https://office.example`; by default the page's own. */
  readonly server?: string | undefined;
  readonly language?: Language;
  /** Off where the page around it has its own; then the page's language wins over the remembered one. */
  readonly languageSwitch?: boolean;
  /** A conversation that already runs, begun through the page's form. */
  readonly conversation?: { readonly id: string; readonly token: string };
}

export interface Mounted {
  /** Takes the widget away and closes its connection. */
  unmount(): void;
}

/** After this long in the background a phone's socket may be dead without having said so. */
const LONG_HIDDEN_MS = 60_000;

/**
 * Puts the chat in the place of what an element holds. What was typed there already goes with it.
 * @returns undefined in a browser that is too old: then the element stays as it is
 */
export function mount(element: Element, options: MountOptions = {}): Mounted | undefined {
  if (!isSupported()) return undefined;
  const form = element.querySelector<HTMLTextAreaElement>('textarea');
  const draft = form?.value ?? '';
  const focus = form && document.activeElement === form ? 'field' : 'none';
  while (element.firstChild) element.firstChild.remove();
  // For the page's style sheet: it lays the chat out differently from the form.
  element.setAttribute('data-mounted', '');
  const languageSwitch = options.languageSwitch ?? true;
  return show(element, 'inline', options, (session) => (
    <div class="inline">
      <Chat session={session} languageSwitch={languageSwitch} draft={draft} focus={focus} />
    </div>
  ));
}

/** Adds the floating button to the page. @returns undefined in a browser that is too old */
export function mountFloating(options: MountOptions = {}): Mounted | undefined {
  if (!isSupported()) return undefined;
  return show(document.body, 'floating', options, (session) => (
    <Floating session={session} languageSwitch={options.languageSwitch ?? true} />
  ));
}

function show(
  parent: Element,
  kind: 'inline' | 'floating',
  options: MountOptions,
  content: (session: ChatSession) => ComponentChild,
): Mounted {
  const base = (options.server ?? location.origin).replace(/\/+$/, '');
  const session = new ChatSession({
    base,
    language: options.language ?? (isLanguage(document.documentElement.lang) ? document.documentElement.lang : 'id'),
    languageFromPage: options.languageSwitch === false,
    // Unknown life: it is renewed as soon as it is refused.
    credentials: options.conversation && {
      conversationId: options.conversation.id,
      token: options.conversation.token,
      expiresAt: 0,
    },
    memory: rememberIn(() => window.localStorage, `tanya-imigrasi ${base}`),
    environment: browserEnvironment(),
    newId,
  });
  const host = document.createElement('div');
  host.className = 'tanya-imigrasi';
  host.dataset.kind = kind;
  parent.append(host);
  const root = host.attachShadow({ mode: 'open' });
  // A constructed sheet, unlike a style element, is allowed by `style-src 'self'`.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const stopWatching = watchLine(session);
  render(content(session), root);
  return {
    unmount() {
      stopWatching();
      session.close();
      render(null, root);
      host.remove();
      parent.removeAttribute('data-mounted');
    },
  };
}

/** Tells the session when the device finds or loses its network, and when the page comes back after a long time. */
function watchLine(session: ChatSession): () => void {
  let hiddenAt = 0;
  const online = (): void => session.setOnline(true);
  const offline = (): void => session.setOnline(false);
  const visibility = (): void => {
    if (document.hidden) hiddenAt = Date.now();
    else if (hiddenAt && Date.now() - hiddenAt > LONG_HIDDEN_MS && navigator.onLine) session.setOnline(true);
  };
  window.addEventListener('online', online);
  window.addEventListener('offline', offline);
  document.addEventListener('visibilitychange', visibility);
  if (!navigator.onLine) offline();
  return () => {
    window.removeEventListener('online', online);
    window.removeEventListener('offline', offline);
    document.removeEventListener('visibilitychange', visibility);
  };
}

function isSupported(): boolean {
  return 'adoptedStyleSheets' in Document.prototype && 'AbortController' in window && 'fetch' in window;
}
