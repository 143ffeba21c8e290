// A question to the language server that somebody may give up waiting for.

import { CancellationTokenSource } from 'vscode';

import type { LanguageServer } from './languageServer.ts';
import type { Cancellation } from './mail/mailStore.ts';

/** Asks the language server; rejects where somebody gave up waiting. */
export async function askServer<T>(
  server: LanguageServer,
  method: string,
  params: unknown,
  { signal }: Cancellation,
): Promise<T> {
  signal.throwIfAborted();
  const client = await server.running();
  const source = new CancellationTokenSource();
  const cancel = (): void => source.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const answer = await client.sendRequest<T>(method, params, source.token);
    signal.throwIfAborted();
    return answer;
  } finally {
    signal.removeEventListener('abort', cancel);
    source.dispose();
  }
}
