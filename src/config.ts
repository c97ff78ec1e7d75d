import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from './errors.js';

const absent = (value: unknown): unknown => (value === '' ? undefined : value);
const optionalText = z.preprocess(absent, z.string().trim().min(1).optional());
const list = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((s) => s.trim())
          .filter(Boolean)
      : value,
  z.array(z.string()).default([]),
);
const proxies = z.preprocess(
  absent,
  z
    .string()
    .trim()
    .regex(/^(?!\d+$)/, 'takes true, false, or the addresses of the proxies, not a number of hops')
    .default('false'),
);

const limit = (perMinute: number) => z.preprocess(absent, z.coerce.number().int().min(1).default(perMinute));

const settings = z.object({
  HOST: z.preprocess(absent, z.string().default('0.0.0.0')),
  PORT: z.preprocess(absent, z.coerce.number().int().min(0).max(65535).default(3978)),
  PUBLIC_URL: z.preprocess(absent, z.url({ protocol: /^https?$/ }).optional()),
  TRUST_PROXY: proxies,
  SECRET_KEY: z.preprocess(absent, z.string().min(32, 'needs at least 32 characters').optional()),
  DATA_DIR: z.preprocess(absent, z.string().default('./data')),
  DATABASE_URL: z.preprocess(
    absent,
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'has to begin with postgres://')
      .optional(),
  ),
  KNOWLEDGE_BASE_DIR: z.preprocess(absent, z.string().default('./knowledge-base')),
  LOG_LEVEL: z.preprocess(
    absent,
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ),
  EMBEDDINGS_MODEL: optionalText,
  LLM_MODEL: optionalText,
  CORS_ORIGINS: list,
  RATE_LIMIT_REQUESTS: limit(600),
  RATE_LIMIT_TOKENS: limit(30),
  RATE_LIMIT_MESSAGES: limit(20),
  BURST_WINDOW_MS: z.preprocess(absent, z.coerce.number().int().min(0).max(4_000).default(1_500)),
  RETENTION_DAYS: z.preprocess(absent, z.coerce.number().int().min(1).max(3650).default(90)),
});

/** Every setting, validated; paths are absolute. */
export interface Config {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly publicUrl: string | undefined;
  /** What Fastify's `trustProxy` takes: false, true, or addresses. */
  readonly trustProxy: boolean | string;
  readonly secretKey: string | undefined;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly knowledgeBaseDir: string;
  readonly logLevel: z.infer<typeof settings>['LOG_LEVEL'];
  readonly embeddingsModel: string | undefined;
  readonly llmModel: string | undefined;
  readonly corsOrigins: readonly string[];
  /** How long after a message more of them are waited for before the answer, in milliseconds. */
  readonly burstWindowMs: number;
  readonly retentionDays: number;
  /** A minute: requests and new tokens per address, messages per person. */
  readonly limits: {
    readonly requestsPerAddress: number;
    readonly tokensPerAddress: number;
    readonly messagesPerPerson: number;
  };
}

/**
 * Reads and validates the settings.
 * @param environment what to read; by default the process's, with `.env` of the working folder beneath it
 * @throws AppError CONFIG_INVALID naming every setting that is wrong, never its value (it may be a secret)
 */
export function loadConfig(environment: Record<string, string | undefined> = readEnvironment()): Config {
  const parsed = settings.safeParse(environment);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ');
    throw new AppError('CONFIG_INVALID', wrong);
  }
  const s = parsed.data;
  if (s.DATABASE_URL && !s.SECRET_KEY) throw new AppError('SECRET_KEY_REQUIRED');
  return {
    host: s.HOST,
    port: s.PORT,
    publicUrl: s.PUBLIC_URL?.replace(/\/$/, ''),
    trustProxy: s.TRUST_PROXY === 'true' ? true : s.TRUST_PROXY === 'false' ? false : s.TRUST_PROXY,
    secretKey: s.SECRET_KEY,
    dataDir: resolve(s.DATA_DIR),
    databaseUrl: s.DATABASE_URL,
    knowledgeBaseDir: resolve(s.KNOWLEDGE_BASE_DIR),
    logLevel: s.LOG_LEVEL,
    embeddingsModel: s.EMBEDDINGS_MODEL,
    llmModel: s.LLM_MODEL,
    corsOrigins: s.CORS_ORIGINS,
    burstWindowMs: s.BURST_WINDOW_MS,
    retentionDays: s.RETENTION_DAYS,
    limits: {
      requestsPerAddress: s.RATE_LIMIT_REQUESTS,
      tokensPerAddress: s.RATE_LIMIT_TOKENS,
      messagesPerPerson: s.RATE_LIMIT_MESSAGES,
    },
  };
}

/** The process's environment, with `.env` of the working folder beneath it; libraries that read it themselves see the file too. */
function readEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
