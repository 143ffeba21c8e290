// Rule imap/fetch-items: FETCH asks for something that cannot be fetched, or answers with something else than items.

import { rfc } from '../../registry/reference.ts';
import type { fetchAttributes } from '../../transcript/imap/grammar/fetch.ts';
import { fetchMacros } from '../../transcript/imap/grammar/fetch.ts';
import { imapFaults } from '../../transcript/imap/grammar/faults.ts';
import { imapRule } from '../protocolRules.ts';
import { grammarFaults, hostOf, ownText, shown } from '../support/imapUnits.ts';

const { messages, faults } = grammarFaults(
  'fetch-name',
  'section',
  'partial',
  'partial-empty',
  'partial-range',
  'header-list',
);

export default imapRule({
  id: 'imap/fetch-items',
  severity: 'error',
  references: [rfc(9051, '6.4.5'), rfc(9051, '6.4.5.1'), rfc(9051, '7.5.2')],
  summary: 'A FETCH item, section or partial is not one of those there are.',
  why: 'The server answers BAD to the whole command. The macros ALL, FAST and FULL stand alone, never in a list.',
  messages: {
    ...messages,
    'fetch-att': imapFaults['fetch-att'].meaning,
    'fetch-list': imapFaults['fetch-list'].meaning,
    'fetch-macro': 'The macro {text} stands alone, never in a list',
    meant: '{text} cannot be fetched; {item} can',
  },
  faults,
  examples: {
    valid: [
      { text: 'C: a FETCH 1 (UID BODY.PEEK[1.2.HEADER.FIELDS (Date)]<0.100>)\nS: a OK done\n' },
      { text: 'C: a FETCH 1 (RFC822.SIZE)\nS: a OK done\n' },
    ],
    invalid: [
      { text: 'C: a FETCH 1 «SUBJECTS»\nS: a BAD what?\n', messages: ['fetch-att'] },
      { text: 'C: a FETCH 1 (UID «ALL»)\nS: a BAD what?\n', messages: ['fetch-macro'] },
      { text: 'C: a FETCH 1 («»)\nS: a BAD what?\n', messages: ['fetch-list'] },
      { text: 'C: a FETCH 1 BODY[«HEAD»]\nS: a BAD what?\n', messages: ['section'] },
      {
        text: 'C: a FETCH 1 «SIZE»\nS: a BAD what?\n',
        messages: ['meant'],
        fixed: 'C: a FETCH 1 RFC822.SIZE\nS: a BAD what?\n',
      },
      {
        text: 'C: a FETCH 1 (UID «structure»)\nS: a BAD what?\n',
        messages: ['meant'],
        fixed: 'C: a FETCH 1 (UID BODYSTRUCTURE)\nS: a BAD what?\n',
      },
    ],
  },
  check(subject, { report }) {
    for (const fault of subject.faults) {
      if (fault.code !== 'fetch-att' && fault.code !== 'fetch-list') continue;
      const text = ownText(subject, fault);
      const at = hostOf(subject, fault);
      const word = text.toUpperCase();
      const item = MEANT[word];
      const data = { text: shown(text), item: item ?? '' };
      if (item !== undefined) {
        const fix = { title: `Ask for ${item}`, edits: [{ ...at, insert: item }], safe: false };
        report({ message: 'meant', at, data, fix: () => fix });
      } else if (Object.hasOwn(fetchMacros, word)) report({ message: 'fetch-macro', at, data });
      else {
        report({ message: fault.code === 'fetch-list' && text === '' ? fault.code : 'fetch-att', at, data });
      }
    }
  },
});

/** What those mean who leave out a part of a name, or take the name of a field or of another protocol's item. */
const MEANT: Readonly<Record<string, keyof typeof fetchAttributes>> = {
  SIZE: 'RFC822.SIZE',
  'BODY.SIZE': 'RFC822.SIZE',
  HEADER: 'RFC822.HEADER',
  HEADERS: 'RFC822.HEADER',
  TEXT: 'RFC822.TEXT',
  STRUCTURE: 'BODYSTRUCTURE',
  'BODY.STRUCTURE': 'BODYSTRUCTURE',
  FLAG: 'FLAGS',
  UIDS: 'UID',
  DATE: 'INTERNALDATE',
  RECEIVED: 'INTERNALDATE',
  FROM: 'ENVELOPE',
  TO: 'ENVELOPE',
  SUBJECT: 'ENVELOPE',
};
