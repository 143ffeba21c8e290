// Rule imap/internaldate: the date of a message is not written as IMAP wants it.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { imapRule } from '../protocolRules.ts';
import { reportDay } from '../support/imapDates.ts';
import { hostOf, nodesOf, ownText } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/internaldate',
  severity: 'error',
  references: [rfc(9051, '9'), rfc(9051, '2.3.3')],
  summary: 'An INTERNALDATE is no date and time of IMAP, or no day of the calendar.',
  why: 'Clients sort by it. The form is " 1-Feb-1994 21:52:25 -0800": a day of two characters and an English month.',
  messages: {
    form: 'A date and time is written as " 1-Feb-1994 21:52:25 -0800"',
    day: 'A space stands in front of a day of one digit',
    calendar: 'There is no such day',
  },
  examples: {
    valid: [
      { text: 'S: * 1 FETCH (INTERNALDATE " 1-Feb-2026 21:52:25 +0000")\n' },
      { text: 'S: * 1 FETCH (INTERNALDATE "29-Feb-2024 21:52:25 +0000")\n' },
    ],
    invalid: [
      { text: 'S: * 1 FETCH (INTERNALDATE «"2026-02-01 21:52:25"»)\n', messages: ['form'] },
      { text: 'S: * 1 FETCH (INTERNALDATE «"29-Feb-2026 21:52:25 +0000"»)\n', messages: ['calendar'] },
      {
        text: 'S: * 1 FETCH (INTERNALDATE "«4»-May-2024 21:52:25 +0000")\n',
        messages: ['day'],
        fixed: 'S: * 1 FETCH (INTERNALDATE " 4-May-2024 21:52:25 +0000")\n',
      },
    ],
  },
  looksAt: { kinds: ['untagged'] },
  check(subject, { report }) {
    for (const { code, from, to } of subject.faults) {
      if (code === 'date-time') report({ message: 'form', at: hostOf(subject, { from, to }) });
      if (code === 'date-day') reportDay(subject, { from, to }, report);
    }
    for (const node of nodesOf(subject, Kind.DateTime)) {
      if (isNoDay(ownText(subject, node))) report({ message: 'calendar', at: hostOf(subject, node) });
    }
  },
});

function isNoDay(date: string): boolean {
  const [, day = '', month = '', year = ''] = /(\d{1,2})-([a-z]{3})-(\d{4})/i.exec(date) ?? [];
  const days = DAYS.get(month.toLowerCase());
  if (days === undefined) return false;
  const full = Number(year);
  const leap = (full % 4 === 0 && full % 100 !== 0) || full % 400 === 0;
  return Number(day) > (month.toLowerCase() === 'feb' && leap ? 29 : days);
}

const DAYS: ReadonlyMap<string, number> = new Map(
  'jan31 feb28 mar31 apr30 may31 jun30 jul31 aug31 sep30 oct31 nov30 dec31'
    .split(' ')
    .map((each) => [each.slice(0, 3), Number(each.slice(3))]),
);
