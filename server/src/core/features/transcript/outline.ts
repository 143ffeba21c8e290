// The outline of a transcript: sessions, logins, mail transactions, commands, and the messages they carry.

import type { Decoding } from '../../message/charsets.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Exchange, ExchangeList, Session } from '../../transcript/exchange.ts';
import { oneLine } from '../markdown.ts';
import { documentSymbols } from '../symbols.ts';
import type { OutlineSymbol, SymbolKind } from '../symbols.ts';
import { count } from '../words.ts';
import { transactionsOf } from './transactions.ts';
import type { Transaction } from './transactions.ts';
import { lastUnitOf, outcomeOf, outcomeText, userOf } from './outcome.ts';
import { unitSyntax } from './unitSyntax.ts';

/** The outline; bounded in number. Of a long log the first commands are there, and a last entry counts the others. */
export function transcriptSymbols(
  document: TranscriptDocument,
  decoding: Decoding,
): readonly OutlineSymbol[] {
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
    roots.push({
      kind: 'more',
      name: count(hidden.commands, 'more command'),
      detail: '',
      ...range,
      selection: range,
      children: [],
    });
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
    name: titleOf(session) ?? `Session ${String(index + 1)}`,
    detail: `${protocol.toUpperCase()}, ${count(commandsIn(exchanges), 'command')}`,
    from,
    to: Math.max(to, ...children.slice(-1).map((child) => child.to)),
    selection: { from, to: from },
    children,
  };
}

/** The words of the `###` line that a session starts with. */
function titleOf({ all, numbers, exchanges }: Session): string | undefined {
  for (let index = 0; index < exchanges.count && exchanges.kind(index) === 'note'; index++) {
    const { first, last } = exchanges.get(index);
    for (let place = first; place < Math.min(last, first + MAX_TITLE_LINES); place++) {
      const title = /^#{2,}[ \t]*(\S.*)$/.exec(all.text(numbers[place] ?? 0).slice(0, MAX_TEXT))?.[1];
      if (title !== undefined) return oneLine(title, MAX_NAME);
    }
  }
  return undefined;
}

function commandsIn(exchanges: ExchangeList): number {
  let commands = 0;
  for (let index = 0; index < exchanges.count; index++) if (exchanges.kind(index) === 'command') commands++;
  return commands;
}

/** The greeting and each command; the commands of a mail transaction stand below it. */
function sessionSymbols(
  document: TranscriptDocument,
  session: Session,
  room: Room,
  hidden: { commands: number },
): Draft[] {
  const drafts: Draft[] = [];
  const transactions = transactionsOf(session);
  let next = transactions.next();
  let parent: Draft | undefined;
  const { exchanges } = session;
  for (let index = 0; index < exchanges.count; index++) {
    const kind = exchanges.kind(index);
    if (kind !== 'command' && kind !== 'greeting') continue;
    if (room.left <= 0) {
      hidden.commands++;
      continue;
    }
    room.left--;
    const draft = unitSymbol(document, session, exchanges.get(index));
    while (next.done !== true && next.value.last < index) {
      next = transactions.next();
      parent = undefined;
    }
    if (next.done === true || index < next.value.mail) {
      drafts.push(draft);
      continue;
    }
    if (!parent) drafts.push((parent = transactionSymbol(document, session, next.value, draft)));
    parent.children.push(draft);
    parent.to = Math.max(parent.to, draft.to, dataEnd(session, index));
  }
  return drafts;
}

/** Where the message behind a command ends, which in a pipeline stands behind other commands; 0 where there is none. */
function dataEnd({ exchanges }: Session, command: number): number {
  const reply = exchanges.answeredBy(command) ?? command;
  for (let index = Math.min(reply, command + MAX_PIPELINE); index > command; index--) {
    if (exchanges.kind(index) !== 'data') continue;
    const data = exchanges.get(index);
    if (data.repliesTo === command) return data.to;
  }
  return 0;
}

function transactionSymbol(
  document: TranscriptDocument,
  session: Session,
  transaction: Transaction,
  first: Draft,
): Draft {
  const { mail, recipients, message } = transaction;
  const sender = outcomeOf(session, mail);
  const taken = recipients.filter((index) => outcomeOf(session, index).result === 'accepted').length;
  const outcome =
    message !== undefined
      ? outcomeText(outcomeOf(session, message))
      : sender.result === 'accepted'
        ? 'no message'
        : outcomeText(sender);
  const from = address(document, session, session.exchanges.get(mail));
  const detail = oneLine(`${from} → ${count(taken, 'recipient')}, ${outcome}`, MAX_NAME);
  return { ...first, kind: 'transaction', name: 'Mail transaction', detail, children: [] };
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
  const outcome = kind === 'command' ? outcomeOf(session, index) : undefined;
  const user = kind === 'command' ? userOf(document, session, exchange) : undefined;
  const words = outcome ? outcomeText(outcome) : '';
  const name = kind === 'greeting' ? 'Greeting' : nameOf(text, row);
  const saysUser = user !== undefined && !name.endsWith(` ${user}`);
  return {
    kind: kind === 'greeting' ? 'greeting' : (KINDS[row?.verb ?? ''] ?? 'command'),
    name: oneLine(name, MAX_NAME) || 'Command',
    detail: oneLine(kind === 'greeting' ? text : saysUser ? `${user}, ${words}` : words, MAX_NAME),
    from,
    to:
      kind === 'command' ? Math.max(exchange.to, exchanges.get(lastUnitOf(session, index)).to) : exchange.to,
    selection: { from, to: Math.min(exchange.to, all.content(numbers[exchange.first] ?? 0).to) },
    children: [],
  };
}

/** The command as written, up to its first secret. */
function nameOf(text: string, row: Exchange['row']): string {
  const secret = row?.arguments.findIndex((argument) => argument.secret === true) ?? -1;
  if (secret < 0) return text;
  // Tag, verb and the arguments in front of the secret one.
  const words =
    /^[ \t]*(?:\S+[ \t]+)??(?:AUTHENTICATE|AUTH|LOGIN|PASS|APOP|BURL|GENURLAUTH|URLFETCH)(?![^ \t])/i.exec(
      text,
    )?.[0] ?? '';
  const rest = text
    .slice(words.length)
    .trim()
    .split(/[ \t]+/)
    .slice(0, secret)
    .join(' ');
  return rest === '' || /^["{]/.test(rest) ? words : `${words} ${rest}`;
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
const MAX_SYMBOLS = 4000;
const MAX_SESSIONS = 1000;
const MAX_NAME = 120;
const MAX_TEXT = 500;
const MAX_TITLE_LINES = 20;
const MAX_PIPELINE = 1000;
