// The words that IMAP's grammar allows at the cursor, with what each says and what must follow it.

import { offers as hasCapability } from '../../../transcript/imap/capabilities.ts';
import type { Expected } from '../../../transcript/imap/grammar/expected.ts';
import { imapResponseCodes } from '../../../transcript/imap/responseCodes.ts';
import type { ImapSessionState } from '../../../transcript/imap/session.ts';
import type { Completion } from '../../completion/completionTypes.ts';
import {
  listOptionRows,
  parameterRows,
  plainRows,
  searchReturnRows,
  sortKeyRows,
} from '../explain/imapOptionWords.ts';
import {
  fetchItems,
  fetchModifierRows,
  responseRows,
  searchKeyRows,
  sectionRows,
  statusItemRows,
} from '../explain/imapWords.ts';
import type { WordRows } from '../explain/imapWords.ts';
import { fetchNeeds, optionNeeds, returnNeeds, searchNeeds, sortNeeds, statusNeeds } from './imapNeeds.ts';
import type { Needs } from './imapNeeds.ts';
import { valueOffers } from './line.ts';
import type { LineContext } from './line.ts';

/** A list of words: the production that it is read by, what its words say, and what they need. */
type List = readonly [name: string, rows: WordRows, needs: Needs];

const NOTHING: Needs = {};
/** The inner lists in front of those around them. */
const LISTS: readonly List[] = [
  ['fetch-modifier', fetchModifierRows, fetchNeeds],
  ['section-spec', sectionRows, NOTHING],
  ['fetch-list-att', fetchItems, fetchNeeds],
  ['fetch-att', fetchItems, fetchNeeds],
  ['msg-att-item', fetchItems, NOTHING],
  ['search-return-opt', searchReturnRows, returnNeeds],
  ['search-return-data', searchReturnRows, NOTHING],
  ['correlator-item', searchReturnRows, NOTHING],
  ['sort-criterion', sortKeyRows, sortNeeds],
  ['search-key', searchKeyRows, searchNeeds],
  // RFC 5267 3.1: SORT and THREAD have other options to return.
  ['search-return', plainRows, { RETURN: ['ESORT', 'CONTEXT=SORT'] }],
  ['list-select-opt', listOptionRows, optionNeeds],
  ['list-return-opt', listOptionRows, optionNeeds],
  ['status-att-val', statusItemRows, NOTHING],
  ['select-param', parameterRows, optionNeeds],
  ['create-param', parameterRows, optionNeeds],
  ['response-data', responseRows, NOTHING],
];

/**
 * The words of the grammar at the cursor.
 * @param typed what stands in front of the word, as far as the innermost parenthesis: what is there is not offered again.
 */
export function wordOffers(
  context: LineContext,
  { words, names }: Expected,
  typed: string,
  state: ImapSessionState | undefined,
  client: boolean,
): Completion[] {
  const [, rows, needs] =
    LISTS.find(([name]) => names.has(name)) ??
    (words.includes('MESSAGES')
      ? (['', statusItemRows, statusNeeds] as const)
      : words.includes('ARRIVAL')
        ? (['', sortKeyRows, sortNeeds] as const)
        : (['', client ? plainRows : codesAndResponses, optionNeeds] as const));
  const capabilities = state?.capabilities;
  const known = client && capabilities?.stale === undefined ? capabilities?.all : undefined;
  const given = new Set(client ? (/\(([^()]*)$/.exec(typed)?.[1] ?? '').toUpperCase().split(' ') : undefined);
  const waiting = new Set((state?.inFlight ?? []).map(({ verb }) => RESPONSES[verb] ?? verb));
  return valueOffers(
    context,
    words
      .filter((word) => !given.has(word) || REPEATED.has(word))
      .filter((word) => !known || (needs[word]?.some((name) => hasCapability(known, name)) ?? true))
      .map((word) => ({
        label: word,
        summary: (rows.get(word) ?? plainRows.get(word) ?? responseRows.get(word))?.summary,
        ...(client && INSERTS[word] !== undefined && { insert: INSERTS[word] }),
        ...(word === 'FLAGS' && words.includes('+FLAGS') && { insert: 'FLAGS (' }),
        ...(client && names.has('search-key') && KEYS[word] !== undefined && { insert: `${word} ` }),
        rank: rows.has(word) && (client || waiting.size === 0 || waiting.has(word)) ? 1 : 2,
      })),
  );
}

/** Names of responses, and codes in their brackets. */
const codesAndResponses: WordRows = new Map([
  ...responseRows,
  ...imapResponseCodes.map(
    ({ code, summary, references: [reference = {}] }) => [code, { summary, reference }] as const,
  ),
]);

/** What a command is answered by, where it has another name. */
const RESPONSES: Readonly<Record<string, string | undefined>> = {
  STORE: 'FETCH',
  'UID FETCH': 'FETCH',
  'UID STORE': 'FETCH',
  'UID SEARCH': 'SEARCH',
  'UID SORT': 'SORT',
  'UID THREAD': 'THREAD',
  'UID EXPUNGE': 'EXPUNGE',
  GETQUOTA: 'QUOTA',
  GETQUOTAROOT: 'QUOTAROOT',
  GETACL: 'ACL',
  GETMETADATA: 'METADATA',
  LOGOUT: 'BYE',
  ENABLE: 'ENABLED',
};
/** Words that may stand in a list twice. */
const REPEATED: ReadonlySet<string> = new Set(['BODY', 'BODY.PEEK', 'BINARY', 'BINARY.PEEK', 'BINARY.SIZE']);
/** Words that something must follow, with the start of it. */
const INSERTS: Readonly<Record<string, string | undefined>> = {
  'BODY.PEEK': 'BODY.PEEK[',
  BINARY: 'BINARY[',
  'BINARY.PEEK': 'BINARY.PEEK[',
  'BINARY.SIZE': 'BINARY.SIZE[',
  'HEADER.FIELDS': 'HEADER.FIELDS (',
  'HEADER.FIELDS.NOT': 'HEADER.FIELDS.NOT (',
  '+FLAGS': '+FLAGS (',
  '-FLAGS': '-FLAGS (',
  'FLAGS.SILENT': 'FLAGS.SILENT (',
  '+FLAGS.SILENT': '+FLAGS.SILENT (',
  '-FLAGS.SILENT': '-FLAGS.SILENT (',
  RETURN: 'RETURN (',
  CHARSET: 'CHARSET ',
  QRESYNC: 'QRESYNC (',
  USE: 'USE (',
  STATUS: 'STATUS (',
  CHANGEDSINCE: 'CHANGEDSINCE ',
  UNCHANGEDSINCE: 'UNCHANGEDSINCE ',
  PARTIAL: 'PARTIAL ',
  CATENATE: 'CATENATE (',
  REVERSE: 'REVERSE ',
};
/** Keys of SEARCH that something follows. */
const KEYS: Readonly<Record<string, true | undefined>> = Object.fromEntries(
  (
    'BCC BEFORE BODY CC FROM HEADER KEYWORD LARGER NOT ON OR SENTBEFORE SENTON SENTSINCE SINCE SMALLER SUBJECT ' +
    'TEXT TO UID UNKEYWORD OLDER YOUNGER MODSEQ FUZZY FILTER ANNOTATION SAVEDBEFORE SAVEDON SAVEDSINCE EMAILID ' +
    'THREADID UIDAFTER UIDBEFORE X-GM-RAW X-GM-MSGID X-GM-THRID X-GM-LABELS'
  )
    .split(' ')
    .map((key) => [key, true]),
);
