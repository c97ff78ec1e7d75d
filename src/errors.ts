/**
 * The catalogue of everything that can go wrong and that somebody is told about.
 *
 * Each entry says who is at fault, because that decides what happens next: what the far side refused is not tried again,
 * what was never reached is, a bad request goes back to the caller, a bad setting to the operator, and a bug to us.
 */
export type Fault = 'caller' | 'operator' | 'refused' | 'unreachable' | 'bug';

interface ErrorEntry {
  readonly fault: Fault;
  readonly retryable: boolean;
  /** The HTTP status where the error reaches an HTTP caller. */
  readonly status: number;
  readonly message: string;
  /** What the person who reads it can do about it. */
  readonly advice: string;
}

const entry = (fault: Fault, status: number, message: string, advice: string, retryable = false): ErrorEntry => ({
  fault,
  retryable,
  status,
  message,
  advice,
});

export const errorCatalogue = {
  // settings and the machine
  CONFIG_INVALID: entry('operator', 500, 'A setting is not usable', 'Correct the setting named below and start again.'),
  PORT_IN_USE: entry(
    'operator',
    500,
    'The port is taken by another program',
    'Stop the other program, or set PORT to a free one.',
  ),
  DATA_DIR_IN_USE: entry(
    'operator',
    500,
    'Another server is running on this DATA_DIR',
    'Stop the other server, or give this one its own DATA_DIR. Several servers need PostgreSQL (DATABASE_URL).',
  ),
  DATA_DIR_UNUSABLE: entry('operator', 500, 'DATA_DIR cannot be written to', 'Check that the folder may be written.'),
  SECRET_KEY_REQUIRED: entry(
    'operator',
    500,
    'SECRET_KEY is required with PostgreSQL',
    'Set SECRET_KEY to at least 32 random characters, the same for every instance.',
  ),
  SECRET_KEY_WRONG: entry(
    'operator',
    500,
    'A sealed text cannot be opened with this SECRET_KEY',
    'Start with the SECRET_KEY that was in use when the text was sealed.',
  ),
  // store
  STORE_UNREACHABLE: entry(
    'unreachable',
    503,
    'The database cannot be reached',
    'Check DATABASE_URL and that PostgreSQL is running.',
    true,
  ),
  STORE_FULL: entry(
    'operator',
    503,
    'The database has no room left',
    'Free disk space; nothing that was acknowledged is lost.',
    true,
  ),
  STORE_CORRUPT: entry(
    'operator',
    500,
    'The file is not a usable database',
    'Restore the latest backup: npm run restore -- FILE.',
  ),
  STORE_NEWER: entry(
    'operator',
    500,
    'The database was written by a newer version of this program',
    'Start the newer version, or restore a backup made with this one.',
  ),
  BACKUP_TARGET_EXISTS: entry('caller', 400, 'The backup file exists already', 'Name a file that does not exist yet.'),
  BACKUP_SOURCE_MISSING: entry(
    'caller',
    400,
    'There is nothing to copy',
    'Check DATA_DIR: the database is made by the first start.',
  ),
  DATABASE_MISSING: entry(
    'caller',
    400,
    'There is no database there',
    'Check DATA_DIR: the database is made by the first start.',
  ),
  BACKUP_FOLDER_MISSING: entry(
    'caller',
    400,
    'The folder for the backup does not exist',
    'Make it, or name another file.',
  ),
  RESTORE_FILE_MISSING: entry('caller', 400, 'There is no such backup', 'Check the name of the file.'),
  STORE_BUSY: entry(
    'unreachable',
    503,
    'Another program holds the database file',
    'Close it (a database browser, a copy in progress) and try again.',
    true,
  ),
  BACKUP_UNSUPPORTED: entry(
    'operator',
    400,
    'Only the embedded store is copied by this command',
    'With PostgreSQL use pg_dump and pg_restore.',
  ),
  // knowledge and index
  KNOWLEDGE_INVALID: entry(
    'operator',
    500,
    'The knowledge base has errors',
    'Run npm run kb:check and correct what it lists; until then the last good version stays in use.',
  ),
  KNOWLEDGE_MISSING: entry('operator', 500, 'There is no knowledge base', 'Check KNOWLEDGE_BASE_DIR or --kb.'),
  NOT_IN_GIT: entry(
    'caller',
    400,
    'The knowledge base is not in a git checkout',
    'Run this in a clone of the repository, with git installed: earlier versions are read from its history.',
  ),
  REVISION_UNKNOWN: entry(
    'caller',
    400,
    'There is no such revision',
    'Name a commit, a branch or a tag of this repository; git log --oneline lists the commits.',
  ),
  REVISION_WITHOUT_KNOWLEDGE: entry(
    'caller',
    400,
    'That revision has no knowledge base in this place',
    'Name a later revision, or the folder in which it was with --kb.',
  ),
  INDEX_DAMAGED: entry(
    'operator',
    500,
    'The index is damaged',
    'It is built anew by itself; npm run kb:build does it by hand.',
    true,
  ),
  EMBEDDINGS_MODEL_UNKNOWN: entry(
    'operator',
    500,
    'EMBEDDINGS_MODEL is not known',
    'Use openai:MODEL or ollama:MODEL, or leave it out for the built-in one.',
  ),
  EMBEDDINGS_UNREACHABLE: entry(
    'unreachable',
    503,
    'The embeddings provider cannot be reached',
    'Check its address and key. The built-in embeddings serve until the next start or the next change of the knowledge base.',
    true,
  ),
  LLM_MODEL_UNUSABLE: entry(
    'operator',
    500,
    'LLM_MODEL cannot be used',
    'Use openai:MODEL or ollama:MODEL with the provider’s key or address, or leave it out: answers need no model.',
  ),
  // requests
  BODY_INVALID: entry('caller', 400, 'The request is not understood', 'Send what the message below asks for.'),
  BODY_TOO_LARGE: entry('caller', 413, 'The message is too long', 'Send a shorter one.'),
  TEXT_TOO_LONG: entry('caller', 413, 'The message is too long', 'Send at most 4,000 characters.'),
  TOKEN_INVALID: entry(
    'caller',
    403,
    'The token is wrong, expired or for another conversation',
    'Ask for a new token.',
  ),
  CONVERSATION_UNKNOWN: entry('caller', 404, 'There is no such conversation', 'Start a new conversation.'),
  // Not 404: to a client of the web chat that means that its conversation is gone.
  FEEDBACK_REFUSED: entry(
    'caller',
    400,
    'There is no such answer to say anything of',
    'Name an answer of the assistant in your own conversation.',
  ),
  WATERMARK_INVALID: entry(
    'caller',
    400,
    'The watermark is not one of this conversation',
    'Use a watermark that was given out, or none.',
  ),
  RATE_LIMITED: entry('caller', 429, 'Too many requests', 'Wait a moment and send it again.', true),
  UPLOAD_REFUSED: entry(
    'caller',
    415,
    'Files are not taken here',
    'Ask your question in words; do not send documents.',
  ),
  NOT_FOUND: entry('caller', 404, 'There is nothing here', 'Check the address.'),
  SHUTTING_DOWN: entry('operator', 503, 'The server is being stopped', 'Try again in a moment.', true),
  // turns and deliveries
  TURN_TIMEOUT: entry('bug', 500, 'A turn took too long', 'It is tried again.', true),
  TURN_FAILED: entry('bug', 500, 'A turn failed', 'It is tried again; see the log.', true),
  DELIVERY_REFUSED: entry('refused', 502, 'The channel refused the message', 'See the channel’s own words below.'),
  DELIVERY_UNREACHABLE: entry('unreachable', 502, 'The channel was not reached', 'It is tried again.', true),
  INTERNAL: entry(
    'bug',
    500,
    'Something went wrong on our side',
    'Please report it with the time at which it happened.',
  ),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

/** An error of the catalogue, with what is particular to this one case in `detail`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly fault: Fault;
  readonly retryable: boolean;
  readonly status: number;
  readonly advice: string;

  constructor(code: ErrorCode, detail?: string, cause?: unknown) {
    const found: ErrorEntry = errorCatalogue[code];
    super(detail ? `${found.message}: ${detail}` : found.message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
    this.fault = found.fault;
    this.retryable = found.retryable;
    this.status = found.status;
    this.advice = found.advice;
  }
}

/** The message of anything that was thrown, on one line. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 500);
}
