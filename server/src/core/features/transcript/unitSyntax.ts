// The tree of a unit of a session, whatever its protocol, read without anything that stands around it.

import type { Tree } from '../../syntax/tree.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';
import { readImapUnit } from '../../transcript/imap/ownText.ts';
import { parsePop3Command } from '../../transcript/pop3/grammar.ts';
import { listingKinds, parsePop3Listing } from '../../transcript/pop3/listing.ts';
import { parsePop3Reply } from '../../transcript/pop3/reply.ts';
import type { ReplyShape } from '../../transcript/pop3/reply.ts';
import type { Protocol } from '../../transcript/protocol.ts';
import { parseSmtpCommand } from '../../transcript/smtp/grammar.ts';
import { parseSmtpReply } from '../../transcript/smtp/reply.ts';
import type { SyntaxCache } from '../../transcript/syntaxCache.ts';
import { UnitText } from '../../transcript/unitText.ts';

/** A unit's own text with its tree. */
export interface UnitSyntax {
  readonly unit: UnitText;
  /** Own offsets. */
  readonly tree: Tree;
}

/** The tree of a unit, of a very long one that of its first line; undefined for notes, data and the lines of a dialogue. */
export function unitSyntax(
  { syntax }: Pick<TranscriptDocument, 'syntax'>,
  session: Session,
  exchange: Exchange,
): UnitSyntax | undefined {
  if (!READ.has(exchange.kind)) return undefined;
  const { first, last } = exchange;
  const read = last - first > MAX_LINES ? { ...exchange, last: first + 1 } : exchange;
  return readers[session.protocol](session, read, syntax);
}

type Reader = (session: Session, exchange: Exchange, cache: SyntaxCache) => UnitSyntax | undefined;

const smtp: Reader = (session, exchange, cache) => {
  const unit = new UnitText(session, exchange.first, exchange.last);
  // The names of the cache are the machine's, which reads the same.
  const asked = exchange.row?.verb;
  const { tree } =
    exchange.kind === 'command'
      ? cache.of('smtp', unit.text, parseSmtpCommand)
      : asked === 'EHLO' || asked === 'LHLO'
        ? cache.of('ehlo', unit.text, (text) => parseSmtpReply(text, true))
        : cache.of('reply', unit.text, (text) => parseSmtpReply(text));
  return { unit, tree };
};

const imap: Reader = (session, exchange, cache) => {
  const side = exchange.speaker === 'client' ? 'client' : 'server';
  const unit = new UnitText(session, exchange.first, exchange.last, side === 'client' ? 'server' : 'client');
  if (unit.text === '') return undefined;
  const name = unit.noted ? `imap-${side}-noted` : `imap-${side}`;
  return { unit, tree: cache.of(name, unit.text, (text) => readImapUnit(text, side, unit.noted)).tree };
};

const pop3: Reader = (session, exchange, cache) => {
  const unit = new UnitText(session, exchange.first, exchange.last);
  if (exchange.kind === 'command') {
    return { unit, tree: cache.of('pop3', unit.text, parsePop3Command).tree };
  }
  const shape = pop3Shape(session, exchange);
  return {
    unit,
    tree: cache.of(`pop3 ${shape}`, unit.text, (text) => parsePop3Reply(text, shape)).tree,
  };
};

const readers: Readonly<Record<Protocol, Reader>> = { smtp, lmtp: smtp, imap, pop3 };

/** What the text of a reply is: it follows from the command. */
export function pop3Shape(session: Session, { kind, row, repliesTo }: Exchange): ReplyShape {
  if (kind === 'greeting') return 'greeting';
  const [alone, withArgument] = SHAPES[row?.verb ?? ''] ?? ['text', 'text'];
  if (alone === withArgument || repliesTo === undefined) return alone;
  const { first } = session.exchanges.get(repliesTo);
  return /^\s*\S+\s+\S/.test(session.all.text(session.numbers[first] ?? 0)) ? withArgument : alone;
}

/** A line of a listing behind a positive reply of POP3; undefined where the command's answer is no listing. */
export function pop3ListingLine(verb: string | undefined, text: string): Tree | undefined {
  const kind = (
    listingKinds as Readonly<Record<string, (typeof listingKinds)[keyof typeof listingKinds] | undefined>>
  )[verb ?? ''];
  return kind && parsePop3Listing(text, kind).tree;
}

/** By verb, without and with an argument. */
const SHAPES: Readonly<Record<string, readonly [ReplyShape, ReplyShape]>> = {
  STAT: ['stat', 'stat'],
  LIST: ['text', 'scan'],
  UIDL: ['text', 'uid'],
  RETR: ['retr', 'retr'],
  TOP: ['retr', 'retr'],
};
/** A literal of megabytes is not read for each look at a few of its lines. */
const MAX_LINES = 1000;
const READ: ReadonlySet<Exchange['kind']> = new Set<Exchange['kind']>([
  'greeting',
  'command',
  'continuation',
  'reply',
  'untagged',
]);
