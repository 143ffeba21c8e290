// The commands and their arguments: RFC 9051 6, RFC 3501 6, and the extensions of each row.

import { Kind } from '../../../syntax/kinds.ts';
import type { ProductionRows, WordRows, WordTable } from './table.ts';

/** What stands behind each command's name, in the grammar's notation: the syntax column of the command table. */
export const commandSyntax: WordRows = {
  // Any state.
  CAPABILITY: '',
  NOOP: '',
  LOGOUT: '',
  ID: 'SP id-params',
  X: 'extension-arguments',
  // Not authenticated.
  STARTTLS: '',
  AUTHENTICATE: 'SP sasl-mechanism [SP base64]',
  LOGIN: 'SP userid SP password',
  UNAUTHENTICATE: '',
  // Authenticated.
  ENABLE: '1*(SP capability)',
  SELECT: 'SP mailbox [SP select-params]',
  EXAMINE: 'SP mailbox [SP select-params]',
  CREATE: 'SP mailbox [SP create-params]',
  DELETE: 'SP mailbox',
  RENAME: 'SP mailbox SP mailbox [SP select-params]',
  SUBSCRIBE: 'SP mailbox',
  UNSUBSCRIBE: 'SP mailbox',
  LIST: '[SP list-select-opts] SP mailbox SP mailbox-pattern [SP "RETURN" SP list-return-opts]',
  LSUB: 'SP mailbox SP list-mailbox',
  XLIST: 'SP mailbox SP list-mailbox',
  RLIST: 'SP mailbox SP list-mailbox',
  RLSUB: 'SP mailbox SP list-mailbox',
  NAMESPACE: '',
  STATUS: 'SP mailbox SP status-atts',
  APPEND: 'SP mailbox 1*append-message',
  IDLE: '',
  COMPRESS: 'SP atom',
  GETQUOTA: 'SP astring',
  GETQUOTAROOT: 'SP mailbox',
  SETQUOTA: 'SP astring SP "(" [quota-limit *(SP quota-limit)] ")"',
  SETACL: 'SP mailbox SP astring SP rights',
  DELETEACL: 'SP mailbox SP astring',
  GETACL: 'SP mailbox',
  LISTRIGHTS: 'SP mailbox SP astring',
  MYRIGHTS: 'SP mailbox',
  GETMETADATA:
    '[SP metadata-options] SP mailbox [SP metadata-late-options] SP entries [SP metadata-late-options]',
  SETMETADATA: 'SP mailbox SP entry-values',
  GETANNOTATION: 'SP list-mailbox SP annotation-names SP annotation-names',
  SETANNOTATION: 'SP list-mailbox extension-arguments',
  NOTIFY: 'SP {notify}',
  LANGUAGE: '*(SP astring)',
  COMPARATOR: '*(SP astring)',
  GENURLAUTH: '1*(SP url SP atom)',
  RESETKEY: '[SP mailbox *(SP atom)]',
  URLFETCH: '1*(SP url-request)',
  CONVERSIONS: 'SP astring SP astring',
  GETJMAPACCESS: '',
  ESEARCH: '[SP "IN" SP search-sources] [SP search-return] [SP "CHARSET" SP charset] 1*(SP search-key)',
  XAPPLEPUSHSERVICE: 'extension-arguments',
  // Selected.
  CHECK: '',
  CLOSE: '',
  UNSELECT: '',
  EXPUNGE: '',
  SEARCH: '[SP search-return] [SP "CHARSET" SP charset] 1*(SP search-key)',
  SORT: '[SP search-return] SP sort-criteria SP charset 1*(SP search-key)',
  THREAD: '[SP search-return] SP thread-algorithm SP charset 1*(SP search-key)',
  FETCH: 'SP sequence-set SP fetch-items [SP fetch-modifiers]',
  STORE: 'SP sequence-set [SP store-modifiers] SP {store-items}',
  COPY: 'SP sequence-set SP mailbox',
  MOVE: 'SP sequence-set SP mailbox',
  REPLACE: 'SP sequence-set SP mailbox append-message',
  CONVERT: 'SP sequence-set SP convert-params SP convert-atts',
  CANCELUPDATE: '1*(SP quoted)',
  UIDBATCHES: 'SP number [SP sequence-set]',
  UID: 'SP {uid-commands}',
  // RFC 1730 6.4.6 and 2060: historic.
  PARTIAL: 'SP nz-number SP {fetch-items} SP number SP number',
  FIND: 'SP atom SP list-mailbox',
};

