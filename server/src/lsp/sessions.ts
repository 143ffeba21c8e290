// What a client asks about transcripts besides what every language has.

import type { TextEdit } from 'vscode-languageserver';

import {
  foundReading,
  joinRawLogs,
  looksLikeSession,
  notationNames,
  sessionProtocol,
} from '../core/index.ts';
import type { Protocol } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import { onceRead } from './reading.ts';
import type {
  CarriedMessageParams,
  CarriedMessageResult,
  CarriedMessagesResult,
  ChosenReading,
  ChooseReadingParams,
  DetectSessionParams,
  JoinRawLogsParams,
  JoinRawLogsResult,
  NotationsResult,
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

/** Answers `carriedMessages`. */
export function carriedMessages({
  documents,
  positions,
}: ServerContext): Handler<CarriedMessageParams, CarriedMessagesResult> {
  return ({ uri, position }) => {
    const document = documents.get(uri);
    if (!document) return [];
    const { snapshot, mail } = document;
    return mail.carriedMessages(positions.offset(snapshot, position)).map(({ from, subject, author }) => ({
      position: positions.range(snapshot, { from, to: from }).start,
      subject,
      author,
    }));
  };
}

/** Answers `sessionInfo`: how an open transcript is read; null for other documents. */
export function sessionInfo({ documents }: ServerContext): Handler<SessionInfoParams, SessionInfo | null> {
  return ({ uri }) => {
    const document = documents.get(uri);
    const sessions = document?.mail.sessions();
    if (!document || !sessions) return null;
    const { protocol = null, notation, sessions: all } = sessions;
    const { chosen } = document;
    return {
      protocol,
      notation,
      title: notationNames.find(({ id }) => id === notation)?.title ?? notation,
      sessions: all.length,
      ...(Object.keys(chosen).length > 0 && { chosen }),
    };
  };
}

/** Answers `notations`: what a transcript can be read in; null for other documents. */
export function notations({ documents }: ServerContext): Handler<SessionInfoParams, NotationsResult | null> {
  return ({ uri }) => {
    const document = documents.get(uri);
    if (!document?.reading) return null;
    const { snapshot, reading, chosen } = document;
    const { notation, protocol = null } = foundReading(snapshot.slice(0, BEGINNING), reading);
    const notations = notationNames.filter(({ id }) => id !== NO_SESSION);
    return { notations, found: { notation, protocol }, chosen };
  };
}

/**
 * Answers `chooseReading` with how the transcript is read now; null where it is not open.
 * @param reread told when a transcript is read otherwise than before.
 */
export function chooseReading(
  context: ServerContext,
  reread: () => Promise<void>,
): Handler<ChooseReadingParams, SessionInfo | null> {
  const info = onceRead(context, sessionInfo(context));
  return async ({ uri, reading }, token) => {
    const document = context.documents.choose(uri, known(reading));
    if (!document) return null;
    const result = await info({ uri }, token);
    await reread();
    return result;
  };
}

/** What there is of a choice: another version of the server may have had other notations. */
function known({ notation, protocol }: ChosenReading): ChosenReading {
  return {
    ...(notation !== undefined && notationNames.some(({ id }) => id === notation) && { notation }),
    ...(protocol !== undefined && PROTOCOLS.has(protocol) && { protocol }),
  };
}

const PROTOCOLS: ReadonlySet<string> = new Set<Protocol>(['smtp', 'lmtp', 'imap', 'pop3']);
/** The notation of what is no session: nothing to choose. */
const NO_SESSION = 'none';
/** UTF-16 units of a text that tell its notation. */
const BEGINNING = 131_072;

/** Answers `detectSession`: the protocol of the session that a text is, or where wanted holds; null where it is none. */
export function detectSession(): Handler<DetectSessionParams, Protocol | null> {
  return ({ text, wanted = false }) => (wanted ? sessionProtocol(text) : looksLikeSession(text)) ?? null;
}

/** Answers `joinRawLogs`. */
export function joinLogs(): Handler<JoinRawLogsParams, JoinRawLogsResult> {
  return ({ client, server }) => joinRawLogs(client, server) ?? null;
}
