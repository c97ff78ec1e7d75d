import { describeChannel, type ChatHarness } from '../../../src/channel/contract.js';
import { startProduct } from '../../../tests/support/product.js';

interface Activities {
  readonly activities: readonly { readonly text?: string; readonly from?: { readonly role?: string } }[];
}

describeChannel('web, over Direct Line', async () => {
  const product = await startProduct();
  const base = `${product.url}/v3/directline`;
  return {
    async openChat(): Promise<ChatHarness> {
      const started = await fetch(`${base}/conversations`, { method: 'POST', headers: { 'accept-language': 'id' } });
      const { conversationId, token } = (await started.json()) as { conversationId: string; token: string };
      const path = `${base}/conversations/${conversationId}/activities`;
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      let sent = 0;
      return {
        async send(text, nativeId = `n${++sent}`) {
          const body = JSON.stringify({ type: 'message', text, channelData: { clientActivityID: nativeId } });
          const response = await fetch(path, { method: 'POST', headers, body });
          if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
        },
        async received() {
          const { activities } = (await (await fetch(path, { headers })).json()) as Activities;
          return activities.filter(({ from }) => from?.role === 'bot').map(({ text }) => text ?? '');
        },
      };
    },
    close: () => product.stop(),
  };
});
