// LIST with its options (RFC 5258, 5819, 6154, 8440, 9051 6.3.9), the items of STATUS, and what a LIST response says.

import { Kind } from '../../../syntax/kinds.ts';
import type { ProductionRows, WordRows, WordTable } from './table.ts';

/** The items of STATUS: RFC 9051 6.3.11, 7162 3.1.7, 8438, 8474, 9208, 7889; rev1's RECENT. */
export const statusItems: WordRows = {
  MESSAGES: '',
  RECENT: '',
  UIDNEXT: '',
  UIDVALIDITY: '',
  UNSEEN: '',
  DELETED: '',
  SIZE: '',
  HIGHESTMODSEQ: '',
  MAILBOXID: '',
  APPENDLIMIT: '',
  'DELETED-STORAGE': '',
  HIGHESTSAVEDATE: '',
};

export const listTables = {
  'status-items': { rows: statusItems, kind: Kind.Keyword, code: 'status-item' },
  'status-values': {
    rows: {
      ...Object.fromEntries(Object.keys(statusItems).map((item) => [item, 'SP number64'])),
      HIGHESTMODSEQ: 'SP mod-sequence',
      MAILBOXID: 'SP object-ids',
      APPENDLIMIT: 'SP (nil / number64)',
    },
    kind: Kind.Keyword,
    code: 'status-item',
    unknown: 'SP extension-item',
    unknownCode: 'option-unknown',
  },
  'select-options': {
    rows: { SUBSCRIBED: '', REMOTE: '', RECURSIVEMATCH: '', 'SPECIAL-USE': '' },
    kind: Kind.Keyword,
    code: 'keyword',
    unknown: '[SP extension-list]',
    unknownCode: 'option-unknown',
  },
  'return-options': {
    rows: {
      SUBSCRIBED: '',
      CHILDREN: '',
      'SPECIAL-USE': '',
      MYRIGHTS: '',
      STATUS: 'SP status-atts',
      METADATA: 'SP entries',
    },
    kind: Kind.Keyword,
    code: 'keyword',
    unknown: '[SP extension-list]',
    unknownCode: 'option-unknown',
  },
  // RFC 5258 6: mbox-list-extended-item.
  'list-items': {
    rows: {
      CHILDINFO: 'SP "(" string *(SP string) ")"',
      OLDNAME: 'SP "(" mailbox ")"',
    },
    kind: Kind.Keyword,
    code: 'keyword',
    unknown: '[SP extension-argument]',
  },
} as const satisfies Readonly<Record<string, WordTable>>;

export const listProductions = {
  'list-select-opts': {
    abnf: '"(" [list-select-opt *(SP list-select-opt)] ")"',
    kind: Kind.ListOptions,
  },
  'list-select-opt': { abnf: '{select-options}', kind: Kind.ListOption },
  'list-return-opts': {
    abnf: '"(" [list-return-opt *(SP list-return-opt)] ")"',
    kind: Kind.ListOptions,
  },
  'list-return-opt': { abnf: '{return-options}', kind: Kind.ListOption },
  'mailbox-pattern': '"(" list-mailbox *(SP list-mailbox) ")" / list-mailbox',
  'status-att-val': { abnf: '{status-values}', kind: Kind.StatusAtt, code: 'status-item' },
  'status-att-vals': { abnf: '"(" *([SP] status-att-val) ")"' },
  'mailbox-list': 'flag-list SP list-delimiter SP mailbox [SP list-extended]',
  'list-delimiter': { abnf: 'nil / delimiter-char', code: 'delimiter' },
  'list-extended': '"(" [list-item *(SP list-item)] ")"',
  'list-item': { abnf: '{list-items} / quoted SP extension-item', kind: Kind.ListOption },
} as const satisfies ProductionRows;
