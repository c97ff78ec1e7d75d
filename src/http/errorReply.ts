import { AppError, messageOf } from '../errors.js';

/** The one shape of an error over HTTP; `code` and `message` stand where Direct Line's clients look for them. */
export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly advice: string };
}

export function errorBody({ code, message, advice }: AppError): ErrorBody {
  return { error: { code, message, advice } };
}

/** Any error as one of the catalogue: Fastify's own by their codes, what is unknown as a bug. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AppError('BODY_TOO_LARGE', undefined, error);
  if (statusCode === 429) return new AppError('RATE_LIMITED', undefined, error);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new AppError('BODY_INVALID', messageOf(error), error);
  return new AppError('INTERNAL', undefined, error);
}
