/**
 * Receives the messages `<prefix>0`, `<prefix>1`, … into one conversation of the folder given, without end, and reports each once it is
 * acknowledged: [native id, whether it was new].
 */
import { openStore } from '../../openStore.js';
import { addConversation, addMessage } from '../fixtures.js';

const [dataDir = '', exclusive, prefix = '', count = 'Infinity'] = process.argv.slice(2);
const store = await openStore({ dataDir, exclusive: exclusive === 'exclusive' });
const { id } = await addConversation(store, 'the same for all');
for (let index = 0; index < Number(count); index++) {
  const nativeId = `${prefix}${index}`;
  const seq = await addMessage(store, id, { nativeId, text: `${nativeId} ${'x'.repeat(500)}` });
  process.send?.([nativeId, seq !== undefined]);
  if (index % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
}
await store.close();
process.disconnect();
