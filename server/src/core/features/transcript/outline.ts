// The outline of a transcript: sessions, logins, mail transactions, commands, and the messages they carry.

import type { Decoding } from '../../message/charsets.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';
import { oneLine } from '../markdown.ts';
import { documentSymbols } from '../symbols.ts';
import type { OutlineSymbol, SymbolKind } from '../symbols.ts';
import { count } from '../words.ts';
import { outcomeOf, outcomeText, userOf } from './outcome.ts';
import { unitSyntax } from './unitSyntax.ts';

/** The outline; bounded in number. Of a long log the first commands are there, and a last entry counts the others. */
export function transcriptSymbols(document: TranscriptDocument, decoding: Decoding): readonly OutlineSymbol[] {
  const { sessions } = document.transcript;
  const room = { left: MAX_SYMBOLS };
  const hidden = { commands: 0 };
  const drafts = sessions.slice(0, MAX_SESSIONS).map((session, index) => {
    const children = sessionSymbols(document, session, room, hidden);
    return sessions.length === 1 ? { children } : { children, own: sessionSymbol(session, index, children) };
  });
  const roots = drafts.flatMap(({ children, own }) => (own ? [own] : children));
  for (const message of documentSymbols(document, decoding)) nest(roots, message);
  if (hidden.commands > 0) {
    const at = document.snapshot.length;
    const range = { from: at, to: at };
    roots.push({ kind: 'more', name: count(hidden.commands, 'more command'), detail: '', ...range, selection: range, children: [] });
  }
  return roots;
}

/** An entry that others are still put into. */
interface Draft extends OutlineSymbol {
  to: number;
  readonly children: Draft[];
}

interface Room {
  left: number;
}

function sessionSymbol(session: Session, index: number, children: Draft[]): Draft {
  const { all, numbers, protocol, exchanges } = session;
  const from = Math.min(all.range(numbers[0] ?? 0).from, children[0]?.from ?? Infinity);
  const to = all.range(numbers[numbers.length - 1] ?? 0).to;
  return {
    kind: 'session',
    name: `Session ${String(index + 1)}`,
    detail: `${protocol.toUpperCase()}, ${count(exchanges.count, 'unit')}`,
    from,
    to: Math.max(to, ...children.slice(-1).map((child) => child.to)),
    selection: { from, to: from },
    children,
  };
}

/** The greeting and each command; the commands of a mail transaction stand below it. */
function sessionSymbols(document: TranscriptDocument, session: Session, room: Room, hidden: { commands: number }): Draft[] {
  const drafts: Draft[] = [];
  let open: Transaction | undefined;
  const { exchanges } = session;
  const finish = (): void => {
    if (open) closeTransaction(document, session, open);
    open = undefined;
  };
  for (let index = 0; index < exchanges.count; index++) {
    const kind = exchanges.kind(index);
    if (kind !== 'command' && kind !== 'greeting') continue;
    if (room.left <= 0) {
      hidden.commands++;
      continue;
    }
    room.left--;
    const exchange = exchanges.get(index);
    const draft = unitSymbol(document, session, exchange);
    const verb = (session.protocol === 'smtp' || session.protocol === 'lmtp' ? exchange.row?.verb : undefined) ?? '';
    if (ENDS.has(verb)) finish();
    if (verb === 'MAIL') {
      open = { mail: exchange, draft: transaction(draft), recipients: 0, end: undefined };
      drafts.push(open.draft);
    }
    if (!open) {
      drafts.push(draft);
      continue;
    }
    open.draft.children.push(draft);
    open.draft.to = Math.max(open.draft.to, draft.to);
    if (verb === 'RCPT' && outcomeOf(session, index).result === 'accepted') open.recipients++;
    if (MESSAGES.has(verb)) open.end = index;
    if (verb === 'DATA') finish();
  }
  finish();
  return drafts;
}

/** A mail transaction of SMTP (RFC 5321 3.3), from MAIL to the reply to the message. */
interface Transaction {
  readonly mail: Exchange;
  readonly draft: Draft;
  recipients: number;
  /** The command that sent the message, or its last chunk. */
  end: number | undefined;
}

function transaction(first: Draft): Draft {
  return { ...first, kind: 'transaction', name: 'Mail transaction', children: [] };
}

function closeTransaction(document: TranscriptDocument, session: Session, { mail, draft, recipients, end }: Transaction): void {
  const outcome =
    end === undefined
      ? outcomeOf(session, mail.index).result === 'accepted'
        ? 'no message'
        : outcomeText(outcomeOf(session, mail.index))
      : outcomeText(outcomeOf(session, end));
  const from = address(document, session, mail);
  Object.assign(draft, { detail: oneLine(`${from} → ${count(recipients, 'recipient')}, ${outcome}`, MAX_NAME) });
}

