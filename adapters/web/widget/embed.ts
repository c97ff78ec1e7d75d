import { mount, mountFloating, type MountOptions } from './mount.js';
import { isLanguage } from './types.js';

/**
 * What `<script src="https://office.example/widget.js" data-language="id" data-target="#chat" defer></script>` does.
 * `data-target`: where the chat goes; without it, a floating button. `data-language`: `id` or `en`. `data-language-switch="off"`: the
 * page has a switch of its own. `data-conversation` and `data-token`: a conversation that already runs, begun through the page's form.
 */
function begin(script: HTMLScriptElement): void {
  const { target: selector, language, languageSwitch, conversation, token } = script.dataset;
  const options: MountOptions = {
    server: serverOf(script),
    ...(isLanguage(language) && { language }),
    languageSwitch: languageSwitch !== 'off',
    ...(conversation && token && { conversation: { id: conversation, token } }),
  };
  if (selector === undefined) {
    mountFloating(options);
    return;
  }
  const target = document.querySelector(selector);
  // Uncaught on purpose: whoever embeds the widget finds it in the console.
  if (!target) throw new Error(`Tanya Imigrasi: nothing on this page matches data-target="${selector}".`);
  // A conversation held through the form, for which the page gave no token, is only there: taking its place would lose it.
  if (target.querySelector('[data-transcript]') && !options.conversation) return;
  mount(target, options);
}

/** The server is where the script came from. */
function serverOf(script: HTMLScriptElement | undefined): string | undefined {
  return script?.src ? new URL(script.src, location.href).origin : undefined;
}

declare global {
  interface Window {
    TanyaImigrasi?: { mount: typeof mount; mountFloating: typeof mountFloating };
  }
}

// Included twice, it must not show twice.
if (!window.TanyaImigrasi) {
  const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined;
  const withServer = (options: MountOptions = {}): MountOptions => ({
    ...options,
    server: options.server ?? serverOf(script),
  });
  window.TanyaImigrasi = {
    mount: (element, options) => mount(element, withServer(options)),
    mountFloating: (options) => mountFloating(withServer(options)),
  };
  // Loaded by another script (a bundler, a tag manager) there is no script element to read: then it waits to be called.
  if (script) {
    // Without `defer`, in the head, the page is not there yet.
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => begin(script));
    else begin(script);
  }
}
