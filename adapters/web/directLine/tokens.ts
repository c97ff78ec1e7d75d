import { createSigner, createVerifier } from 'fast-jwt';
import { AppError } from '../../../src/errors.js';

/** How long a token holds, in seconds; the clients refresh it while they are open. */
export const TOKEN_SECONDS = 2 * 60 * 60;

/** Whom a token stands for: one person in one conversation. */
export interface TokenHolder {
  readonly conversationId: string;
  readonly personId: string;
}

/** What a token is for: `chat` speaks for a person over Direct Line and in the cookie, `form` only sends one form. */
export type TokenUse = 'chat' | 'form';

export interface Tokens {
  issue(holder: TokenHolder, use?: TokenUse): string;
  /** @throws AppError TOKEN_INVALID when it is missing, wrong or expired */
  verify(token: string | undefined, use?: TokenUse): TokenHolder;
}

/**
 * Tokens of the Direct Line API, signed with HS256.
 * @param key the signing key, used for nothing else; @param now milliseconds since 1970
 */
export function directLineTokens(key: Buffer, now: () => number): Tokens {
  const sign = createSigner({ key, algorithm: 'HS256', noTimestamp: true });
  const verify = createVerifier({ key, algorithms: ['HS256'], ignoreExpiration: true, cache: 1000 });
  return {
    issue({ conversationId, personId }, use = 'chat') {
      return sign({ aud: use, conv: conversationId, user: personId, exp: Math.floor(now() / 1000) + TOKEN_SECONDS });
    },
    verify(token, use = 'chat') {
      if (!token) throw new AppError('TOKEN_INVALID', 'there is none');
      let claims: { aud?: unknown; conv?: unknown; user?: unknown; exp?: unknown };
      try {
        claims = verify(token) as typeof claims;
      } catch {
        throw new AppError('TOKEN_INVALID');
      }
      // The expiry is checked here because the clock is passed in.
      if (typeof claims.exp !== 'number' || claims.exp * 1000 <= now())
        throw new AppError('TOKEN_INVALID', 'it has expired');
      if (claims.aud !== use) throw new AppError('TOKEN_INVALID', 'it is for something else');
      if (typeof claims.conv !== 'string' || typeof claims.user !== 'string') throw new AppError('TOKEN_INVALID');
      return { conversationId: claims.conv, personId: claims.user };
    },
  };
}