/** The address of MAIL or RCPT without its brackets; `<>` for none. */
function address(document: TranscriptDocument, session: Session, exchange: Exchange): string {
  const syntax = unitSyntax(document, session, exchange);
  const path = syntax?.tree.root.find(Kind.ReversePath) ?? syntax?.tree.root.find(Kind.ForwardPath);
  const text = path && syntax ? syntax.unit.text.slice(path.from, path.to) : '';
  return text === '' || text === '<>' ? '<>' : text.replace(/^<|>$/g, '');
}

function unitSymbol(document: TranscriptDocument, session: Session, exchange: Exchange): Draft {
  const { from, index, kind, row } = exchange;
  const { exchanges, all, numbers } = session;
  const text = all.text(numbers[exchange.first] ?? 0).slice(0, MAX_TEXT);
  const reply = exchanges.answeredBy(index);
  const outcome = kind === 'command' ? outcomeOf(session, index) : undefined;
  const user = kind === 'command' ? userOf(document, session, exchange) : undefined;
  const words = outcome ? outcomeText(outcome) : '';
  return {
    kind: kind === 'greeting' ? 'greeting' : (KINDS[row?.verb ?? ''] ?? 'command'),
    name: oneLine(kind === 'greeting' ? 'Greeting' : nameOf(text, row), MAX_NAME) || 'Command',
    detail: oneLine(kind === 'greeting' ? text : user === undefined ? words : `${user}, ${words}`, MAX_NAME),
    from,
    // Other commands stand between a pipelined one and its reply: then it ends with itself.
    to: reply !== undefined && aloneUntil(session, index, reply) ? Math.max(exchange.to, exchanges.get(reply).to) : exchange.to,
    selection: { from, to: Math.min(exchange.to, all.content(numbers[exchange.first] ?? 0).to) },
    children: [],
  };
}

/** The command as written, up to its first secret. */
function nameOf(text: string, row: Exchange['row']): string {
  const secret = row?.arguments.findIndex((argument) => argument.secret === true) ?? -1;
  if (secret < 0) return text;
  // Tag, verb and the arguments in front of the secret one.
  const words = /^[ \t]*(?:\S+[ \t]+)??(?:AUTHENTICATE|AUTH|LOGIN|PASS|APOP|BURL|GENURLAUTH|URLFETCH)(?![^ \t])/i.exec(text)?.[0] ?? '';
  const rest = text.slice(words.length).trim().split(/[ \t]+/).slice(0, secret).join(' ');
  return rest === '' || /^["{]/.test(rest) ? words : `${words} ${rest}`;
}

function aloneUntil({ exchanges }: Session, command: number, reply: number): boolean {
  if (reply - command > MAX_BETWEEN) return false;
  for (let index = command + 1; index < reply; index++) if (exchanges.kind(index) === 'command') return false;
  return true;
}

/** Puts a message below the innermost entry that holds it. */
function nest(roots: Draft[], message: OutlineSymbol): void {
  let siblings = roots;
  for (;;) {
    const at = lastFrom(siblings, message.from);
    const holder = siblings[at];
    if (!holder || holder.kind === 'message' || message.to > holder.to) break;
    siblings = holder.children;
  }
  siblings.splice(lastFrom(siblings, message.from) + 1, 0, message as Draft);
}

function lastFrom(symbols: readonly OutlineSymbol[], offset: number): number {
  let low = 0;
  let high = symbols.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((symbols[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const KINDS: Readonly<Record<string, SymbolKind | undefined>> = {
  STARTTLS: 'tls',
  STLS: 'tls',
  AUTH: 'login',
  AUTHENTICATE: 'login',
  LOGIN: 'login',
  USER: 'login',
  PASS: 'login',
  APOP: 'login',
};
/** What ends a mail transaction besides its message (RFC 5321 4.1.4). */
const ENDS: ReadonlySet<string> = new Set(['MAIL', 'RSET', 'EHLO', 'HELO', 'LHLO', 'QUIT', 'STARTTLS', 'XCLIENT']);
const MESSAGES: ReadonlySet<string> = new Set(['DATA', 'BDAT', 'BURL']);
const MAX_SYMBOLS = 4000;
const MAX_SESSIONS = 1000;
const MAX_BETWEEN = 100_000;
const MAX_NAME = 120;
const MAX_TEXT = 500;
