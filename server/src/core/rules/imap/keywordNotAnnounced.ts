// Rule imap/keyword-not-announced: a message has a keyword that FLAGS has not named.

import { rfc } from '../../registry/reference.ts';
import { mailboxRule } from '../protocolRules.ts';
import { shown } from '../support/imapUnits.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { flagPlace, openMailbox } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/keyword-not-announced',
  severity: 'warning',
  references: [rfc(9051, '7.3.5'), rfc(9051, '7.1')],
  summary:
    'A message has a keyword, or PERMANENTFLAGS names a flag, that the FLAGS of the mailbox do not have.',
  why:
    'FLAGS says which flags a mailbox knows. Clients make their list of labels from it, and some ignore or lose a ' +
    'keyword that was never announced.',
  messages: {
    message: 'FLAGS has not announced the keyword {flag}',
    permanent: 'PERMANENTFLAGS has {flag}, and FLAGS has not',
  },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 STORE 1 +FLAGS ($Work)\nS: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Forwarded $Work)\nS: * 1 FETCH (FLAGS (\\Seen $work $FORWARDED))\nS: a1 OK Done\n',
        ),
      },
      { text: openSession('C: a1 FETCH 1 (FLAGS)\nS: * 1 FETCH (FLAGS (\\Seen \\Recent))\nS: a1 OK Done\n') },
      { text: 'C: a FETCH 1 (FLAGS)\nS: * 1 FETCH (FLAGS ($Work))\nS: a OK done\n' },
    ],
    invalid: [
      {
        text: longSession(
          'C: a1 STORE 1 +FLAGS ($Work)\nS: * 1 FETCH (FLAGS (\\Seen «$Work»))\nS: a1 OK Done\n',
        ),
        messages: ['message'],
      },
      {
        text: openSession(
          'C: a1 SELECT x\nS: * 1 EXISTS\nS: * FLAGS (\\Seen)\nS: * OK [PERMANENTFLAGS (\\Seen «$Work» \\*)] ok\nS: a1 OK Done\n',
        ),
        messages: ['permanent'],
      },
    ],
  },
  looksAt: { events: ['fetch', 'code'] },
  check(unit, { report }) {
    const { event, state } = unit;
    if (event.kind === 'fetch') {
      const announced = openMailbox(unit)?.flags?.names;
      const flags = event.facts.news.flags;
      // Most messages have the flags they had.
      if (!announced || !flags || flags === event.known?.flags) return;
      let left = MAX_REPORTS;
      for (const flag of flags.names) {
        if (flag.startsWith('\\') || announced.has(flag)) continue;
        if (left-- <= 0) break;
        report({ message: 'message', at: flagPlace(unit, flag), data: { flag: shown(flag) } });
      }
      return;
    }
    if (event.kind !== 'code' || event.code.name !== 'PERMANENTFLAGS') return;
    const announced = (state.opening ?? state.selected)?.flags?.names;
    let left = MAX_REPORTS;
    if (!announced) return;
    for (const flag of event.code.argument.match(/[^\s()]+/g) ?? []) {
      if (!FLAG.test(flag) || announced.has(flag.toLowerCase())) continue;
      if (left-- <= 0) break;
      report({ message: 'permanent', at: flagPlace(unit, flag), data: { flag: shown(flag) } });
    }
  },
});

/** Not `\*`, and not what a tool has quoted. */
const FLAG = /^\\?[^\\"*]+$/;
/** In one list: nobody reads more. */
const MAX_REPORTS = 20;
