// The state of a session in front of a line: who is logged in, TLS, mailbox, envelope, capabilities in force.

import { Kind } from '../../../syntax/kinds.ts';
import { imapStatesIn } from '../../../transcript/imap/control.ts';
import { sequenceSet } from '../../../transcript/imap/views/sequenceSet.ts';
import { statesOf } from '../../../transcript/pop3/control.ts';
import { liveCount } from '../../../transcript/pop3/maildrop.ts';
import { stateAt } from '../../../transcript/exchanges.ts';
import type { SessionState } from '../../../transcript/exchanges.ts';
import type { TranscriptDocument } from '../../../transcript/document.ts';
import type { AnyExchange, Exchange, Session } from '../../../transcript/exchange.ts';
import type { ImapSessionState } from '../../../transcript/imap/session.ts';
import { statesIn } from '../../../transcript/smtp/control.ts';
import type { Envelope, Said } from '../../../transcript/smtp/machine.ts';
import { facts } from '../../hover/hoverTypes.ts';
import { inlineCode } from '../../markdown.ts';
import { count } from '../../words.ts';
import { lastUnitOf, outcomeOf, userOf } from '../outcome.ts';
import { unitSyntax } from '../unitSyntax.ts';

/** The state of the session in front of a unit, as a section of a hover. */
export function stateText(document: TranscriptDocument, session: Session, exchange: Exchange): string {
  const { syntax } = document;
  const shown = facts(
    ...factsOf(document, { session, exchange, ...stateAt(session, syntax, exchange.index) }),
  );
  return shown === '' ? '' : `*The session here*\n\n${shown}`;
}

/** A unit with what is known in front of it. */
type UnitState<P = SessionState['protocol']> = Extract<SessionState, { protocol: P }> &
  Pick<AnyExchange, 'session' | 'exchange'>;

function factsOf(document: TranscriptDocument, unit: UnitState): Facts {
  switch (unit.protocol) {
    case 'smtp':
      return smtpFacts(document, unit);
    case 'imap':
      return imapFacts(unit);
    case 'pop3':
      return pop3Facts(document, unit);
  }
}

type Known = 'yes' | 'no' | 'unknown';
type Facts = readonly (string | undefined)[];

function smtpFacts(document: TranscriptDocument, { state, session, exchange }: UnitState<'smtp'>): Facts {
  const { tls, authenticated, envelope, extensions, stale, waiting } = state;
  const user = authenticated === 'yes' ? lastLogin(document, session, exchange.index) : undefined;
  return [
    loginText(authenticated, user),
    tlsText(secured({ session, exchange }, tls)),
    envelope
      ? envelopeText((said) => pathOf(document, session, said), envelope)
      : statesIn(state.control).every((each) => TRANSACTION.has(each))
        ? 'Envelope: begun outside of this log'
        : undefined,
    extensions && capabilitiesText(extensions.keys(), stale),
    waiting.length > 1 ? `${count(waiting.length, 'command')} without a reply` : undefined,
  ];
}

function envelopeText(path: (said: Said) => string, { mail, accepted, recipients }: Envelope): string {
  const shown = accepted.slice(0, MAX_SHOWN).map((said) => inlineCode(path(said)));
  const more = recipients > shown.length ? ', …' : '';
  const to =
    recipients === 0 ? 'nobody yet' : `${count(recipients, 'recipient')}: ${shown.join(', ')}${more}`;
  return `Envelope: from ${inlineCode(path(mail))} to ${to}`;
}

/** The path of MAIL or RCPT as written. */
function pathOf(document: TranscriptDocument, session: Session, { index }: Said): string {
  const syntax = unitSyntax(document, session, session.exchanges.get(index));
  const node = syntax?.tree.root.find(Kind.ReversePath) ?? syntax?.tree.root.find(Kind.ForwardPath);
  return node && syntax ? syntax.unit.text.slice(node.from, node.to) : '';
}

function imapFacts({ state, session, exchange }: UnitState<'imap'>): Facts {
  const { tls, authenticated, user, mailbox, capabilities, enabled, inFlight } = state;
  const possible = imapStatesIn(state.control);
  const selected = possible.every((each) => each === 'selected');
  const inside = selected || possible.every((each) => each === 'authenticated' || each === 'selected');
  return [
    loginText(authenticated === 'unknown' && inside ? 'yes' : authenticated, user),
    tlsText(secured({ session, exchange }, tls)),
    mailbox || selected
      ? mailboxText(mailbox, messagesIn(session, exchange.index, mailbox?.index ?? -1))
      : undefined,
    enabled.size > 0 ? `Enabled: ${names(enabled)}` : undefined,
    capabilities && capabilitiesText(capabilities.names, capabilities.stale !== undefined),
    inFlight.length > 1 ? `${count(inFlight.length, 'command')} without an answer` : undefined,
  ];
}

