// A document that is a transcript: its sessions, and the messages they carry, at one version.

import { createDocument } from '../message/document.ts';
import type { DocumentSource, MailDocument } from '../message/document.ts';
import { carriedLens } from './carried.ts';
import type { CarriedLines } from './carried.ts';
import type { Session, Transcript } from './exchange.ts';
import { imapMessages } from './imap/messages.ts';
import { pop3Messages } from './pop3/messages.ts';
import { smtpMessages } from './smtp/messages.ts';
import { SyntaxCache } from './syntaxCache.ts';

/** A transcript. Its `messages` are those that the sessions carry, in document order. */
export interface TranscriptDocument extends MailDocument {
  readonly transcript: Transcript;
  /** What lines were parsed to, handed on to the next version. */
  readonly syntax: SyntaxCache;
}

/** True where a document is a transcript. */
export function isTranscript(document: MailDocument): document is TranscriptDocument {
  return 'transcript' in document;
}

/** Parses the messages of a transcript. Never fails. */
export function createTranscriptDocument(source: DocumentSource, transcript: Transcript): TranscriptDocument {
  const { previous, snapshot } = source;
  const syntax = previous && isTranscript(previous) ? previous.syntax : new SyntaxCache();
  syntax.rotate();
  const lenses = transcript.sessions
    .flatMap((session) =>
      carriedMessages(session).flatMap((lines) => carriedLens(snapshot, session, lines) ?? []),
    )
    .sort((a, b) => a.from - b.from);
  return { ...createDocument({ ...source, lenses }), transcript, syntax };
}

function carriedMessages(session: Session): readonly CarriedLines[] {
  switch (session.protocol) {
    case 'smtp':
    case 'lmtp':
      return smtpMessages(session);
    case 'pop3':
      return pop3Messages(session);
    case 'imap':
      return imapMessages(session);
  }
}
