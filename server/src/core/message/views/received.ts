// Reads a Received field from its tree: clauses, date, and what mail servers tell of TLS and the peer (RFC 5321 4.4).

import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/range.ts';
import type { Field } from '../field.ts';
import { unfold } from '../field.ts';
import { dateTime } from './dateTime.ts';
import type { DateTimeView } from './dateTime.ts';
import { commentText } from './phrase.ts';

/** A comment with its text, outer parentheses left out. */
export interface CommentView extends TextRange {
  readonly text: string;
}

/** One clause; host ranges. */
export interface ReceivedClauseView extends TextRange {
  /** In lower case. */
  readonly name: string;
  readonly nameRange: TextRange;
  /** The value as written, unfolded; '' where there is none. */
  readonly value: string;
  readonly valueRange: TextRange | undefined;
  readonly comments: readonly CommentView[];
}

/** How the transfer was encrypted, as far as the record tells; what it does not tell is undefined. */
export interface TlsView {
  /** `TLS1.3`, `TLS1.2`, `SSL3`: the version without underscores and `v`. */
  readonly version: string | undefined;
  readonly cipher: string | undefined;
  readonly bits: number | undefined;
}

/** A trace record. */
export interface ReceivedView extends TextRange {
  readonly clauses: readonly ReceivedClauseView[];
  /** The comments outside any clause: qmail writes `(qmail 123 invoked by uid 0)`. */
  readonly comments: readonly CommentView[];
  readonly date: DateTimeView | undefined;
  /** Undefined where nothing says that the transfer was encrypted. */
  readonly tls: TlsView | undefined;
  /**
   * Who handed the message over, in its own words: the first word of `from`, else what a comment outside the clauses
   * tells (`(from root@localhost)` of sendmail, `(qmail 1 invoked from network)`); undefined where nothing does.
   */
  readonly source: string | undefined;
  /** The address literal of the peer as the receiver saw it, without brackets; undefined where none is told. */
  readonly peerIp: string | undefined;
}

/** The record of a Received field; undefined for a field that is none. */
export function received(field: Field): ReceivedView | undefined {
  const node = field.tree.root.find(Kind.Received);
  if (!node) return undefined;
  const clauses: ReceivedClauseView[] = [];
  const comments: CommentView[] = [];
  let dateNode: SyntaxNode | undefined;
  for (const child of node.children()) {
    if (child.kind === Kind.ReceivedClause) clauses.push(clauseView(field, child));
    else if (child.kind === Kind.Comment) comments.push(commentView(field, child));
    else if (child.kind === Kind.DateTime) dateNode = child;
  }
  return {
    from: node.from,
    to: node.to,
    clauses,
    comments,
    date: dateNode && dateTime(field, dateNode),
    tls: tlsOf(clauses, comments),
    source: sourceOf(clauses, comments),
    peerIp: peerIpOf(clauses, comments),
  };
}

function clauseView(field: Field, node: SyntaxNode): ReceivedClauseView {
  const name = node.child(Kind.ClauseName);
  const value = node.child(Kind.ClauseValue);
  const comments: CommentView[] = [];
  for (const child of node.children()) {
    if (child.kind === Kind.Comment) comments.push(commentView(field, child));
    // A comment among several words belongs to the clause all the same.
    else if (child.kind === Kind.ClauseValue) {
      for (const inner of child.children()) {
        if (inner.kind === Kind.Comment) comments.push(commentView(field, inner));
      }
    }
  }
  return {
    from: node.from,
    to: node.to,
    name: name ? field.ownText(name.from, name.to).toLowerCase() : '',
    nameRange: name ?? node,
    value: value ? unfold(field.ownText(value.from, value.to)) : '',
    valueRange: value,
    comments,
  };
}

function commentView(field: Field, node: SyntaxNode): CommentView {
  return { from: node.from, to: node.to, text: commentText(field, node) };
}

