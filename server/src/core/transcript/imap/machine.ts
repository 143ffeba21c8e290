// An IMAP session as a fold over its units: what is known of it in front of each.

import { Kind } from '../../syntax/kinds.ts';
import type { Exchange, Session } from '../exchange.ts';
import type { LineFault } from '../lineScanner.ts';
import type { SyntaxCache } from '../syntaxCache.ts';
import type { Machine } from '../units.ts';
import { UnitText } from '../unitText.ts';
import { imapCommand } from './commands.ts';
import { lineFaults } from './lineFaults.ts';
import type { ImapLineFaultCode } from './lineFaults.ts';
import { readImapUnit } from './ownText.ts';
import type { ImapUnitSyntax } from './ownText.ts';
import type {
  ImapCommandView,
  ImapExchange,
  ImapResponseView,
  ImapSaid,
  ImapSessionState,
} from './session.ts';
import { initialImapState, stepImap } from './sessionState.ts';
import { statusOf } from './status.ts';
import { isUsualFetch } from './usualFetch.ts';
import { responseCode, responseName } from './views/response.ts';

/** How an IMAP session is read unit by unit. */
export const imapMachine: Machine<ImapSessionState, ImapExchange> = {
  initial: initialImapState,
  view: viewOf,
  step: stepImap,
  behindQuiet: ({ exchanges }, index) => exchanges.marks.behindQuiet(index),
};

function viewOf(session: Session, index: number, state: ImapSessionState, cache: SyntaxCache): ImapExchange {
  const exchange = session.exchanges.get(index);
  if (exchange.kind === 'untagged' && isUsualFetch(session, index)) {
    return new UsualFetch(session, exchange, state, cache);
  }
  return readView(session, exchange, state, cache);
}

/**
 * A response that is read only when somebody asks what it says: neither the state nor a finding depends on it.
 */
class UsualFetch implements ImapExchange {
  readonly protocol = 'imap';
  readonly session: Session;
  readonly exchange: Exchange;
  readonly state: ImapSessionState;
  readonly usual = true;
  readonly command = undefined;
  readonly faults = NONE;
  readonly #cache: SyntaxCache;
  #view: ImapExchange | undefined;

  constructor(session: Session, exchange: Exchange, state: ImapSessionState, cache: SyntaxCache) {
    this.session = session;
    this.exchange = exchange;
    this.state = state;
    this.#cache = cache;
  }

  get unit(): UnitText {
    return this.#read.unit;
  }

  get syntax(): ImapUnitSyntax | undefined {
    return this.#read.syntax;
  }

  get response(): ImapResponseView | undefined {
    return this.#read.response;
  }

  get asked(): ImapSaid | undefined {
    return this.#read.asked;
  }

  get #read(): ImapExchange {
    this.#view ??= readView(this.session, this.exchange, this.state, this.#cache);
    return this.#view;
  }
}

function readView(
  session: Session,
  exchange: Exchange,
  state: ImapSessionState,
  cache: SyntaxCache,
): ImapExchange {
  const { kind, first, last, repliesTo } = exchange;
  const side = exchange.speaker === 'client' ? 'client' : 'server';
  const unit = new UnitText(
    session,
    first,
    kind === 'note' ? Math.min(last, first + 1) : last,
    side === 'client' ? 'server' : 'client',
  );
  const read = kind !== 'note' && kind !== 'answer' && unit.text !== '';
  const grammar = unit.noted ? `imap-${side}-noted` : `imap-${side}`;
  const syntax = read
    ? cache.of(grammar, unit.text, (text) => readImapUnit(text, side, unit.noted))
    : undefined;
  const isCommand = kind === 'command';
  return {
    protocol: 'imap',
    session,
    exchange,
    unit,
    state,
    usual: false,
    syntax,
    command: isCommand ? commandView(unit.text) : undefined,
    response: !isCommand && syntax ? responseView(unit.text, syntax) : undefined,
    asked: repliesTo === undefined ? undefined : state.inFlight.find((said) => said.index === repliesTo),
    faults: syntax ? faultsOf(session, exchange, syntax, unit.text) : NONE,
  };
}

function faultsOf(
  session: Session,
  { index, kind, speaker }: Exchange,
  syntax: ImapUnitSyntax,
  text: string,
): ImapExchange['faults'] {
  if (syntax.faults.length === 0) return NONE;
  // An excerpt may start behind the beginning of a response.
  if (index === 0 && speaker === 'server' && TAIL.test(text)) return NONE;
  const status = kind === 'command' ? statusOf(session, index) : undefined;
  return lineFaults(syntax, status, { text, cut: isCut(session, index) });
}

/** Whether the document ends in the middle of a unit's last line: while somebody writes it, or where a book has folded it. */
function isCut({ all, numbers, exchanges }: Session, index: number): boolean {
  const last = numbers[exchanges.get(index).last - 1];
  if (last === undefined || last < all.count - 1) return false;
  // Who copies a part of a log cuts it where a response is long, seldom in a command.
  if (exchanges.kind(index) === 'untagged') return true;
  const columns = all.content(last).to - all.range(last).from;
  return all.lineEnd(last) === '' || (columns >= FOLDED.least && columns <= FOLDED.most);
}

function commandView(text: string): ImapCommandView {
  const [, indent = '', tag = '', space = '', first = '', second] = COMMAND.exec(text) ?? [];
  const isUid = /^UID$/i.test(first) && second !== undefined;
  const from = indent.length + tag.length + space.length;
  const verb = isUid ? `UID ${second.trim()}` : first;
  const to = from + first.length + (isUid ? second.length : 0);
  return {
    tag: { from: indent.length, to: indent.length + tag.length, value: tag },
    verb: verb.toUpperCase(),
    name: { from, to },
    row: imapCommand(verb),
  };
}

function responseView(text: string, syntax: ImapUnitSyntax): ImapResponseView {
  const tag = syntax.tree.root.child(Kind.ImapTag);
  return {
    tag: tag && text.slice(tag.from, tag.to),
    name: responseName(text, syntax),
    code: responseCode(text, syntax),
  };
}

/** Tag, name, and for UID the name behind it. */
const COMMAND = /^(\s*)(\S*)( *)([^\s(]*)( +[A-Za-z]+(?![^\s(]))?/;
/** How wide the lines are that RFCs and books fold, in columns: an excerpt may leave out where such a line goes on. */
const FOLDED = { least: 60, most: 80 };
/** The end of a list, and no beginning of a response. */
const TAIL = /^(?![*+]|\S+ (?:OK|NO|BAD)\b).*\)$/i;
const NONE: readonly LineFault<ImapLineFaultCode>[] = [];
