// Answers Dovecot's questions about access tokens (RFC 7662).

import { createServer } from 'node:http';
import type { Server } from 'node:http';

import { listening } from './ports.ts';

/** An endpoint that knows which user a token belongs to; tokens may be added and taken away while it runs. */
export interface TokenServer {
  readonly tokens: Map<string, string>;
  stop(): Promise<void>;
}

export async function startTokenServer(
  port: number,
  tokens: ReadonlyMap<string, string>,
): Promise<TokenServer> {
  const known = new Map(tokens);
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('latin1');
    });
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const token = new URLSearchParams(body).get('token') ?? url.searchParams.get('token') ?? '';
      const user = known.get(token);
      response.setHeader('content-type', 'application/json');
      if (url.pathname !== '/introspect') response.statusCode = 404;
      const inAnHour = Math.floor(Date.now() / 1000) + 3600;
      response.end(
        JSON.stringify(
          user === undefined
            ? { active: false }
            : { active: true, username: user, scope: 'mail', exp: inAnHour },
        ),
      );
    });
  });
  await listening(server, port);
  return {
    tokens: known,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
