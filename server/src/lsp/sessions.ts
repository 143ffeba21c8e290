// What a client asks about transcripts besides what every language has.

import type { TextEdit } from 'vscode-languageserver';

import { sessionProtocol } from '../core/index.ts';
import type { Protocol } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import type {
  CarriedMessageParams,
  CarriedMessageResult,
  RedactParams,
  SessionInfo,
  SessionInfoParams,
} from './protocol.ts';

/** Answers `redact`: the edits that mask the secrets of a transcript; null for other documents. */
export function redact({ documents, positions }: ServerContext): Handler<RedactParams, TextEdit[] | null> {
  return ({ uri, ...options }) => {
    const document = documents.get(uri);
    const edits = document?.mail.redactEdits(options);
    if (!document || !edits) return null;
    return edits.map((edit) => ({ range: positions.range(document.snapshot, edit), newText: edit.insert }));
  };
}

/** Answers `carriedMessage`: the text of the message at a place, as it went over the wire; null where none stands. */
export function carriedMessage({
  documents,
  positions,
}: ServerContext): Handler<CarriedMessageParams, CarriedMessageResult> {
  return ({ uri, position }) => {
    const document = documents.get(uri);
    const text = document?.mail.carriedMessage(positions.offset(document.snapshot, position));
    return text === undefined ? null : { text };
  };
}

/** Answers `sessionInfo`: how an open transcript is read; null for other documents. */
export function sessionInfo({ documents }: ServerContext): Handler<SessionInfoParams, SessionInfo | null> {
  return ({ uri }) => {
    const sessions = documents.get(uri)?.mail.sessions();
    if (!sessions) return null;
    const { protocol = null, notation, sessions: all } = sessions;
    return { protocol, notation, sessions: all.length };
  };
}

/** Answers `detectSession`: the protocol of the session that a text begins with; null where it is none. */
export function detectSession(): Handler<{ readonly text: string }, Protocol | null> {
  return ({ text }) => sessionProtocol(text) ?? null;
}
