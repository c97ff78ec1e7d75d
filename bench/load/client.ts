/** One person of the load: asks, and is ready to ask again when the answer has been seen. */
export interface LoadClient {
  ask(text: string): Promise<void>;
  close(): void;
}
