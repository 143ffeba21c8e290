// Rule imap/select-incomplete: a mailbox is selected without all that a client has to know of it.

import { rfc } from '../../registry/reference.ts';
import type { MailboxSessionState } from '../../transcript/imap/mailboxState.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession, SELECTED } from '../support/mailboxSession.ts';
import { eventOf, statusPlace } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/select-incomplete',
  severity: 'warning',
  references: [rfc(9051, '6.3.2'), rfc(3501, '6.3.1'), rfc(7162, '3.1.2.1')],
  summary: 'SELECT or EXAMINE succeeds without responses that belong to it.',
  why:
    'Without FLAGS, EXISTS, UIDVALIDITY, UIDNEXT and PERMANENTFLAGS a client cannot tell what is in the mailbox and ' +
    'whether its copy still holds: it downloads everything, or gives up.',
  messages: { missing: 'The mailbox is selected without {missing}' },
  examples: {
    valid: [
      {
        text: longSession(
          `C: a1 EXAMINE INBOX\n${SELECTED.replace('s04', 'a1').replace('READ-WRITE', 'READ-ONLY')}`,
        ),
      },
      { text: openSession('C: a1 SELECT Archive\nS: a1 OK Selected\n') },
      { text: openSession('C: a1 SELECT Archive\nS: * 0 EXISTS\nS: a1 NO Not now\n') },
    ],
    invalid: [
      {
        text: longSession('', {
          select: SELECTED.replace(/.*(?:UIDNEXT|UIDVALIDITY).*\n/g, '').replace('s04 OK', 's04 «OK»'),
        }),
      },
      {
        text: openSession(
          `C: a1 SELECT INBOX\n${SELECTED.replace(/.*FLAGS.*\n/g, '').replace('s04 OK', 'a1 «OK»')}`,
        ),
      },
      {
        text: openSession(
          `C: a1 SELECT INBOX\nS: * OK [CLOSED] closed\n${SELECTED.replace('s04 OK', 'a1 «OK»')}`,
          { enable: 'IMAP4rev2', select: `S: * LIST () "/" INBOX\n${SELECTED}` },
        ),
      },
    ],
  },
  looksAt: { events: ['reply'] },
  check(unit, { report }) {
    const { state } = unit;
    const event = eventOf(unit, 'reply');
    const { opening } = state;
    if (!event?.command || event.status !== 'OK' || opening?.index !== event.command.index) return;
    const { given } = opening;
    // A log without any of it has left it out.
    if (!given.has('EXISTS') && !given.has('FLAGS')) return;
    // An excerpt shows what it is about.
    if (!unit.session.startsWithGreeting && given.size < FEW) return;
    const named = event.code?.name;
    const missing = required(state, opening.noModseq).filter((name) => !given.has(name) && name !== named);
    const mode = MODES.find((name) => given.has(name) || name === named);
    if (event.command.verb === 'EXAMINE' && mode === undefined) missing.push('READ-ONLY');
    if (missing.length > 0) {
      report({ message: 'missing', at: statusPlace(unit), data: { missing: missing.join(', ') } });
    }
  },
});

/** The names of the responses and response codes that must have come. */
function required({ enabled, capabilities }: MailboxSessionState, noModseq: boolean): string[] {
  const names = ['FLAGS', 'EXISTS', 'UIDVALIDITY', 'UIDNEXT', 'PERMANENTFLAGS'];
  const rev2Only = capabilities?.has('IMAP4REV2') === true && !capabilities.has('IMAP4REV1');
  if (rev2Only || enabled.has('IMAP4REV2')) names.push('LIST');
  else if (capabilities?.has('IMAP4REV1') === true && !capabilities.has('IMAP4REV2')) names.push('RECENT');
  const countsChanges = enabled.has('CONDSTORE') || enabled.has('QRESYNC');
  if (countsChanges && !noModseq) names.push('HIGHESTMODSEQ');
  return names;
}

const FEW = 3;
const MODES: readonly string[] = ['READ-ONLY', 'READ-WRITE'];
