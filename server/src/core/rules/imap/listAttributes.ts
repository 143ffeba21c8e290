// Rule imap/list-attributes: attributes of a mailbox that contradict each other, or that nobody knows.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { flagRow, mailboxAttributes, mailboxUses } from '../../transcript/imap/flags.ts';
import { imapRule } from '../protocolRules.ts';
import { hostOf, nodesOf, ownText, shown } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/list-attributes',
  severity: 'warning',
  references: [rfc(9051, '7.3.1'), rfc(6154, '2'), rfc(3348, '3')],
  summary: 'The attributes of a mailbox contradict each other, are given twice, or are not known.',
  why: 'Clients draw their tree by them: what they say twice or both ways is drawn in one client so, in another so.',
  messages: {
    contradiction: '{one} and {other} exclude each other',
    twice: '{one} is given twice',
    unknown: 'No attribute {one} of mailboxes is known',
  },
  examples: {
    valid: [{ text: 'S: * LIST (\\HasNoChildren \\Sent) "/" Sent\n' }],
    invalid: [
      { text: 'S: * LIST (\\HasChildren «\\HasNoChildren») "/" a\n', messages: ['contradiction'] },
      { text: 'S: * LIST (\\Sent «\\sent») "/" a\n', messages: ['twice'] },
      { text: 'S: * LIST («\\SentMail») "/" a\n', messages: ['unknown'] },
    ],
  },
  looksAt: { kinds: ['untagged'] },
  check(subject, { report }) {
    const name = subject.response?.name?.name ?? '';
    if (!LISTS.has(name)) return;
    const before: string[] = [];
    const [list] = nodesOf(subject, Kind.FlagList);
    for (const node of list?.descendants(Kind.Flag) ?? []) {
      const one = ownText(subject, node);
      const lower = one.toLowerCase();
      const at = hostOf(subject, node);
      const other = before.find((each) =>
        EXCLUDE.some((pair) => pair.includes(lower) && pair.includes(each)),
      );
      if (before.includes(lower)) report({ message: 'twice', at, data: { one: shown(one) } });
      else if (other !== undefined) {
        report({ message: 'contradiction', at, data: { one: shown(one), other } });
      } else if (one.startsWith('\\') && !flagRow(mailboxAttributes, one) && !flagRow(mailboxUses, one)) {
        report({ message: 'unknown', at, data: { one: shown(one) } });
      }
      before.push(lower);
    }
  },
});

const LISTS: ReadonlySet<string> = new Set(['LIST', 'LSUB', 'XLIST', 'RLIST', 'RLSUB']);
const EXCLUDE: readonly (readonly string[])[] = [
  ['\\haschildren', '\\hasnochildren'],
  ['\\haschildren', '\\noinferiors'],
  ['\\marked', '\\unmarked'],
];
