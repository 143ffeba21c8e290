// Rule pop3/counts-disagree: STAT, LIST and UIDL count different messages.

import { rfc } from '../../registry/reference.ts';
import type { ListedMessages } from '../../transcript/pop3/listedMessages.ts';
import { liveCount, liveOctets } from '../../transcript/pop3/maildrop.ts';
import { isWhole } from '../../transcript/pop3/machine.ts';
import type { Pop3Exchange } from '../../transcript/pop3/machine.ts';
import type { Pop3ReplySyntax } from '../../transcript/pop3/reply.ts';
import { UnitText } from '../../transcript/unitText.ts';
import type { RuleContext } from '../rule.ts';
import { noops } from '../support/pop3Examples.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/counts-disagree',
  severity: 'warning',
  references: [rfc(1939, '5'), rfc(6856, '2.1')],
  summary: 'What STAT, LIST and UIDL say of the number of messages or their octets does not agree.',
  why: 'The maildrop does not change during a session. Clients that rely on one of the answers miss mail or wait for mail that is not there.',
  messages: {
    count: '{expected} messages are there by what was said before, not {count}',
    octets: 'The sizes of LIST add up to {expected} octets, not {octets}',
    stat: 'STAT said {expected} octets; these sizes add up to {octets}',
    lines: '{count} messages are listed; there are {expected}',
    size: 'The size of message {number} was {expected} before',
    said: 'The reply says {expected} messages; {count} are listed',
  },
  examples: {
    valid: [
      { text: 'C: STAT\nS: +OK 2 320\nC: LIST\nS: +OK\nS: 1 120\nS: 2 200\nS: .\n' },
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: LIST\nS: +OK 2 messages (320 octets)\nS: 1 120\nS: 2 200\nS: .\nC: DELE 1\nS: +OK\nC: STAT\nS: +OK 1 200\nC: UIDL\nS: +OK\nS: 2 b\nS: .\nC: RSET\nS: +OK\nC: STAT\nS: +OK 2 320\nC: QUIT\nS: +OK\n',
      },
      {
        text: `S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: STAT\nS: +OK 2 320\n${noops(20)}C: DELE 2\nS: +OK\nC: STAT\nS: +OK 1 120\nC: QUIT\nS: +OK\n`,
      },
    ],
    invalid: [
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: STAT\nS: +OK 3 320\nC: LIST\nS: +OK\nS: «1 120\n# two of three\nS: 2 200»\nS: .\n',
        messages: ['lines'],
      },
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: STAT\nS: +OK 3 320\nC: LIST\nS: +OK\nS: «1 120\nS: 2 200»\nS: .\n',
        messages: ['lines'],
      },
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: LIST\nS: +OK\nS: 1 120\nS: 2 200\nS: .\nC: STAT\nS: +OK 2 «300»\n',
        messages: ['octets'],
      },
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: STAT\nS: +OK 2 300\nC: LIST\nS: +OK\nS: «1 120\nS: 2 200»\nS: .\n',
        messages: ['stat'],
      },
      {
        text: `S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: STAT\nS: +OK 2 320\n${noops(20)}C: DELE 2\nS: +OK\nC: STAT\nS: +OK «2» 320\nC: QUIT\nS: +OK\n`,
        messages: ['count'],
      },
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: LIST\nS: +OK\nS: 1 120\nS: .\nC: LIST 1\nS: +OK 1 «125»\n',
        messages: ['size'],
      },
      { text: 'C: LIST\nS: +OK «3» messages (320 octets)\nS: 1 120\nS: 2 200\nS: .\n', messages: ['said'] },
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: LIST\nS: +OK\nS: 1 120\nS: .\nC: UIDL\nS: +OK\nS: «1 a\nS: 2 b»\nS: .\n',
        messages: ['lines'],
      },
    ],
  },
  looksAt: { kinds: ['reply', 'data'], verbs: ['STAT', 'LIST', 'UIDL'] },
  check(subject, { report }) {
    if (subject.listed) listed(subject, subject.listed, report);
    else if (subject.reply) answered(subject, subject.reply, report);
  },
});

type Message = 'count' | 'octets' | 'stat' | 'lines' | 'size' | 'said';
type Report = RuleContext<Message>['report'];

/** The answer to STAT, or to LIST with a number. */
function answered(
  { state: { maildrop }, asked, unit }: Pop3Exchange,
  reply: Pop3ReplySyntax,
  report: Report,
): void {
  const { count, octets, number, size } = reply;
  if (asked?.syntax.verb === 'STAT' && count && octets) {
    const expected = liveCount(maildrop);
    if (expected !== undefined && expected !== count.value) {
      report({
        message: 'count',
        at: unit.host(count.from, count.to),
        data: { expected, count: count.value },
      });
      return;
    }
    const sum = liveOctets(maildrop);
    if (sum === undefined || sum === octets.value) return;
    report({
      message: 'octets',
      at: unit.host(octets.from, octets.to),
      data: { expected: sum, octets: octets.value },
    });
    return;
  }
  if (!number || !size) return;
  const before = maildrop.sizes.get(number.value);
  if (before === undefined || before === size.value) return;
  report({
    message: 'size',
    at: unit.host(size.from, size.to),
    data: { number: number.value, expected: before },
  });
}

/** The lines of LIST or UIDL: one finding for a listing, or it would be full of them. */
function listed(view: Pop3Exchange, listing: ListedMessages, report: Report): void {
  const { count } = listing;
  const { state, session, exchange, unit } = view;
  const { maildrop, answered: last } = state;
  if (!isWhole(view) || last?.index !== exchange.repliesTo) return;
  const said = last?.reply.count;
  const end = unit.length - DOT_LINE;
  const at = end > 0 ? unit.host(0, end) : unit.host(0, unit.length);
  if (last && said && said.value !== count) {
    const reply = session.exchanges.get(last.repliedAt);
    const place = new UnitText(session, reply.first, reply.last).host(said.from, said.to);
    report({ message: 'said', at: place, data: { expected: said.value, count } });
    return;
  }
  const expected = liveCount(maildrop);
  if (expected !== undefined && expected !== count) {
    report({ message: 'lines', at, data: { expected, count } });
    return;
  }
  const { sizes } = maildrop;
  const other = sizes.size > 0 ? listing.otherSize((number) => sizes.get(number)) : undefined;
  if (other?.number && other.size) {
    report({
      message: 'size',
      at: unit.host(other.size.from, other.size.to),
      data: { number: other.number.value, expected: sizes.get(other.number.value) ?? 0 },
    });
    return;
  }
  const sum =
    exchange.row?.verb === 'LIST' ? liveOctets(view.maildrops.behind(maildrop, listing, true)) : undefined;
  if (sum === undefined || maildrop.octets === undefined || sum === maildrop.octets) return;
  report({ message: 'stat', at, data: { expected: maildrop.octets, octets: sum } });
}

/** The last line, with the line end in front of it. */
const DOT_LINE = '\r\n.'.length;
