// An issuer of tokens on loopback, as strict as the RFCs: discovery, authorization, token, device, revocation.

import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalIssuer extends AsyncDisposable {
  readonly issuer: string;
  /** Access tokens that count now, with their user. */
  readonly tokens: Map<string, string>;
  /** What was asked, as `POST /token refresh_token`. */
  readonly log: string[];
  /** How the issuer behaves; may be changed while it runs. */
  readonly behaviour: Behaviour;
  /** Does what a browser does at the authorization page: follows its redirection. */
  browse(address: string): Promise<URL>;
}

export interface Behaviour {
  /** The error of RFC 6749 that the next authorization ends with. */
  deny?: string;
  /** The error of RFC 6749 that the token endpoint answers. */
  tokenError?: string;
  /** Seconds that access tokens live. */
  life: number;
  /** Answers of the device grant, before it is allowed. */
  pending: string[];
  clientSecret?: string;
  /** Whether the device grant is offered. */
  device: boolean;
}

const CLIENT = 'mail-client';

/** @param user whom all tokens are for. @param tokens filled with what is issued: a mail server may look into it. */
export async function startLocalIssuer(
  user: string,
  tokens = new Map<string, string>(),
): Promise<LocalIssuer> {
  const codes = new Map<string, { readonly challenge: string; readonly redirect: string }>();
  const refresh = new Map<string, string>();
  const log: string[] = [];
  const behaviour: Behaviour = { life: 3600, pending: [], device: true };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const json = (response: ServerResponse, status: number, value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(value));
  };

  const metadata = (): unknown => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    revocation_endpoint: `${issuer}/revoke`,
    ...(behaviour.device ? { device_authorization_endpoint: `${issuer}/device` } : {}),
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
  });

  const issue = (response: ServerResponse): void => {
    const access = `access-${randomUUID()}`;
    const again = `refresh-${randomUUID()}`;
    tokens.set(access, user);
    refresh.set(again, access);
    json(response, 200, {
      access_token: access,
      token_type: 'Bearer',
      expires_in: behaviour.life,
      refresh_token: again,
    });
  };

  const authorize = (query: URLSearchParams, response: ServerResponse): void => {
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('state', query.get('state') ?? '');
    if (behaviour.deny !== undefined) back.searchParams.set('error', behaviour.deny);
    else if (query.get('code_challenge_method') !== 'S256' || query.get('client_id') !== CLIENT) {
      back.searchParams.set('error', 'invalid_request');
    } else {
      const code = randomUUID();
      codes.set(code, {
        challenge: query.get('code_challenge') ?? '',
        redirect: query.get('redirect_uri') ?? '',
      });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  };

  const grants: Readonly<Record<string, (form: URLSearchParams, response: ServerResponse) => void>> = {
    authorization_code: (form, response) => {
      const code = codes.get(form.get('code') ?? '');
      codes.delete(form.get('code') ?? '');
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      const good = code?.challenge === challenge && code.redirect === form.get('redirect_uri');
      if (good) issue(response);
      else json(response, 400, { error: 'invalid_grant', error_description: 'code' });
    },
    refresh_token: (form, response) => {
      const token = form.get('refresh_token') ?? '';
      const access = refresh.get(token);
      // Each counts once.
      refresh.delete(token);
      if (access === undefined) {
        json(response, 400, { error: 'invalid_grant' });
        return;
      }
      tokens.delete(access);
      issue(response);
    },
    'urn:ietf:params:oauth:grant-type:device_code': (_, response) => {
      const error = behaviour.pending.shift();
      if (error === undefined) issue(response);
      else json(response, 400, { error });
    },
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const place = new URL(request.url ?? '/', issuer);
    const grant = form.get('grant_type') ?? '';
    log.push(`${request.method ?? ''} ${place.pathname} ${grant}`.trim());
    const wrongClient =
      request.method === 'POST' &&
      (form.get('client_id') !== CLIENT ||
        (form.get('client_secret') ?? undefined) !== behaviour.clientSecret);
    if (wrongClient) {
      json(response, 401, { error: 'invalid_client' });
      return;
    }
    switch (place.pathname) {
      case '/.well-known/openid-configuration': {
        json(response, 404, {});
        return;
      }
      case '/.well-known/oauth-authorization-server': {
        json(response, 200, metadata());
        return;
      }
      case '/authorize': {
        authorize(place.searchParams, response);
        return;
      }
      case '/token':
        if (behaviour.tokenError !== undefined) {
          json(response, 400, { error: behaviour.tokenError });
          return;
        }
        {
          (grants[grant] ?? (() => json(response, 400, { error: 'unsupported_grant_type' })))(form, response);
          return;
        }
      case '/device': {
        json(response, 200, {
          ...{ device_code: randomUUID(), user_code: 'WDJB-MJHT', verification_uri: `${issuer}/type` },
          ...{ expires_in: 60, interval: 0.01 },
        });
        return;
      }
      case '/revoke': {
        const token = form.get('token') ?? '';
        tokens.delete(refresh.get(token) ?? token);
        refresh.delete(token);
        json(response, 200, {});
        return;
      }
      default: {
        json(response, 404, {});
        return;
      }
    }
  };

  return {
    ...{ issuer, tokens, log, behaviour },
    browse: async (address) => {
      const { headers } = await fetch(address, { redirect: 'manual' });
      return new URL(headers.get('location') ?? '');
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** The settings of a client at an issuer. */
export function clientAt(issuer: string): {
  readonly provider: 'issuer';
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
} {
  return { provider: 'issuer', issuer, clientId: CLIENT, scopes: ['mail', 'offline_access'] };
}