/** The commands that may stand behind UID, with the same arguments but UIDs for message numbers. */
export const uidCommandSyntax: WordRows = {
  ...pick('FETCH', 'STORE', 'COPY', 'MOVE', 'SEARCH', 'SORT', 'THREAD', 'REPLACE', 'CONVERT', 'ESEARCH'),
  EXPUNGE: 'SP sequence-set',
};

function pick(...verbs: readonly string[]): WordRows {
  return Object.fromEntries(verbs.map((verb) => [verb, commandSyntax[verb] ?? '']));
}

export const commandTables = {
  commands: {
    rows: commandSyntax,
    kind: Kind.Verb,
    code: 'command-name',
    unknown: 'extension-arguments',
    unknownCode: 'command-unknown',
  },
  'uid-commands': {
    rows: uidCommandSyntax,
    kind: Kind.Verb,
    code: 'command-name',
    unknown: 'extension-arguments',
    unknownCode: 'command-unknown',
  },
  // RFC 4466 2.1, RFC 7162 3.1.8 and 3.2.5, RFC 5257 4.1.
  'select-params': {
    rows: {
      CONDSTORE: '',
      QRESYNC: 'SP "(" nz-number SP mod-sequence [SP uid-set] [SP seq-match-data] ")"',
      ANNOTATE: '',
      UTF8: '',
    },
    kind: Kind.Keyword,
    code: 'keyword',
    unknown: '[SP extension-value]',
    unknownCode: 'option-unknown',
  },
  // RFC 6154 3.
  'create-params': {
    rows: { USE: 'SP (flag-list / extension-value)' },
    kind: Kind.Keyword,
    code: 'keyword',
    unknown: '[SP extension-value]',
    unknownCode: 'option-unknown',
  },
  // RFC 4469 5.
  'cat-parts': {
    rows: { TEXT: 'SP literal8', URL: 'SP url' },
    kind: Kind.Keyword,
    code: 'append-data',
  },
  // RFC 5464 4.2.
  'metadata-options': {
    rows: { MAXSIZE: 'SP number', DEPTH: 'SP ("0" / "1" / "INFINITY")' },
    kind: Kind.Keyword,
    code: 'keyword',
    unknown: '[SP extension-value]',
    unknownCode: 'option-unknown',
  },
  // RFC 5465 8.
  notify: {
    rows: { SET: '[SP "STATUS"] 1*(SP event-group)', NONE: '' },
    kind: Kind.Keyword,
    code: 'keyword',
  },
  'mailbox-filters': {
    rows: {
      INBOXES: '',
      PERSONAL: '',
      SUBSCRIBED: '',
      SELECTED: '',
      'SELECTED-DELAYED': '',
      SUBTREE: 'SP mailboxes',
      'SUBTREE-ONE': 'SP mailboxes',
      MAILBOXES: 'SP mailboxes',
    },
    kind: Kind.Keyword,
    code: 'mailbox-filter',
  },
  'notify-events': {
    rows: { MESSAGENEW: '[SP "(" fetch-att *(SP fetch-att) ")"]' },
    kind: Kind.Keyword,
    code: 'keyword',
    unknown: '',
  },
  // RFC 9051 6.4.6.
  'store-items': {
    rows: {
      FLAGS: 'SP store-flags',
      '+FLAGS': 'SP store-flags',
      '-FLAGS': 'SP store-flags',
      'FLAGS.SILENT': 'SP store-flags',
      '+FLAGS.SILENT': 'SP store-flags',
      '-FLAGS.SILENT': 'SP store-flags',
      'X-GM-LABELS': 'SP gm-labels',
      '+X-GM-LABELS': 'SP gm-labels',
      '-X-GM-LABELS': 'SP gm-labels',
      'X-GM-LABELS.SILENT': 'SP gm-labels',
      '+X-GM-LABELS.SILENT': 'SP gm-labels',
      '-X-GM-LABELS.SILENT': 'SP gm-labels',
      ANNOTATION: 'SP annotations',
    },
    kind: Kind.Keyword,
    code: 'store-item',
    takesRest: true,
  },
  // RFC 7162 3.1.3.
  'store-modifiers': {
    rows: { UNCHANGEDSINCE: 'SP mod-sequence' },
    kind: Kind.Keyword,
    code: 'keyword',
    unknown: '[SP extension-value]',
    unknownCode: 'option-unknown',
  },
} as const satisfies Readonly<Record<string, WordTable>>;

