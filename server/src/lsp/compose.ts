// Answers how a message is written: new or from others, with files, as text and HTML.

import type { TextEdit } from 'vscode-languageserver';

import { compose, dateText, textSnapshot } from '../core/index.ts';
import type { Original, TextEdit as CoreEdit } from '../core/index.ts';
import { documentOf } from './api.ts';
import type { Handler, ServerContext } from './context.ts';
import type { OpenDocument } from './documents.ts';
import type {
  AlternativeParams,
  AlternativeResult,
  AttachParams,
  AttachResult,
  ComposeParams,
  ComposeResult,
} from './protocol.ts';
import { whollyRead } from './reading.ts';
import type { ReadOctets } from './resources.ts';

/** Answers `compose`; null where an original is missing or cannot be read. */
export function composeMail(context: ServerContext, read: ReadOctets): Handler<ComposeParams, ComposeResult> {
  const { runtime, positions } = context;
  return async ({ originals: wanted = [], date, messageId, ...params }, token) => {
    const originals: Original[] = [];
    for (const each of wanted.slice(0, MAX_ORIGINALS)) {
      const document = await documentOf(context, read, each);
      await document?.octetsRead;
      if (document) await whollyRead(document, runtime.ticks, token);
      const original = document?.mail.original();
      if (!original) return null;
      originals.push(original);
    }
    const host = /@([\w.-]+)$/.exec(params.identity.address.trim())?.[1] ?? 'localhost';
    const composed = compose({
      ...params,
      originals,
      date: date ?? dateText(runtime.now(), runtime.zoneMinutes()),
      messageId: messageId ?? `<${runtime.unique()}@${host}>`,
      unique: runtime.unique(),
    });
    if (!composed) return null;
    const { cursor, ...rest } = composed;
    return { ...rest, cursor: positions.position(textSnapshot(composed.text), cursor) };
  };
}

/** Answers `attach`; null where the message is not open, and for what is no message. */
export function attachFiles(context: ServerContext): Handler<AttachParams, AttachResult> {
  const { documents, runtime } = context;
  return ({ uri, files }) => {
    const document = documents.get(uri);
    const attached = document?.mail.attach(
      files.map(({ octets, ...file }) => ({
        ...file,
        octets: Uint8Array.from(atob(octets), (character) => character.charCodeAt(0)),
      })),
      runtime.unique(),
    );
    if (!document || !attached) return null;
    const { edits, contentIds } = attached;
    return { edits: textEdits(context, document, edits), contentIds, version: document.version };
  };
}

/** Answers `alternative`; null where the message is not open, and where it has no such text. */
export function alternative(context: ServerContext): Handler<AlternativeParams, AlternativeResult> {
  return async ({ uri, source }) => {
    const markdown = await context.runtime.markdown();
    if (!markdown) return null;
    const document = context.documents.get(uri);
    const edits = document?.mail.alternative({ source, markdown, unique: context.runtime.unique() });
    if (!document || !edits) return null;
    return { edits: textEdits(context, document, edits), version: document.version };
  };
}

function textEdits(
  { positions }: ServerContext,
  { snapshot }: OpenDocument,
  edits: readonly CoreEdit[],
): TextEdit[] {
  return edits.map((edit) => ({ range: positions.range(snapshot, edit), newText: edit.insert }));
}

const MAX_ORIGINALS = 100;
