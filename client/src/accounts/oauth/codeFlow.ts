// Signs in with the browser: an authorization code with PKCE (RFC 6749, RFC 7636, RFC 8252).

import * as oauth4 from 'oauth4webapi';

import type { OAuthSettings } from '../../mail/account.ts';
import { detail } from '../../mail/faultDetails.ts';
import { MailError } from '../../mail/faults.ts';
import type { Cancellation } from '../../mail/mailStore.ts';
import { startRedirectServer } from '../../net/redirectServer.ts';
import type { SignInDialog, TokenSet } from '../network.ts';
import { inWords, refusal } from './issuer.ts';
import type { IssuerSession } from './issuer.ts';
import { tokensOf } from './tokens.ts';

/** Who signs in, and what for. */
export interface CodeRequest {
  readonly oauth: OAuthSettings;
  readonly user: string;
  /** True: the browser cannot reach this machine, so its last address is pasted. */
  readonly pasted: boolean;
  /** What the browser shows at the end. */
  readonly page: string;
}

/** Rejects with `sign-in-refused`, and with `AbortError` where the user goes away. */
export async function signInByCode(
  session: IssuerSession,
  { oauth, user, pasted, page }: CodeRequest,
  dialog: SignInDialog,
  cancel: Cancellation,
): Promise<TokenSet> {
  const verifier = oauth4.generateRandomCodeVerifier();
  const state = oauth4.generateRandomState();
  const start = async (redirect: string): Promise<void> => {
    const challenge = await oauth4.calculatePKCECodeChallenge(verifier);
    await dialog.openPage(authorizationAddress(session, { oauth, user, redirect, state, challenge }).href);
  };
  if (pasted) {
    await start(PASTED);
    const answer = await dialog.pasteAddress();
    if (answer === undefined) throw new DOMException('The sign-in was given up.', 'AbortError');
    return exchanged(session, user, new URL(answer.trim()), { redirect: PASTED, state, verifier });
  }
  await using server = await startRedirectServer(state, page, cancel);
  await start(server.address);
  return await exchanged(session, user, await server.answer, { redirect: server.address, state, verifier });
}

interface Authorization {
  readonly oauth: OAuthSettings;
  readonly user: string;
  readonly redirect: string;
  readonly state: string;
  readonly challenge: string;
}

/** The page the user is sent to. */
export function authorizationAddress(
  { server, client }: IssuerSession,
  { oauth: { scopes = [] }, user, redirect, state, challenge }: Authorization,
): URL {
  const { authorization_endpoint: endpoint } = server;
  if (endpoint === undefined) throw refusal(server.issuer, 'unsupported_response_type');
  const address = new URL(endpoint);
  const parameters = {
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirect,
    ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    login_hint: user,
    ...EXTRAS.get(server.issuer),
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address;
}

interface Proof {
  readonly redirect: string;
  readonly state: string;
  readonly verifier: string;
}

function exchanged(
  { server, client, authentication, options }: IssuerSession,
  user: string,
  answer: URL,
  { redirect, state, verifier }: Proof,
): Promise<TokenSet> {
  return inWords(user, async () => {
    const parameters = oauth4.validateAuthResponse(server, client, answer, state);
    const response = await oauth4.authorizationCodeGrantRequest(
      ...([server, client, authentication, parameters, redirect, verifier, options] as const),
    );
    const tokens = await oauth4.processAuthorizationCodeResponse(server, client, response);
    if (tokens.token_type !== 'bearer') {
      // XOAUTH2 and OAUTHBEARER carry no other kind.
      throw new MailError('sign-in-refused', [
        user,
        detail('it gives tokens of a kind that mail servers do not take'),
      ]);
    }
    return tokensOf(tokens, Date.now());
  });
}

/** Nothing needs to listen there: the address is read from the browser. */
const PASTED = 'http://127.0.0.1/';
/** developers.google.com/identity/protocols/oauth2/web-server: without these it gives no refresh token. */
const EXTRAS: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  ['https://accounts.google.com', { access_type: 'offline', prompt: 'consent' }],
]);