export const commandProductions = {
  'command-line': 'tag SP {commands}',
  command: '{commands}',
  'sasl-mechanism': { abnf: 'sasl-mech / sasl-quoted', code: 'atom' },
  'sasl-quoted': {
    abnf: 'quoted',
    kind: Kind.SaslMech,
    check: (cursor, from, to) => cursor.fault('sasl-quoted', from, to),
  },
  userid: { abnf: 'astring', kind: Kind.Userid },
  password: { abnf: 'astring', kind: Kind.Password },
  'select-param': { abnf: '{select-params}', kind: Kind.SelectParam },
  'select-params': '"(" select-param *(SP select-param) ")"',
  'seq-match-data': '"(" uid-set SP uid-set ")"',
  'create-param': { abnf: '{create-params}', kind: Kind.SelectParam },
  'create-params': '"(" create-param *(SP create-param) ")"',
  'append-message': {
    abnf: '[SP flag-list] [SP append-date] *(SP append-ext) SP append-data',
    kind: Kind.AppendMessage,
  },
  'append-date': 'date-time / date-time-short / date-time-any',
  'append-ext': {
    abnf: '"ANNOTATION" SP annotations / atom-not-data SP extension-value',
    code: 'append-data',
  },
  'append-data': {
    abnf: 'literal8 / "CATENATE" SP "(" cat-part *(SP cat-part) ")" / "UTF8" SP "(" literal8 ")"',
    code: 'append-data',
  },
  'cat-part': { abnf: '{cat-parts}', kind: Kind.CatPart },
  'metadata-option': { abnf: '{metadata-options}', kind: Kind.ListOption },
  'metadata-options': {
    abnf: 'option-paren metadata-option *(SP metadata-option) ")"',
    kind: Kind.ListOptions,
  },
  // RFC 5464 4.2 has the options first; its examples and some servers have them elsewhere.
  'metadata-late-options': {
    abnf: 'metadata-options',
    kind: Kind.ListOptions,
    check: (cursor, from, to) => cursor.fault('option-order', from, to),
  },
  'annotation-names': '"(" list-mailbox *(SP list-mailbox) ")" / list-mailbox',
  'event-group': { abnf: '"(" {mailbox-filters} SP notify-what ")"', kind: Kind.EventGroup },
  'notify-what': '"NONE" / "(" notify-event *(SP notify-event) ")"',
  'notify-event': '{notify-events}',
  mailboxes: '"(" mailbox *(SP mailbox) ")" / mailbox',
  'url-request': '"(" url *(SP atom) ")" / url',
  'store-flags': 'flag-list / flag *(SP flag)',
  'gm-labels': '"(" [gm-label *(SP gm-label)] ")" / gm-label *(SP gm-label)',
  'gm-label': 'flag / quoted / literal',
  'store-modifier': '{store-modifiers}',
  'store-modifiers': { abnf: '"(" store-modifier *(SP store-modifier) ")"', kind: Kind.StoreModifiers },
  // RFC 5259 10.
  'convert-params': '"(" nastring [SP "(" astring SP astring *(SP astring SP astring) ")"] ")"',
  'convert-atts': '"(" fetch-att *(SP fetch-att) ")" / fetch-att',
} as const satisfies ProductionRows;
