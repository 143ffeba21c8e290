// An issuer of tokens: where its endpoints are, how it is asked, and what its refusals mean.

import * as oauth4 from 'oauth4webapi';

import type { OAuthSettings } from '../../mail/account.ts';
import { detail } from '../../mail/faultDetails.ts';
import type { FaultDetail } from '../../mail/faultDetails.ts';
import { MailError } from '../../mail/faults.ts';
import type { Cancellation } from '../../mail/mailStore.ts';
import { httpRequest } from '../../net/http.ts';
import type { HttpPorts } from '../../net/http.ts';
import { isLoopback } from '../../net/loopback.ts';
import { faultOf } from '../faultOf.ts';

// eslint-disable-next-line @typescript-eslint/no-deprecated -- not old but warned of: an issuer on this machine has no TLS.
const inClear: typeof oauth4.allowInsecureRequests = oauth4.allowInsecureRequests;

/** What every request to an issuer needs. */
export interface IssuerSession {
  readonly server: oauth4.AuthorizationServer;
  readonly client: oauth4.Client;
  readonly authentication: oauth4.ClientAuth;
  readonly options: IssuerOptions;
}

/** The library's options; every request goes through our connector. */
export interface IssuerOptions {
  readonly [oauth4.customFetch]: (
    address: string,
    request: oauth4.CustomFetchOptions<string, URLSearchParams | undefined>,
  ) => Promise<Response>;
  readonly [inClear]: boolean;
  readonly signal: AbortSignal;
}

/**
 * Asks an issuer for its endpoints: OpenID Connect Discovery, else RFC 8414. Rejects with `sign-in-refused` where it has
 * none, or the settings name no issuer or client.
 */
export async function openIssuer(
  { issuer, clientId }: OAuthSettings,
  clientSecret: string | undefined,
  http: HttpPorts,
  cancel: Cancellation,
): Promise<IssuerSession> {
  if (issuer === undefined || !URL.canParse(issuer) || clientId === undefined) {
    throw new MailError('sign-in-refused', [
      issuer ?? '',
      detail('the settings name no issuer and no client id'),
    ]);
  }
  const address = new URL(issuer);
  const options: IssuerOptions = {
    [oauth4.customFetch]: (place, request) => fetched(place, request, http, cancel),
    // The connector speaks in clear to this machine alone.
    [inClear]: isLoopback(address.hostname),
    signal: cancel.signal,
  };
  const server = await inWords(issuer, async () => {
    for (const algorithm of ['oidc', 'oauth2'] as const) {
      const answer = await oauth4.discoveryRequest(address, { ...options, algorithm });
      if (answer.status === 404) continue;
      return oauth4.processDiscoveryResponse(address, answer);
    }
    throw new MailError('sign-in-refused', [issuer, detail('it does not tell its endpoints')]);
  });
  return {
    server,
    client: { client_id: clientId },
    authentication: authenticationOf(server, clientSecret),
    options,
  };
}

/** RFC 6749; what a client of a desktop has is no secret to the user, but issuers ask for it. */
function authenticationOf(server: oauth4.AuthorizationServer, secret: string | undefined): oauth4.ClientAuth {
  if (secret === undefined) return oauth4.None();
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_post'];
  return methods.includes('client_secret_post')
    ? oauth4.ClientSecretPost(secret)
    : oauth4.ClientSecretBasic(secret);
}

async function fetched(
  address: string,
  { method, headers, body }: oauth4.CustomFetchOptions<string, URLSearchParams | undefined>,
  http: HttpPorts,
  cancel: Cancellation,
): Promise<Response> {
  const answer = await httpRequest(
    new URL(address),
    {
      method: method === 'POST' ? 'POST' : 'GET',
      headers,
      timeout: TIMEOUT,
      ...(body === undefined ? {} : { body: body.toString() }),
    },
    http,
    cancel,
  );
  const empty = answer.status === 204 || answer.body.length === 0;
  return new Response(empty ? null : new Uint8Array(answer.body), {
    status: answer.status,
    headers: answer.headers,
  });
}

/** Does something at an issuer; a refusal becomes `sign-in-refused` with words, or `token-expired`. */
export async function inWords<T>(who: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (faultOf(error) || (error instanceof Error && error.name === 'AbortError')) throw error;
    if (error instanceof oauth4.ResponseBodyError || error instanceof oauth4.AuthorizationResponseError) {
      throw refusal(who, error.error, error.error_description);
    }
    // The library's errors hold answers, which may hold tokens: only its sentence is kept.
    throw new MailError('sign-in-refused', [
      who,
      error instanceof Error ? error.message : detail('it gave no answer'),
    ]);
  }
}

/** @param code of RFC 6749 and 5.2, RFC 8628, RFC 7009. */
export function refusal(who: string, code: string, described = ''): MailError {
  const known = REFUSALS.get(code);
  const said = described === '' ? code : `${code}: ${described}`;
  return new MailError('sign-in-refused', [
    who,
    known === undefined ? said.slice(0, MAX_SAID) : detail(known),
  ]);
}

const REFUSALS: ReadonlyMap<string, FaultDetail> = new Map([
  ['access_denied', 'access was not allowed there.'],
  ['invalid_client', 'the client id, or its secret, is not known there.'],
  ['unauthorized_client', 'the client is not registered for this way of signing in.'],
  ['invalid_scope', 'the scopes are not known there, or not allowed to this client.'],
  [
    'redirect_uri_mismatch',
    'the client is not registered for addresses on this machine: register it as a desktop application.',
  ],
  ['unsupported_response_type', 'the issuer does not offer this way of signing in.'],
  ['unsupported_grant_type', 'the issuer does not offer this way of signing in.'],
  ['invalid_grant', 'the sign-in is too old, or was taken back.'],
  ['expired_token', 'the code was not typed in time.'],
  ['server_error', 'the issuer has a fault of its own: try again later.'],
  ['temporarily_unavailable', 'the issuer is overloaded: try again later.'],
]);
const MAX_SAID = 200;
/** Milliseconds. */
const TIMEOUT = 20_000;
