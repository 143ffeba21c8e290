// Reads a long transcript in slices; who needs the whole of it waits here.

import type { CancellationToken } from 'vscode-languageserver';

import type { Handler, ServerContext } from './context.ts';
import type { OpenDocument } from './documents.ts';
import { inSlices, SLICE } from './slices.ts';

/** Waits until the whole of a document's current version is read. Any number may wait: each does a part of it. */
export async function whollyRead(
  document: OpenDocument,
  now: () => number,
  token: CancellationToken,
): Promise<void> {
  if (document.isRead && document.isCurrent) return;
  let step = STEP;
  document.checks++;
  await inSlices(
    (over) => {
      while (!document.isRead && !over()) {
        const began = now();
        document.readOn(step);
        const pace = Math.min(2, Math.max(0.5, SLICE / 2 / (now() - began)));
        step = Math.max(STEP, Math.round(step * pace));
      }
      if (document.isRead) document.catchUp(over);
    },
    now,
    token,
  ).finally(() => document.checks--);
}

/** Waits until what was read of a document before is read in its current version, or it has taken long `enough`. */
export async function caughtUp(
  document: OpenDocument,
  now: () => number,
  token: CancellationToken,
  enough?: () => boolean,
): Promise<void> {
  if (document.isCurrent) return;
  document.checks++;
  await inSlices((over) => document.catchUp(over), now, token, enough).finally(() => document.checks--);
}

/** A handler that is asked once the document it is about is read. */
export function onceRead<P extends AboutDocument, R>(
  { documents, runtime }: ServerContext,
  handler: Handler<P, R>,
): Handler<P, R> {
  return async (params, token) => {
    const document = documents.get('uri' in params ? params.uri : params.textDocument.uri);
    if (document) await whollyRead(document, runtime.ticks, token);
    return handler(params, token);
  };
}

type AboutDocument = { readonly textDocument: { readonly uri: string } } | { readonly uri: string };

/** UTF-16 units that are read in one step at least. */
const STEP = 32_768;
