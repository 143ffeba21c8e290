// Rule imap/search: the result of a search is missing, or is not what the session has shown of the messages.

import type { MailboxCommand } from '../../transcript/imap/mailbox/command.ts';
import { rfc } from '../../registry/reference.ts';
import type { TextRange } from '../../text/range.ts';
import { searchTest } from '../../transcript/imap/mailbox/searchKeys.ts';
import type { MailboxUnit } from '../../transcript/imap/mailbox/events.ts';
import type { MailboxState } from '../../transcript/imap/mailboxState.ts';
import { inSet, sequenceSet } from '../../transcript/imap/views/sequenceSet.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { eventOf, openMailbox, statusPlace } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/search',
  severity: 'error',
  references: [rfc(9051, '6.4.4'), rfc(9051, '7.3.4'), rfc(3501, '7.2.5')],
  summary:
    'The result of a search is missing, names a message twice or one that is not there, or disagrees with what the messages are.',
  why:
    'Clients show what SEARCH returns, and many synchronise by it. With a result that leaves messages out they hide mail; ' +
    'with one that has too many they fetch messages that are not there.',
  messages: {
    none: '{verb} succeeded without a result: even an empty one must be said',
    duplicate: 'Message {number} stands in the result twice',
    zero: 'There is no message 0',
    over: 'There is no message {number}: the mailbox has {exists}',
    missing: 'Message {number} belongs to the result, by what the session has shown of it',
    extra: 'Message {number} does not belong to the result, by what the session has shown of it',
  },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 SEARCH UNSEEN\nS: * SEARCH 2 3 4\nS: a1 OK Done\nC: a2 UID SEARCH OR SEEN LARGER 350\nS: * SEARCH 10 40\nS: a2 OK Done\nC: a3 SEARCH NOT 1:*\nS: * SEARCH\nS: a3 OK Done\n',
        ),
      },
      {
        text: openSession(
          'C: a1 STORE 2 +FLAGS.SILENT (\\Seen)\nS: a1 OK Done\nC: a2 SEARCH SEEN\nS: * SEARCH 1 2\nS: a2 OK Done\nC: a3 SEARCH FROM "ann"\nS: * SEARCH 4\nS: a3 OK Done\n',
        ),
      },
      {
        text: openSession(
          'C: a1 SEARCH RETURN (ALL) UNSEEN\nS: * ESEARCH (TAG "a1") ALL 2:4\nS: a1 OK Done\nC: a2 SEARCH RETURN (SAVE) ALL\nS: a2 OK Done\n',
        ),
      },
    ],
    invalid: [
      { text: longSession('C: a1 SEARCH ALL\nS: a1 «OK» Done\n'), messages: ['none'] },
      {
        text: openSession('C: a1 SEARCH TEXT x\nS: * SEARCH 2 3 «2»\nS: a1 OK Done\n'),
        messages: ['duplicate'],
      },
      {
        text: openSession('C: a1 SEARCH TEXT x\nS: * SEARCH «0» 2 «5»\nS: a1 OK Done\n'),
        messages: ['zero', 'over'],
      },
      { text: openSession('C: a1 SEARCH UNSEEN\nS: * «SEARCH» 2 4\nS: a1 OK Done\n'), messages: ['missing'] },
      {
        text: openSession('C: a1 UID SEARCH UNSEEN SMALLER 350\nS: * SEARCH 20 30 «40»\nS: a1 OK Done\n'),
        messages: ['extra'],
      },
      {
        text: openSession(
          'C: a1 SEARCH RETURN (ALL) SEEN\nS: * «ESEARCH» (TAG "a1") ALL 1:2\nS: a1 OK Done\n',
        ),
        messages: ['extra'],
      },
    ],
  },
  looksAt: { events: ['search', 'reply'] },
  check(unit, { report }) {
    const reply = eventOf(unit, 'reply');
    if (reply) {
      const { command, status } = reply;
      if (
        status !== 'OK' ||
        !command ||
        unit.state.heard.search > command.index ||
        !PLAIN.test(command.verb)
      ) {
        return;
      }
      // An excerpt leaves out what does not matter to it.
      if (openMailbox(unit)?.index === undefined) return;
      // Where results are asked for by name, or the newer protocol is on, an empty result may be nothing at all.
      if (/ RETURN /i.test(command.text) || unit.state.enabled.has('IMAP4REV2')) return;
      report({ message: 'none', at: statusPlace(unit), data: { verb: command.verb } });
      return;
    }
    const event = eventOf(unit, 'search');
    const mailbox = openMailbox(unit);
    const command = unit.state.pending.filter(({ verb }) => SEARCHES.test(verb));
    const [search] = command;
    if (!event || !mailbox || !search || command.length > 1) return;
    if (!event.results && event.numbers.length > 0) {
      for (const [message, number] of oddNumbers(event.numbers, search.verb, mailbox.exists)) {
        report({
          message,
          at: numberIn(unit, number, message === 'duplicate'),
          data: { number, exists: mailbox.exists ?? 0 },
        });
      }
    }
    if (PLAIN.test(search.verb)) {
      for (const [message, number] of differences(unit, search, mailbox)) {
        const at =
          message === 'extra' && !event.results
            ? numberIn(unit, number, false)
            : unit.source.find(/^\* (E?SEARCH)/i);
        report({ message, at, data: { number } });
      }
    }
  },
});

