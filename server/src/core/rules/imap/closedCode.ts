// Rule imap/closed-code: CLOSED comes where nothing was open, or does not come where a mailbox is closed.

import { rfc } from '../../registry/reference.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession, SELECTED } from '../support/mailboxSession.ts';
import { statusPlace } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/closed-code',
  severity: 'warning',
  references: [rfc(7162, '3.2.11'), rfc(9051, '7.1')],
  summary:
    'The response code CLOSED comes with no mailbox open, or is missing when another mailbox is selected.',
  why:
    'CLOSED is the border between what the server says of the old mailbox and of the new one. Without it a client may ' +
    'remove a message from one mailbox that was expunged in the other.',
  messages: {
    nothing: 'No mailbox was open that could be closed',
    missing: 'CLOSED is missing: the mailbox selected before was closed by this {verb}',
  },
  examples: {
    valid: [
      {
        text: longSession(`C: a1 SELECT INBOX\nS: * OK [CLOSED] closed\n${SELECTED.replace('s04', 'a1')}`, {
          enable: 'QRESYNC',
        }),
      },
      {
        text: openSession(
          `C: a1 CLOSE\nS: a1 OK Done\nC: a2 SELECT INBOX\n${SELECTED.replace('s04', 'a2')}`,
          { enable: 'QRESYNC' },
        ),
      },
      { text: openSession(`C: a1 SELECT INBOX\n${SELECTED.replace('s04', 'a1')}`) },
    ],
    invalid: [
      {
        text: longSession(`C: a1 SELECT INBOX\n${SELECTED.replace('s04 OK', 'a1 «OK»')}`, {
          enable: 'QRESYNC',
        }),
        messages: ['missing'],
      },
      {
        text: openSession(
          `C: a1 CLOSE\nS: a1 OK Done\nC: a2 SELECT INBOX\nS: * OK [«CLOSED»] closed\n${SELECTED.replace('s04', 'a2')}`,
        ),
        messages: ['nothing'],
      },
    ],
  },
  looksAt: { events: ['code', 'reply'] },
  check(unit, { report }) {
    const { event, state, source } = unit;
    if (!state.followed) return;
    if (event.kind === 'code') {
      if (event.code.name === 'CLOSED' && !state.selected) {
        report({ message: 'nothing', at: source.find(/CLOSED/i) });
      }
      return;
    }
    if (event.kind !== 'reply' || event.status !== 'OK' || !event.command) return;
    const { opening, selected, enabled } = state;
    if (opening?.index !== event.command.index || selected?.index === undefined) return;
    if (!enabled.has('QRESYNC') && !enabled.has('IMAP4REV2')) return;
    report({ message: 'missing', at: statusPlace(unit), data: { verb: event.command.verb } });
  },
});
