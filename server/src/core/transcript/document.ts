// A document that is a transcript: its sessions, and the messages they carry, at one version.

import type { DocumentSource, MailDocument } from '../message/document.ts';
import { FieldSyntaxCache } from '../message/fieldSyntax.ts';
import { CarriedMessages } from './carriedMessages.ts';
import { followCarried } from './carriedUnits.ts';
import type { ReadLinesOptions } from './dialect/readLines.ts';
import type { Transcript } from './exchange.ts';
import { trackOf } from './stateTrack.ts';
import { SyntaxCache } from './syntaxCache.ts';

/** A transcript. Its `messages` are those that the sessions carry, in document order. */
export interface TranscriptDocument extends MailDocument {
  readonly messages: CarriedMessages;
  readonly transcript: Transcript;
  /** How it was to be read: for the next version. */
  readonly reading: ReadLinesOptions;
  /** What lines were parsed to, handed on to the next version. */
  readonly syntax: SyntaxCache;
}

/** What a transcript is made from. */
export interface TranscriptSource extends Omit<DocumentSource, 'lenses'> {
  readonly reading?: ReadLinesOptions | undefined;
}

/** True where a document is a transcript. */
export function isTranscript(document: MailDocument): document is TranscriptDocument {
  return 'transcript' in document;
}

/** A transcript with what it carries. Never fails. */
export function createTranscriptDocument(
  { octets, previous, reading = {}, snapshot }: TranscriptSource,
  transcript: Transcript,
): TranscriptDocument {
  const before = previous && isTranscript(previous) ? previous : undefined;
  const syntax = before?.syntax ?? new SyntaxCache();
  syntax.rotate();
  for (const session of transcript.sessions) {
    // What the version before found out is handed on while the two know of each other.
    trackOf(session);
    followCarried(session);
  }
  return {
    snapshot,
    messages: new CarriedMessages(snapshot, transcript.sessions),
    octets,
    fieldSyntax: before?.fieldSyntax ?? new FieldSyntaxCache(),
    transcript,
    reading,
    syntax,
  };
}
