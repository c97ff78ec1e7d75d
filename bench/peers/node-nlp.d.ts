// node-nlp brings no types; this is the part of it that the benchmark uses.
declare module 'node-nlp' {
  export interface Classification {
    readonly intent: string;
    readonly score: number;
  }
  export class NlpManager {
    constructor(settings: {
      readonly languages: readonly string[];
      readonly autoSave: boolean;
      readonly forceNER: boolean;
      readonly nlu: { readonly log: boolean };
    });
    readonly nlp: {
      classify(language: string, text: string): Promise<{ readonly classifications: readonly Classification[] }>;
    };
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<void>;
  }
}
