// Rule imap/fetch-seen: FETCH with BODY[] marks the message as read.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { imapRule } from '../protocolRules.ts';
import { hostOf, nodesOf, ownText } from '../support/imapUnits.ts';
import { noops, opened } from '../support/imapExamples.ts';

export default imapRule({
  id: 'imap/fetch-seen',
  severity: 'hint',
  references: [rfc(9051, '6.4.5')],
  summary: 'An item is fetched that sets \\Seen.',
  why: 'A program that only looks changes what its user sees: BODY.PEEK[...] gives the same and sets nothing.',
  messages: { seen: '{item} sets \\Seen; {peek} does not' },
  examples: {
    valid: [
      { text: `${opened('EXAMINE')}${noops(20)}C: a FETCH 1 BODY[]\nS: a OK done\n` },
      { text: 'C: a FETCH 1 (BODY.PEEK[] BODY RFC822.HEADER)\nS: a OK done\n' },
      { text: 'C: s EXAMINE x\nS: s OK [READ-ONLY] done\nC: a FETCH 1 BODY[]\nS: a OK done\n' },
    ],
    invalid: [
      {
        text: `${opened('EXAMINE')}${noops(20)}C: c CLOSE\nS: c OK done\n${opened('SELECT').replaceAll('o1', 'o2')}C: a FETCH 1 «BODY[]»\nS: a OK done\n`,
      },
      { text: 'C: a FETCH 1 (UID «BODY[TEXT]»)\nS: a OK done\n' },
      { text: 'C: a UID FETCH 1 «RFC822»\nS: a OK done\n' },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['FETCH', 'UID FETCH'] },
  check(subject, { report }) {
    if (subject.state.mailbox?.readOnly === 'yes') return;
    for (const node of nodesOf(subject, Kind.FetchAtt)) {
      const item = /^(?:BODY(?=\[)|BINARY(?=\[)|RFC822(?:\.TEXT)?$)/i
        .exec(ownText(subject, node))?.[0]
        .toUpperCase();
      const peek = item === undefined ? undefined : PEEKS.get(item);
      if (item === undefined || peek === undefined) continue;
      report({ message: 'seen', at: hostOf(subject, node), data: { item, peek } });
    }
  },
});

const PEEKS: ReadonlyMap<string, string> = new Map([
  ['BODY', 'BODY.PEEK'],
  ['BINARY', 'BINARY.PEEK'],
  ['RFC822', 'BODY.PEEK[]'],
  ['RFC822.TEXT', 'BODY.PEEK[TEXT]'],
]);
