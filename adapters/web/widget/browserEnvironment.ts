import type { DirectLineEnvironment } from './directLine.js';

/** The browser, as the Direct Line client needs it. */
export function browserEnvironment(): DirectLineEnvironment {
  return {
    fetch: (input, init) => fetch(input, init),
    openSocket: typeof WebSocket === 'function' ? (url) => new WebSocket(url) : undefined,
    random: () => Math.random(),
    now: () => Date.now(),
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve();
          return;
        }
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener('abort', done);
      }),
  };
}
