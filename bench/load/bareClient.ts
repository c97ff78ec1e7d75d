import type { LoadClient } from './client.js';
import { HttpConnection } from './httpConnection.js';

/** The same person before the bare server, where the answer of the post is all there is to see. */
export class BareClient implements LoadClient {
  private constructor(
    private readonly connection: HttpConnection,
    private readonly path: string,
  ) {}

  static async open(port: number, conversationId: string): Promise<BareClient> {
    return new BareClient(await HttpConnection.open(port), `/conversations/${conversationId}/activities`);
  }

  async ask(text: string): Promise<void> {
    const { status, body } = await this.connection.request(
      'POST',
      this.path,
      '',
      JSON.stringify({ type: 'message', text }),
    );
    if (status !== 200) throw new Error(`a message was not taken: ${status} ${body}`);
  }

  close(): void {
    this.connection.close();
  }
}
