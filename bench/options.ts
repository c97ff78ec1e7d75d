/** What the command line asks for; every part gets the same. */
export interface BenchOptions {
  /** The folder of the public sets. */
  readonly benchmarks: string;
  /** Seconds that one engine may take over one public set. */
  readonly boundSeconds: number;
  readonly transport: 'websocket' | 'polling';
  /** A folder for CPU profiles of the servers; undefined: none are taken. */
  readonly profile: string | undefined;
  /** Which fifth of the example questions is held out, 0 to 4. */
  readonly fold: number;
}
