// Rule imap/uidnext-backwards: UIDNEXT falls, or a message that was there already has a UID that is still to come.

import { rfc } from '../../registry/reference.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession, SELECTED } from '../support/mailboxSession.ts';
import { anyMailbox, itemPlace, knownMailbox, openMailbox } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/uidnext-backwards',
  severity: 'warning',
  references: [rfc(9051, '2.3.1.1')],
  summary: 'UIDNEXT is lower than before, or not above the UIDs of the messages that are there.',
  why:
    'UIDNEXT promises that new messages get this UID or a higher one. Clients look for news from there on: where the ' +
    'promise does not hold, they miss messages.',
  messages: {
    lower: 'UIDNEXT was {before} already, and cannot become {now}',
    below: 'UIDNEXT cannot be {now}: a message has the UID {uid}',
    reached: 'The UID {uid} was still to come when the mailbox was selected with UIDNEXT {next}',
  },
  examples: {
    valid: [
      {
        text: longSession(
          `C: a1 SELECT INBOX\n${SELECTED.replace('s04', 'a1').replace('UIDNEXT 50', 'UIDNEXT 51')}`,
        ),
      },
      {
        text: openSession(
          'C: a1 NOOP\nS: * 5 EXISTS\nS: a1 OK\nC: a2 FETCH 5 (UID)\nS: * 5 FETCH (UID 50)\nS: a2 OK\n',
        ),
      },
    ],
    invalid: [
      {
        text: longSession(
          `C: a1 SELECT INBOX\n${SELECTED.replace('s04', 'a1').replace('UIDNEXT 50', 'UIDNEXT «49»')}`,
        ),
        messages: ['lower'],
      },
      {
        text: openSession(
          'C: a1 SELECT Archive\nS: * 1 EXISTS\nS: * OK [UIDNEXT 9] next\nS: a1 OK\nC: a2 FETCH 1 (UID)\nS: * 1 FETCH (UID «9»)\nS: a2 OK\n',
        ),
        messages: ['reached'],
      },
      {
        text: openSession('C: a1 NOOP\nS: * OK [UIDNEXT «40»] next\nS: a1 OK\n', {
          select: SELECTED.replace('S: * OK [UIDNEXT 50] Next UID\n', ''),
        }),
        messages: ['below'],
      },
    ],
  },
  looksAt: { events: ['code', 'status', 'fetch'] },
  check(unit, { report }) {
    const { event, state, source } = unit;
    if (event.kind === 'fetch') {
      const mailbox = openMailbox(unit);
      const { uid } = event.facts.news;
      const next = mailbox?.uidNext;
      const wasThere = event.number !== undefined && event.number <= (mailbox?.first ?? 0);
      if (uid === undefined || next === undefined || uid < next || !wasThere || event.known?.uid === uid) {
        return;
      }
      // One cause, told once: at the first message that is too late, and where UIDNEXT itself fell, at that.
      const again = (mailbox?.messages.get((event.number ?? 0) - 1)?.uid ?? 0) >= next;
      const fell = (mailbox?.before?.uidNext ?? 0) > next;
      if (event.uidFault === undefined && !again && !fell) {
        report({ message: 'reached', at: itemPlace(unit, 'UID'), data: { uid, next } });
      }
      return;
    }
    const written =
      event.kind === 'status'
        ? event.values.get('UIDNEXT')
        : event.kind === 'code' && event.code.name === 'UIDNEXT'
          ? event.code.argument
          : undefined;
    if (written === undefined || !/^\d+$/.test(written)) return;
    const now = Number(written);
    const mailbox = event.kind === 'status' ? knownMailbox(state, event.mailbox) : anyMailbox(unit);
    const validity =
      event.kind === 'status' ? Number(event.values.get('UIDVALIDITY') ?? NaN) : mailbox?.uidValidity;
    const earlier = mailbox?.uidNext === undefined ? mailbox?.before : mailbox;
    // Another UIDVALIDITY, or one that is still to be said: the numbers say nothing of each other.
    if (earlier && earlier !== mailbox && earlier.uidValidity !== validity) return;
    if (event.kind === 'status' && !Number.isNaN(validity) && earlier?.uidValidity !== validity) return;
    const at = source.find(/UIDNEXT +(\d+)/i);
    const before = earlier?.uidNext;
    const uid = mailbox?.messages?.maxUid ?? 0;
    if (before !== undefined && now < before) report({ message: 'lower', at, data: { before, now } });
    else if (uid >= now && now > 0) report({ message: 'below', at, data: { uid, now } });
  },
});
