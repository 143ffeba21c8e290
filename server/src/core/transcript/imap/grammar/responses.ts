// Responses: status, untagged data, continuation requests (RFC 9051 7, RFC 3501 7, and the extensions).

import { Kind } from '../../../syntax/kinds.ts';
import type { Cursor } from './cursor.ts';
import type { ProductionRows, WordRows, WordTable } from './table.ts';

/** Untagged responses that begin with their name, and in the grammar's notation what stands behind it. */
export const untaggedResponses: WordRows = {
  OK: '[SP resp-text]',
  NO: '[SP resp-text]',
  BAD: '[SP resp-text]',
  BYE: '[SP resp-text]',
  PREAUTH: '[SP resp-text]',
  CAPABILITY: '*(SP capability)',
  ENABLED: '*(SP capability)',
  LIST: 'SP mailbox-list',
  LSUB: 'SP mailbox-list',
  XLIST: 'SP mailbox-list',
  RLIST: 'SP mailbox-list',
  RLSUB: 'SP mailbox-list',
  STATUS: 'SP mailbox SP status-att-vals',
  FLAGS: 'SP flag-list',
  SEARCH: 'search-results',
  SORT: 'search-results',
  ESEARCH: 'esearch-response',
  THREAD: '[SP thread-list *([SP] thread-list)]',
  VANISHED: '[SP "(" "EARLIER" ")"] SP uid-set',
  NAMESPACE: 'SP namespace SP namespace SP namespace',
  QUOTA: 'SP astring SP "(" [quota-resource *(SP quota-resource)] ")"',
  QUOTAROOT: 'SP mailbox *(SP astring)',
  ACL: 'SP mailbox *(SP astring SP rights)',
  LISTRIGHTS: 'SP mailbox SP astring SP rights *(SP rights)',
  MYRIGHTS: 'SP mailbox SP rights',
  ID: 'SP id-params',
  METADATA: 'SP mailbox SP (entry-values / entry *(SP entry))',
  LANGUAGE: 'SP "(" astring *(SP astring) ")"',
  COMPARATOR: 'SP astring [SP extension-list]',
  GENURLAUTH: '1*(SP url)',
  URLFETCH: '1*(SP url 1*(SP url-data))',
  CONVERSION: 'SP string SP string [SP extension-list]',
  JMAPACCESS: 'SP string',
  UIDBATCHES: 'SP search-correlator [SP uid-set]',
  ANNOTATION: 'extension-arguments',
  XAPPLEPUSHSERVICE: 'extension-arguments',
};

/**
 * RFC 9051 7.1: whatever stands behind the name of a code, it has the form of one that is not known. So a code with
 * wrong arguments is read by everybody.
 */
function soften(cursor: Cursor, from: number, to: number): void {
  if (cursor.text[to - 1] === ']') cursor.soften(from);
}

/** Untagged responses that begin with a number. */
export const numberedResponses: WordRows = {
  EXISTS: '',
  RECENT: '',
  EXPUNGE: '',
  FETCH: 'SP msg-att',
  UIDFETCH: 'SP msg-att',
  CONVERTED: 'SP search-correlator SP msg-att',
};

export const responseTables = {
  untagged: {
    rows: untaggedResponses,
    kind: Kind.ResponseName,
    code: 'response-name',
    unknown: 'extension-arguments',
    unknownCode: 'response-unknown',
  },
  numbered: {
    rows: numberedResponses,
    kind: Kind.ResponseName,
    code: 'response-name',
    unknown: 'extension-arguments',
    unknownCode: 'response-unknown',
  },
  'status-words': {
    rows: { OK: '[SP resp-text]', NO: '[SP resp-text]', BAD: '[SP resp-text]' },
    kind: Kind.ResponseName,
    code: 'status-word',
    takesRest: true,
  },
} as const satisfies Readonly<Record<string, WordTable>>;

export const responseProductions = {
  'response-line': '"*" SP response-data / "+" [SP [resp-text]] / tag SP {status-words}',
  'response-data': { abnf: 'number SP {numbered} / {untagged} / elision / bare-code', code: 'response-name' },
  'resp-text': { abnf: '[resp-text-code [SP]] [text]', kind: Kind.RespText },
  // Some servers leave out the OK in front of a code.
  'bare-code': {
    abnf: 'resp-text-code [SP] [text]',
    kind: Kind.RespText,
    check: (cursor, from) => cursor.fault('status-missing', from, from + 1),
  },
  'resp-text-code': {
    abnf: 'code-open ({response-codes} / code-text) "]"',
    kind: Kind.RespTextCode,
    check: soften,
  },
  'bad-url': { abnf: 'quoted / url-in-code', kind: Kind.ImapUrl },
  'code-url': { abnf: 'url-in-code', kind: Kind.ImapUrl },
  namespace: { abnf: 'nil / "(" *([SP] namespace-descr) ")"', code: 'nil' },
  'namespace-descr': {
    abnf: '"(" string SP list-delimiter *(SP string SP "(" string *(SP string) ")") ")"',
    kind: Kind.NamespaceDescr,
  },
  'quota-resource': { abnf: 'atom SP number64 SP number64', kind: Kind.QuotaResource },
  'url-data': 'nstring8 / extension-list',
} as const satisfies ProductionRows;