type Odd = readonly ['zero' | 'duplicate' | 'over', number];

function oddNumbers(numbers: readonly number[], verb: string, exists: number | undefined): Odd[] {
  const seen = new Set<number>();
  const odd: Odd[] = [];
  const highest = verb.startsWith('UID ') ? Infinity : (exists ?? Infinity);
  for (const number of numbers) {
    if (number === 0) odd.push(['zero', number]);
    else if (seen.has(number)) odd.push(['duplicate', number]);
    else if (number > highest) odd.push(['over', number]);
    seen.add(number);
    if (odd.length >= MAX_ODD) break;
  }
  return odd;
}

/** The first message that is missing, and the first that is too many. */
function differences(
  unit: MailboxUnit,
  search: MailboxCommand,
  mailbox: MailboxState,
): ['missing' | 'extra', number][] {
  const { messages, exists, flagsFrom } = mailbox;
  const uid = search.verb.startsWith('UID ');
  const found = resultOf(unit);
  if (!found || exists === undefined) return [];
  const last = messages.get(exists);
  const test = searchTest(search.text, search.syntax, { number: exists, uid: last?.uid });
  const differences = new Map<'missing' | 'extra', number>();
  for (const { number, record } of messages.known()) {
    if (unit.allowance.left-- <= 0) break;
    const name = uid ? record.uid : number;
    if (name === undefined) continue;
    const expected = test({ number, record, flagsHold: record.flagsAt >= flagsFrom });
    if (expected === undefined || expected === found(name)) continue;
    const kind = expected ? 'missing' : 'extra';
    if (!differences.has(kind)) differences.set(kind, name);
  }
  return [...differences];
}

/** Whether the result has a message; undefined where it does not say which ones it has. */
function resultOf(unit: MailboxUnit): ((number: number) => boolean) | undefined {
  const event = eventOf(unit, 'search');
  if (!event?.results) {
    const numbers = new Set(event?.numbers);
    return (number) => numbers.has(number);
  }
  const value = event.results.items.find(({ name }) => name === 'ALL')?.value;
  const set = value === undefined ? undefined : sequenceSet(value);
  return set && ((number) => inSet(set, number, Infinity));
}

/** Where a number stands in the result: the first time, or the second. */
function numberIn({ source }: MailboxUnit, number: number, second: boolean): TextRange {
  const word = `\\b0*${String(number)}\\b`;
  return source.find(new RegExp(second ? `${word}.*?(${word})` : word, 's'));
}

const PLAIN = /^(?:UID )?SEARCH$/;
const SEARCHES = /^(?:UID )?(?:SEARCH|SORT|THREAD)$/;
const MAX_ODD = 20;
