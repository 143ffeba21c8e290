// Rule imap/append: a message that cannot be stored as the client asks.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { loggedIn, noops } from '../support/imapExamples.ts';
import { hostOf } from '../support/imapUnits.ts';
import { reportDay } from '../support/imapDates.ts';

export default imapRule({
  id: 'imap/append',
  severity: 'error',
  references: [rfc(9051, '6.3.12'), rfc(7889, '2')],
  summary:
    'APPEND has no message, a date that is none, or more octets than the server takes; or its NO lacks TRYCREATE.',
  why: 'The server refuses the message. Behind the mailbox come the flags in parentheses, the date in quotes, a literal.',
  messages: {
    data: 'A literal with the message must stand here',
    date: 'A date and time is written as " 1-Feb-1994 21:52:25 -0800"',
    day: 'A space stands in front of a day of one digit',
    limit: 'The server takes no more than {limit} octets',
    tryCreate: 'Where the mailbox could be created, [TRYCREATE] stands behind NO',
  },
  faults: { 'append-data': 'data' },
  examples: {
    valid: [
      {
        text: `${loggedIn('IMAP4rev1 APPENDLIMIT=1000')}${noops(20)}C: a APPEND x {5}\nS: + go\nC: a: b!\nS: a OK done\n`,
      },
      { text: 'C: a APPEND x (\\Seen) " 1-Feb-2026 21:52:25 +0000" {5}\nS: + go\nC: a: b!\nS: a OK done\n' },
    ],
    invalid: [
      { text: 'C: a APPEND x (\\Seen) «hello»\nS: a BAD what?\n', messages: ['data'] },
      { text: 'C: a APPEND x «"2026-02-01 21:52:25"» {5}\nS: a BAD what?\n', messages: ['date'] },
      {
        text: 'C: a COPY 1 Archive\nS: a «NO» Mailbox does not exist\n',
        messages: ['tryCreate'],
      },
      {
        text: 'C: a APPEND x "«4»-May-2024 10:00:00 +0000" {5}\nS: a BAD what?\n',
        messages: ['day'],
        fixed: 'C: a APPEND x " 4-May-2024 10:00:00 +0000" {5}\nS: a BAD what?\n',
      },
      {
        text: `${loggedIn('IMAP4rev1 APPENDLIMIT=1000')}${noops(20)}C: a APPEND x {«2000»}\nS: a NO [TOOBIG] no\n`,
        messages: ['limit'],
      },
    ],
  },
  looksAt: { kinds: ['command', 'reply'] },
  check(subject, { report }) {
    const { asked, command, faults, response, state, syntax, unit } = subject;
    if (asked && response?.name?.name === 'NO' && STORES.has(asked.verb)) {
      const missing = response.code === undefined && MISSING.test(unit.text);
      if (missing) report({ message: 'tryCreate', at: hostOf(subject, response.name) });
      return;
    }
    if (!command || !APPENDS.has(command.verb)) return;
    for (const { code, from, to } of faults) {
      if (code === 'date-time') report({ message: 'date', at: hostOf(subject, { from, to }) });
      if (code === 'date-day') reportDay(subject, { from, to }, report);
    }
    const limits = [...(state.capabilities?.names ?? [])].map(
      (name) => /^APPENDLIMIT=(\d+)$/.exec(name)?.[1],
    );
    const limit = Number(limits.find((each) => each !== undefined) ?? Infinity);
    for (const { announced, digits } of syntax?.literals ?? []) {
      if (announced > limit) {
        report({ message: 'limit', at: unit.host(digits.from, digits.to), data: { limit } });
      }
    }
  },
});

const APPENDS: ReadonlySet<string> = new Set(['APPEND', 'REPLACE', 'UID REPLACE']);
/** RFC 9051 6.3.12, 6.4.7: those that TRYCREATE answers. */
const STORES: ReadonlySet<string> = new Set([...APPENDS, 'COPY', 'UID COPY', 'MOVE', 'UID MOVE']);
/** How servers say that there is no such mailbox. */
const MISSING =
  /\b(?:mailbox|folder)\b.*\b(?:does(?:n't| not) exist|not found|nonexistent)|\bno such (?:mailbox|folder)/i;
