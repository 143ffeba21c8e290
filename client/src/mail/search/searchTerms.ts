// The words of the search language: one row each, with how IMAP says it (RFC 9051 6.4.4).

/** What stands behind the colon of a word. */
export type TermValue = 'text' | 'date' | 'size' | 'keyword' | 'uids' | 'none';

/** One word of the language. */
export interface SearchTerm {
  /** As it is typed: `from`, `unseen`. */
  readonly name: string;
  readonly value: TermValue;
  /** The IMAP search key; for `text` the value follows it as a string. */
  readonly imap: string;
  /** What it finds, for completion. */
  readonly summary: string;
}

/** Words with a value: `from:anna`. */
const VALUED: readonly SearchTerm[] = [
  { name: 'from', value: 'text', imap: 'FROM', summary: 'Words of the From field' },
  { name: 'to', value: 'text', imap: 'TO', summary: 'Words of the To field' },
  { name: 'cc', value: 'text', imap: 'CC', summary: 'Words of the Cc field' },
  { name: 'bcc', value: 'text', imap: 'BCC', summary: 'Words of the Bcc field' },
  { name: 'subject', value: 'text', imap: 'SUBJECT', summary: 'Words of the subject' },
  { name: 'body', value: 'text', imap: 'BODY', summary: 'Words of the text' },
  { name: 'text', value: 'text', imap: 'TEXT', summary: 'Words anywhere, header fields included' },
  { name: 'list', value: 'text', imap: 'HEADER List-Id', summary: 'Words of the List-Id field' },
  { name: 'message-id', value: 'text', imap: 'HEADER Message-ID', summary: 'Words of the Message-ID' },
  { name: 'keyword', value: 'keyword', imap: 'KEYWORD', summary: 'Messages with a keyword' },
  {
    name: 'since',
    value: 'date',
    imap: 'SINCE',
    summary: 'Arrived on this day or later: 2026-11-21, today, 7d',
  },
  { name: 'before', value: 'date', imap: 'BEFORE', summary: 'Arrived before this day' },
  { name: 'on', value: 'date', imap: 'ON', summary: 'Arrived on this day' },
  { name: 'sentsince', value: 'date', imap: 'SENTSINCE', summary: 'Written on this day or later' },
  { name: 'sentbefore', value: 'date', imap: 'SENTBEFORE', summary: 'Written before this day' },
  { name: 'larger', value: 'size', imap: 'LARGER', summary: 'Larger than: 500k, 2M' },
  { name: 'smaller', value: 'size', imap: 'SMALLER', summary: 'Smaller than' },
  { name: 'uid', value: 'uids', imap: 'UID', summary: 'Unique identifiers: 17, 20:30' },
  { name: 'raw', value: 'text', imap: 'X-GM-RAW', summary: "Gmail's own search language" },
];

/** Words that stand alone, and as `is:unread`. */
const FLAGS: readonly SearchTerm[] = [
  { name: 'unseen', value: 'none', imap: 'UNSEEN', summary: 'Not read' },
  { name: 'unread', value: 'none', imap: 'UNSEEN', summary: 'Not read' },
  { name: 'seen', value: 'none', imap: 'SEEN', summary: 'Read' },
  { name: 'read', value: 'none', imap: 'SEEN', summary: 'Read' },
  { name: 'flagged', value: 'none', imap: 'FLAGGED', summary: 'Flagged' },
  { name: 'unflagged', value: 'none', imap: 'UNFLAGGED', summary: 'Not flagged' },
  { name: 'answered', value: 'none', imap: 'ANSWERED', summary: 'Answered' },
  { name: 'unanswered', value: 'none', imap: 'UNANSWERED', summary: 'Not answered' },
  { name: 'draft', value: 'none', imap: 'DRAFT', summary: 'Drafts' },
  { name: 'deleted', value: 'none', imap: 'DELETED', summary: 'Marked as deleted' },
];

/** What `has:` takes. IMAP knows no attachments: the header of the whole message is the nearest it has. */
const CONTENTS: readonly SearchTerm[] = [
  {
    name: 'attachment',
    value: 'none',
    imap: 'HEADER Content-Type multipart/mixed',
    summary: 'With an attachment, as far as the server can tell',
  },
  {
    name: 'calendar',
    value: 'none',
    imap: 'OR HEADER Content-Type text/calendar BODY text/calendar',
    summary: 'With an invitation',
  },
];

export const searchTerms: ReadonlyMap<string, SearchTerm> = new Map(VALUED.map((term) => [term.name, term]));
export const flagTerms: ReadonlyMap<string, SearchTerm> = new Map(FLAGS.map((term) => [term.name, term]));
export const contentTerms: ReadonlyMap<string, SearchTerm> = new Map(
  CONTENTS.map((term) => [term.name, term]),
);
