// Renews tokens and gives them back (RFC 6749, RFC 7009).

import * as oauth4 from 'oauth4webapi';

import { MailError } from '../../mail/faults.ts';
import type { TokenSet } from '../network.ts';
import { inWords } from './issuer.ts';
import type { IssuerSession } from './issuer.ts';
import { tokensOf } from './tokens.ts';

/** Rejects with `token-expired` where the issuer wants the user to sign in again. */
export async function refreshed(
  { server, client, authentication, options }: IssuerSession,
  tokens: TokenSet,
): Promise<TokenSet> {
  const { refreshToken } = tokens;
  const expired = (): MailError => new MailError('token-expired', [server.issuer, client.client_id]);
  if (refreshToken === undefined) throw expired();
  return inWords(server.issuer, async () => {
    const response = await oauth4.refreshTokenGrantRequest(
      ...([server, client, authentication, refreshToken, options] as const),
    );
    const answer = await oauth4
      .processRefreshTokenResponse(server, client, response)
      .catch((error: unknown) => {
        const ended = error instanceof oauth4.ResponseBodyError && ENDED.has(error.error);
        throw ended ? expired() : error;
      });
    return tokensOf(answer, Date.now(), tokens);
  });
}

/** Tells the issuer that the tokens are done with; the refresh token takes the access token along (RFC 7009). */
export async function revoked(
  { server, client, authentication, options }: IssuerSession,
  { accessToken, refreshToken }: TokenSet,
): Promise<void> {
  if (server.revocation_endpoint === undefined) return;
  await inWords(server.issuer, async () => {
    const token = refreshToken ?? accessToken;
    const response = await oauth4.revocationRequest(server, client, authentication, token, options);
    await oauth4.processRevocationResponse(response);
  });
}

/** OpenID Connect Core 3.1.2.6: the others than `invalid_grant` of RFC 6749. */
const ENDED: ReadonlySet<string> = new Set([
  'invalid_grant',
  'interaction_required',
  'login_required',
  'consent_required',
]);
