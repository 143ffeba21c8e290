// The tokens of a sign-in, as text in the secrets, and when they have to be renewed.

import type { TokenSet } from '../network.ts';

/** Reads what `JSON.stringify` wrote; undefined where it is something else. */
export function readTokens(text: string | undefined): TokenSet | undefined {
  if (text === undefined || !text.startsWith('{') || !text.endsWith('}')) return undefined;
  const { accessToken, refreshToken, expires } = parsed(text);
  if (typeof accessToken !== 'string' || accessToken === '' || typeof expires !== 'number') return undefined;
  return { accessToken, expires, ...(typeof refreshToken === 'string' ? { refreshToken } : {}) };
}

/** True where the access token ends so soon that a login with it could come too late. @param now in ms. */
export function needsRefresh({ expires }: TokenSet, now: number): boolean {
  return expires - now < MARGIN;
}

/**
 * The tokens of an issuer's answer.
 * @param answer members of RFC 6749; `expires_in` is in seconds, and an hour where it is missing.
 * @param now in ms since the epoch.
 * @param before what was renewed: a refresh token that the answer does not replace stays good (RFC 6749).
 */
export function tokensOf(
  answer: { readonly access_token: string; readonly expires_in?: number; readonly refresh_token?: string },
  now: number,
  before?: TokenSet,
): TokenSet {
  const refreshToken = answer.refresh_token ?? before?.refreshToken;
  return {
    accessToken: answer.access_token,
    expires: now + (answer.expires_in ?? USUAL_LIFE) * 1000,
    ...(refreshToken === undefined ? {} : { refreshToken }),
  };
}

function parsed(text: string): Partial<Record<keyof TokenSet, unknown>> {
  try {
    return JSON.parse(text) as Partial<Record<keyof TokenSet, unknown>>;
  } catch {
    return {};
  }
}

/** Milliseconds: clocks differ, and a login takes a moment. */
const MARGIN = 120_000;
/** Seconds. */
const USUAL_LIFE = 3600;