function mailboxText(mailbox: ImapSessionState['mailbox'], messages: number | undefined): string {
  const only = mailbox?.readOnly === 'yes' ? ', read only' : '';
  const name = mailbox?.name;
  return `Mailbox ${name === undefined ? 'not known' : inlineCode(name)}${only}${messages === undefined ? '' : `, ${count(messages, 'message')}`}`;
}

/** EXISTS less the messages that went behind it, as far back as the mailbox was selected. */
function messagesIn(session: Session, index: number, selected: number): number | undefined {
  let gone = 0;
  const { exchanges, all, numbers } = session;
  for (let at = index - 1; at > Math.max(selected, index - MAX_BACK); at--) {
    if (exchanges.kind(at) !== 'untagged') continue;
    const text = all.text(numbers[exchanges.get(at).first] ?? 0).slice(0, MAX_HEAD);
    const exists = /^\* (\d{1,10}) EXISTS/i.exec(text)?.[1];
    if (exists !== undefined) return Math.max(0, Number(exists) - gone);
    if (/^\* \d+ EXPUNGE/i.test(text)) gone++;
    const vanished = /^\* VANISHED ([\d,:]+)/i.exec(text)?.[1];
    if (vanished !== undefined) gone += sequenceSet(vanished).count ?? 0;
  }
  return undefined;
}

function pop3Facts(document: TranscriptDocument, { state, session, exchange }: UnitState<'pop3'>): Facts {
  const { authenticated, tls, capabilities, stale, maildrop } = state;
  const messages = liveCount(maildrop);
  const marked = maildrop.deleted.size;
  return [
    loginText(
      authenticated === 'unknown' && state.control === IN_TRANSACTION ? 'yes' : authenticated,
      authenticated === 'yes' ? lastLogin(document, session, exchange.index) : undefined,
    ),
    // A greeting does not say whether TLS stood in front of it, the offer of STLS does.
    tlsText(
      secured({ session, exchange }, tls === 'no' && capabilities?.has('STLS') !== true ? 'unknown' : tls),
    ),
    messages === undefined ? undefined : `Maildrop: ${count(messages, 'message')}`,
    marked > 0 ? `${count(marked, 'message')} marked as deleted: gone at QUIT` : undefined,
    capabilities && capabilitiesText(capabilities.keys(), stale),
  ];
}

/** Who logged in last in front of a unit. */
function lastLogin(document: TranscriptDocument, session: Session, index: number): string | undefined {
  const { exchanges } = session;
  for (let at = index - 1; at >= Math.max(0, index - MAX_BACK); at--) {
    const verb = exchanges.kind(at) === 'command' ? exchanges.row(at)?.verb : undefined;
    if (verb === undefined || !LOGINS.has(verb) || lastUnitOf(session, at) > index) continue;
    const user =
      outcomeOf(session, at).result === 'accepted' ? userOf(document, session, exchanges.get(at)) : undefined;
    if (user !== undefined) return user;
  }
  return undefined;
}

function loginText(known: Known, user: string | undefined): string {
  if (known === 'unknown') return 'Not known whether somebody is logged in';
  if (known === 'no') return 'Not logged in';
  return user === undefined ? 'Logged in' : `Logged in as ${inlineCode(user)}`;
}

function tlsText(known: Known): string | undefined {
  return known === 'unknown' ? undefined : known === 'yes' ? 'Encrypted by TLS' : 'Not encrypted';
}

/** What the log marks as sent over TLS was so, whatever was said. */
function secured({ session, exchange }: Pick<AnyExchange, 'session' | 'exchange'>, known: Known): Known {
  return session.all.secure(session.numbers[exchange.first] ?? 0) ? 'yes' : known;
}

function capabilitiesText(given: Iterable<string>, stale: boolean): string {
  return `${stale ? 'Capabilities said before, which count no more' : 'Capabilities'}: ${names(given)}`;
}

function names(given: Iterable<string>): string {
  const all = [...given];
  const shown = all.slice(0, MAX_NAMES).map((name) => inlineCode(name));
  return all.length === 0 ? 'none' : `${shown.join(', ')}${all.length > MAX_NAMES ? ', …' : ''}`;
}

const LOGINS: ReadonlySet<string> = new Set(['AUTH', 'AUTHENTICATE', 'LOGIN', 'USER', 'APOP']);
const TRANSACTION: ReadonlySet<string> = new Set(['mail', 'rcpt', 'bdat']);
const IN_TRANSACTION = statesOf(['transaction']);
const MAX_SHOWN = 5;
const MAX_NAMES = 40;
const MAX_BACK = 20_000;
const MAX_HEAD = 60;