function tlsOf(clauses: readonly ReceivedClauseView[], outside: readonly CommentView[]): TlsView | undefined {
  const texts = [...clauses.flatMap((clause) => clause.comments), ...outside].map((comment) => comment.text);
  for (const text of texts) {
    const tls = tlsOfText(text.slice(0, MAX_TEXT));
    if (tls) return tls;
  }
  const suite = clauses.find((clause) => clause.name === 'tls')?.value;
  if (suite !== undefined && suite !== '') return { version: undefined, cipher: suite, bits: undefined };
  // RFC 3848: an S behind the protocol says TLS; RFC 6531 4.3 adds the UTF8 ones.
  const protocol = clauses.find((clause) => clause.name === 'with')?.value ?? '';
  return SECURE_PROTOCOL.test(protocol)
    ? { version: undefined, cipher: undefined, bits: undefined }
    : undefined;
}

/**
 * `(version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384)` of Exchange, Gmail and sendmail, `(using TLSv1.3 with cipher X
 * (256/256 bits))` of Postfix, `(TLS1.3) tls TLS_AES_256_GCM_SHA384` and `(TLSv1.2:ECDHE-...:256)` of Exim.
 */
function tlsOfText(text: string): TlsView | undefined {
  const version = VERSION.exec(text);
  if (!version) return undefined;
  const [, kind = '', numbers = ''] = version;
  const cipher = CIPHER.exec(text)?.[1] ?? EXIM_CIPHER.exec(text)?.[1];
  const bits = BITS.exec(text);
  const count = bits?.[1] ?? bits?.[2] ?? bits?.[3];
  return {
    version: `${kind.toUpperCase()}${numbers.replaceAll('_', '.')}`,
    cipher,
    bits: count === undefined ? undefined : Number(count),
  };
}

function sourceOf(
  clauses: readonly ReceivedClauseView[],
  outside: readonly CommentView[],
): string | undefined {
  const from = clauses.find((clause) => clause.name === 'from');
  if (from) return /^\S+/.exec(from.value)?.[0];
  for (const { text } of outside) {
    const source = SOURCE.exec(text.slice(0, MAX_TEXT))?.[1];
    if (source !== undefined) return source;
  }
  return undefined;
}

/** The peer's address: in the comments of `from`, in its value, or in a comment outside. */
function peerIpOf(
  clauses: readonly ReceivedClauseView[],
  outside: readonly CommentView[],
): string | undefined {
  const from = clauses.find((clause) => clause.name === 'from');
  if (!from) return outside.length > 0 ? addressIn(outside.map((comment) => comment.text)) : undefined;
  return addressIn([...from.comments.map((comment) => comment.text), from.value]);
}

function addressIn(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const match = BRACKETED_IP.exec(text.slice(0, MAX_TEXT)) ?? BARE_IP.exec(text.slice(0, MAX_TEXT));
    if (match?.[1] !== undefined) return match[1];
  }
  return undefined;
}

const MAX_TEXT = 1000;
const SOURCE = /(?:^|\s)from (\S+)/i;
const SECURE_PROTOCOL = /^(?:UTF8)?(?:ESMTP|SMTP|LMTP)SA?$/i;
const VERSION = /\b(TLS|SSL)[ v_]*(\d(?:[._]\d)?)/i;
const CIPHER = /\bcipher[ =]+([A-Za-z0-9_-]+)/i;
const EXIM_CIPHER = /\b(?:TLS|SSL)v?\d(?:[._]\d)?:([A-Za-z0-9_-]+):\d+/i;
const BITS = /\((\d{2,4})\/\d{2,4}[ )]|\bbits=(\d{2,4})|:(\d{2,4})\b/;
/** Some servers write the port behind the address. */
const BRACKETED_IP =
  /\[(?:IPv6:)?((?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f.]{0,4}:[0-9A-Fa-f:.]{2,41})(?:%\w{1,15}|[:.]\d{1,5})?\]/i;
const BARE_IP = /(?<![\w.:])((?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})(?![\w.])/;
