// Rule imap/flag-invalid: a flag that cannot be set, or does not exist.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { flagRow, systemFlags } from '../../transcript/imap/flags.ts';
import { imapRule } from '../protocolRules.ts';
import { loggedIn, noops, opened } from '../support/imapExamples.ts';
import { hostOf, nodesOf, ownText, shown, isRev2 } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/flag-invalid',
  severity: 'error',
  references: [rfc(9051, '2.3.2'), rfc(3501, '2.3.2'), rfc(9051, '9')],
  summary: 'A flag is no flag, is not known to IMAP, or cannot be set by a client.',
  why:
    'Only five flags start with a backslash and can be set: \\Seen, \\Answered, \\Flagged, \\Deleted, \\Draft. ' +
    'Everything else is a keyword, without a backslash. IMAP4rev2 has no \\Recent.',
  messages: {
    flag: 'This is no flag: a flag is an atom, or a backslash and an atom',
    unknown: '{flag} is no flag of IMAP: own keywords have no backslash',
    recent: 'Only the server sets \\Recent',
    rev2: 'IMAP4rev2 has no \\Recent',
  },
  faults: { flag: 'flag' },
  examples: {
    valid: [
      { text: 'C: a STORE 1 +FLAGS (\\Seen $Forwarded)\nS: a OK done\n' },
      { text: `${loggedIn('IMAP4rev1')}${opened('SELECT')}${noops(20)}S: * 1 FETCH (FLAGS (\\Recent))\n` },
    ],
    invalid: [
      { text: 'C: a STORE 1 +FLAGS («\\Red»)\nS: a BAD what?\n', messages: ['unknown'] },
      { text: 'C: a STORE 1 +FLAGS («\\\\»Seen)\nS: a BAD what?\n', messages: ['flag'] },
      { text: 'C: a STORE 1 +FLAGS («\\Recent»)\nS: a NO never\n', messages: ['recent'] },
      { text: 'C: a STORE 1 +FLAGS («"x"»)\nS: a BAD what?\n', messages: ['flag'] },
      {
        text: `${loggedIn('IMAP4rev1 IMAP4rev2')}C: e ENABLE IMAP4rev2\nS: * ENABLED IMAP4rev2\nS: e OK done\n${opened('SELECT')}${noops(20)}S: * 1 FETCH (FLAGS («\\Recent»))\n`,
        messages: ['rev2'],
      },
    ],
  },
  looksAt: { kinds: ['command', 'untagged'] },
  check(subject, { report }) {
    const { command, exchange, response, state, unit } = subject;
    const sets = command && SETS.has(command.verb) && !/X-GM-LABELS/i.test(unit.text.slice(0, MAX_HEAD));
    const tells = exchange.kind === 'untagged' && TELLS.has(response?.name?.name ?? '');
    if (!(sets === true || (tells && isRev2(state)))) return;
    for (const node of nodesOf(subject, Kind.Flag)) {
      const flag = ownText(subject, node);
      if (!flag.startsWith('\\') || flag.startsWith('\\\\')) continue;
      const at = hostOf(subject, node);
      const recent = /^\\recent$/i.test(flag);
      if (tells) {
        if (recent) report({ message: 'rev2', at });
      } else if (recent) report({ message: 'recent', at });
      else if (!flagRow(systemFlags, flag) || flag === '\\*') {
        report({ message: 'unknown', at, data: { flag: shown(flag) } });
      }
    }
  },
});

const SETS: ReadonlySet<string> = new Set(['STORE', 'UID STORE', 'APPEND', 'REPLACE', 'UID REPLACE']);
const TELLS: ReadonlySet<string> = new Set(['FLAGS', 'FETCH', 'UIDFETCH']);
const MAX_HEAD = 1000;
