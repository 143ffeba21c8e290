// An IMAP session as a fold over its units: what is known of it in front of each.

import { Kind } from '../../syntax/kinds.ts';
import type { Exchange, Session } from '../exchange.ts';
import type { LineFault } from '../lineScanner.ts';
import type { SyntaxCache } from '../syntaxCache.ts';
import { UnitText } from '../unitText.ts';
import { imapCommand } from './commands.ts';
import { lineFaults } from './lineFaults.ts';
import type { ImapLineFaultCode } from './lineFaults.ts';
import { readImapUnit } from './ownText.ts';
import type { ImapUnitSyntax } from './ownText.ts';
import type { ImapCommandView, ImapExchange, ImapResponseView, ImapSessionState } from './session.ts';
import { initialImapState, stepImap } from './sessionState.ts';
import { statusOf } from './status.ts';
import { responseCode, responseName } from './views/response.ts';

/** The units of a session in order, each with what is known in front of it. */
export function* imapExchanges(session: Session, cache: SyntaxCache): Generator<ImapExchange> {
  let state = initialImapState(session);
  for (let index = 0; index < session.exchanges.count; index++) {
    const view = viewOf(session, session.exchanges.get(index), state, cache);
    yield view;
    state = stepImap(state, view);
  }
}

function viewOf(
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
    syntax,
    command: isCommand ? commandView(unit.text) : undefined,
    response: !isCommand && syntax ? responseView(unit.text, syntax) : undefined,
    asked: repliesTo === undefined ? undefined : state.inFlight.find((said) => said.index === repliesTo),
    faults: syntax ? faultsOf(session, exchange, syntax, unit.text) : NONE,
  };
}

function faultsOf(
  session: Session,
  { index, kind }: Exchange,
  syntax: ImapUnitSyntax,
  text: string,
): ImapExchange['faults'] {
  if (syntax.faults.length === 0) return NONE;
  const status = kind === 'command' ? statusOf(session, index) : undefined;
  return lineFaults(syntax, status, { text, cut: isLast(session, index) });
}

/** Whether only remarks follow a unit. */
function isLast({ exchanges }: Session, index: number): boolean {
  for (let next = index + 1; next < exchanges.count; next++) {
    if (exchanges.kind(next) !== 'note') return false;
  }
  return true;
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
const COMMAND = /^(\s*)(\S*)( *)([^\s(]*)( +[A-Za-z]+)?/;
const NONE: readonly LineFault<ImapLineFaultCode>[] = [];
