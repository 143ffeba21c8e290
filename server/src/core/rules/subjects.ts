// What each rule scope is called with, gathered from a document.

import type { MailDocument } from '../message/document.ts';
import { walkParts } from '../message/part.ts';
import type { Part } from '../message/part.ts';
import type { OctetFacts } from '../text/octetFacts.ts';
import type { Place } from '../registry/headerFields/index.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import { RecentMessages } from '../transcript/imap/mailbox/recentMessages.ts';
import { mailboxUnits } from '../transcript/imap/mailbox/units.ts';
import type { ScopeSubjects } from './rule.ts';
import type { SubjectKeys } from './subjectKeys.ts';

/** A subject of a scope, with where it starts: findings are kept relative to that. */
export interface ScopedSubject<S extends keyof ScopeSubjects = keyof ScopeSubjects> {
  readonly scope: S;
  readonly subject: ScopeSubjects[S];
  readonly base: number;
  /**
   * Equal, with an equal `kind`, for subjects that a rule cannot tell apart, but for where they start; undefined: never
   * kept. A text that is there already, for 100,000 fields have one.
   */
  readonly key: string | undefined;
  readonly kind?: string;
}

/** The octets of a document. */
export function octetsSubject(facts: OctetFacts, { snapshot }: MailDocument): ScopedSubject {
  const offset = (line: number, column: number): number =>
    Math.min(snapshot.lineStart(line) + column, snapshot.lineStart(line + 1));
  return { scope: 'octets', subject: { facts, offset }, base: 0, key: undefined };
}

/** The subjects of a message, in document order; a part's fields come before the part. */
export function* messageSubjects(message: Part, keys?: SubjectKeys): Generator<ScopedSubject> {
  for (const part of walkParts(message)) {
    const { header, whole, kind } = keys?.of(part) ?? NO_KEYS;
    const place = placeOf(part);
    for (const field of part.header.fields) {
      yield {
        scope: 'field',
        subject: { field, place },
        base: field.from,
        key: field.lens.identity ? field.text : undefined,
        kind: place,
      };
    }
    const base = part.from;
    yield { scope: 'headerBlock', subject: part, base, key: header, kind: `h${kind}` };
    if (part.children.length === 0 && !part.multipart) {
      yield { scope: 'body', subject: part, base, key: whole, kind: `b${kind}` };
    }
    yield { scope: 'part', subject: part, base, key: whole, kind: `p${kind}` };
    if (part.role === 'message') yield { scope: 'message', subject: part, base: part.from, key: undefined };
  }
}

const NO_KEYS = { header: undefined, whole: undefined, kind: '' };

/**
 * The subjects of wide scope of a transcript: its sessions, and behind them what they say of mailboxes, which is left
 * out where nobody wants it: it takes a pass of its own.
 */
export function* wideSubjects(
  { transcript: { sessions }, syntax }: TranscriptDocument,
  wantsMailboxes: boolean,
): Generator<ScopedSubject> {
  for (const session of sessions) yield { scope: 'session', subject: session, base: 0, key: undefined };
  if (!wantsMailboxes) return;
  const recents = new RecentMessages();
  for (const session of sessions) {
    if (session.protocol !== 'imap') continue;
    for (const subject of mailboxUnits(session, syntax, recents)) {
      yield { scope: 'mailbox', subject, base: 0, key: undefined };
    }
  }
}

/** The kind of header block a part has: fields mean something else in a report than in a message. */
export function placeOf(part: Part): Place {
  if (part.role !== 'fields') return part.role;
  const carrier = part.parent;
  const place = carrier && REPORT_PLACES.get(carrier.mediaType.name);
  if (place !== 'delivery-status') return place ?? 'message';
  // RFC 3464 2.1: the first block is about the message, each further one about a recipient.
  return carrier?.children[0] === part ? place : 'delivery-status-recipient';
}

const REPORT_PLACES: ReadonlyMap<string, Place> = new Map([
  ['message/delivery-status', 'delivery-status'],
  ['message/global-delivery-status', 'delivery-status'],
  ['message/disposition-notification', 'disposition-notification'],
  ['message/global-disposition-notification', 'disposition-notification'],
  ['message/feedback-report', 'feedback-report'],
]);
