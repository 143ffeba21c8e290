// Rule imap/id-privacy: ID tells who or where the user is.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { imapRule } from '../protocolRules.ts';
import { loggedIn, noops } from '../support/imapExamples.ts';
import { hostOf, nodesOf } from '../support/imapUnits.ts';
import { stringOf } from '../../transcript/imap/views/strings.ts';

export default imapRule({
  id: 'imap/id-privacy',
  severity: 'hint',
  references: [rfc(2971, '3.3'), rfc(2971, '6')],
  summary: 'The client’s ID names a user, a host or an address.',
  why: 'ID is for statistics and for finding faults in programs; servers keep it. It must not be used to know people.',
  messages: { person: 'This tells who or where the user is' },
  examples: {
    valid: [
      { text: `${loggedIn('IMAP4rev1 ID')}${noops(20)}C: a ID ("name" "Mailer")\nS: a OK done\n` },
      { text: 'C: a ID ("name" "Mailer" "version" "1.2")\nS: a OK done\n' },
    ],
    invalid: [
      { text: 'C: a ID ("name" "Mailer" "host" «"laptop.example"»)\nS: a OK done\n' },
      { text: `${loggedIn('IMAP4rev1 ID')}${noops(20)}C: a ID ("name" «"ann"»)\nS: a OK done\n` },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['ID'] },
  check(subject, { report }) {
    const { state, unit } = subject;
    const [params] = nodesOf(subject, Kind.IdParams);
    const values = (params?.children() ?? []).filter(({ kind }) => kind !== Kind.Sp && STRINGS.has(kind));
    for (let at = 1; at < values.length; at += 2) {
      const [field, node] = [values[at - 1], values[at]];
      const value = node && stringOf(unit.text, node)?.value;
      if (!field || !node || value === undefined || value === '') continue;
      const name = stringOf(unit.text, field)?.value.toLowerCase() ?? '';
      const isPerson =
        PERSONAL.has(name) || ADDRESS.test(value) || value.toLowerCase() === state.user?.toLowerCase();
      if (isPerson && name !== 'support-url') report({ message: 'person', at: hostOf(subject, node) });
    }
  },
});

const STRINGS: ReadonlySet<number> = new Set([Kind.Quoted, Kind.Literal, Kind.Nil]);
const PERSONAL: ReadonlySet<string> = new Set([
  'user',
  'username',
  'email',
  'host',
  'hostname',
  'address',
  'remote-host',
  'x-originating-ip',
]);
const ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/;
