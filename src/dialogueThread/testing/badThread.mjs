// A thread that misbehaves as the text of each turn says; plain JavaScript, because threads run no TypeScript.
import { parentPort } from 'node:worker_threads';

const officeName = { id: 'Kantor', en: 'Office' };
parentPort.on('message', (message) => {
  if (message.kind === 'ping') {
    parentPort.postMessage({ kind: 'pong' });
    return;
  }
  if (message.kind === 'begin') {
    // As slow as a real one, so that questions come while nobody is there.
    setTimeout(() => {
      parentPort.postMessage({ kind: 'knowledge', summary: { articles: 3, officeName } });
      parentPort.postMessage({ kind: 'settled' });
    }, 700);
    return;
  }
  const { text } = message.input.request;
  if (text === 'hang') for (;;);
  if (text === 'exit') process.exit(1);
  if (text === 'throw') throw new Error('thrown outside a turn');
  if (text === 'memory') {
    const all = [];
    for (;;) all.push(Array.from({ length: 1000 }, (_, n) => String(n)));
  }
  if (text === 'refuse') {
    const failure = { code: 'TURN_TIMEOUT', detail: 'in the thread', message: 'x', stack: undefined };
    parentPort.postMessage({ kind: 'failed', id: message.id, failure });
    return;
  }
  parentPort.postMessage({ kind: 'result', id: message.id, result: { outcome: 'answered', said: text } });
});
