// What in a command needs a capability of the server, beside the command itself.

import type { TextRange } from '../../text/range.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { ImapExchange } from '../../transcript/imap/session.ts';
import { nodesOf, ownText } from './imapUnits.ts';

/** A capability that a command uses, and the words that do. The range is an own range. */
export interface ImapNeed extends TextRange {
  /** As `offers` wants it. */
  readonly capability: string;
}

/** The capabilities that a command needs, each once, in the order of their words. */
export function needsOf(subject: ImapExchange): readonly ImapNeed[] {
  const { command, unit } = subject;
  if (!command?.row) return [];
  const needs: ImapNeed[] = [];
  const add = (capability: string, { from, to }: TextRange): void => {
    if (!needs.some((each) => each.capability === capability)) needs.push({ capability, from, to });
  };
  const { row } = command;
  if (row.needs !== undefined) add(capabilityOf(row.needs, unit.text), command.name);
  const verb = row.verb.replace(/^UID /, '');
  const words = KEYWORDS.get(verb);
  if (words) {
    for (const node of nodesOf(subject, Kind.Keyword)) {
      const needed = words.get(ownText(subject, node).toUpperCase());
      if (needed !== undefined) add(needed, node);
    }
  }
  if (SETS.has(verb)) {
    const saved = nodesOf(subject, Kind.SequenceSet).find((node) => ownText(subject, node) === '$');
    if (saved) add('SEARCHRES', saved);
  }
  if (verb === 'LIST') addListNeeds(subject, add);
  if (verb === 'SEARCH') addReturn(subject, 'ESEARCH', add);
  if (verb === 'SORT') addReturn(subject, 'ESORT', add);
  return needs;
}

/** RFC 4978 3, RFC 5255 3.2: the row names the usual one. */
function capabilityOf(needed: string, text: string): string {
  const algorithm = needed === 'THREAD' ? /THREAD +([A-Z0-9-]+)/i.exec(text)?.[1] : undefined;
  return algorithm === undefined ? needed : `THREAD=${algorithm.toUpperCase()}`;
}

type Add = (capability: string, range: TextRange) => void;

function addReturn(subject: ImapExchange, capability: string, add: Add): void {
  const [options] = nodesOf(subject, Kind.SearchReturnOptions);
  if (options) add(capability, options);
}

/** RFC 5258 3: options in front of the reference, several patterns, RETURN; CHILDREN is older (RFC 3348). */
function addListNeeds(subject: ImapExchange, add: Add): void {
  for (const node of nodesOf(subject, Kind.ListOption)) {
    const option = ownText(subject, node).split(' ')[0]?.toUpperCase() ?? '';
    add(LIST_OPTIONS.get(option) ?? 'LIST-EXTENDED', node);
  }
}

const LIST_OPTIONS: ReadonlyMap<string, string> = new Map([
  ['STATUS', 'LIST-STATUS'],
  ['SPECIAL-USE', 'SPECIAL-USE'],
  ['MYRIGHTS', 'LIST-MYRIGHTS'],
  ['METADATA', 'LIST-METADATA'],
]);

const SETS: ReadonlySet<string> = new Set(['FETCH', 'STORE', 'COPY', 'MOVE', 'SEARCH', 'EXPUNGE']);

const table = (rows: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(rows));

const STATUS_ITEMS = {
  SIZE: 'STATUS=SIZE',
  HIGHESTMODSEQ: 'CONDSTORE',
  MAILBOXID: 'OBJECTID',
  APPENDLIMIT: 'APPENDLIMIT',
} as const;

/** Words of each command that belong to an extension. */
const KEYWORDS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['SELECT', table({ CONDSTORE: 'CONDSTORE', QRESYNC: 'QRESYNC' })],
  ['EXAMINE', table({ CONDSTORE: 'CONDSTORE', QRESYNC: 'QRESYNC' })],
  ['CREATE', table({ USE: 'CREATE-SPECIAL-USE' })],
  ['STATUS', table(STATUS_ITEMS)],
  [
    'FETCH',
    table({
      MODSEQ: 'CONDSTORE',
      CHANGEDSINCE: 'CONDSTORE',
      VANISHED: 'QRESYNC',
      PARTIAL: 'PARTIAL',
      BINARY: 'BINARY',
      'BINARY.PEEK': 'BINARY',
      'BINARY.SIZE': 'BINARY',
      EMAILID: 'OBJECTID',
      THREADID: 'OBJECTID',
      SAVEDATE: 'SAVEDATE',
      PREVIEW: 'PREVIEW',
      'X-GM-MSGID': 'X-GM-EXT-1',
      'X-GM-THRID': 'X-GM-EXT-1',
      'X-GM-LABELS': 'X-GM-EXT-1',
    }),
  ],
  [
    'STORE',
    table({
      UNCHANGEDSINCE: 'CONDSTORE',
      'X-GM-LABELS': 'X-GM-EXT-1',
      '+X-GM-LABELS': 'X-GM-EXT-1',
      '-X-GM-LABELS': 'X-GM-EXT-1',
    }),
  ],
  [
    'SEARCH',
    table({
      OLDER: 'WITHIN',
      YOUNGER: 'WITHIN',
      MODSEQ: 'CONDSTORE',
      FUZZY: 'SEARCH=FUZZY',
      FILTER: 'FILTERS',
      SAVEDBEFORE: 'SAVEDATE',
      SAVEDON: 'SAVEDATE',
      SAVEDSINCE: 'SAVEDATE',
      EMAILID: 'OBJECTID',
      THREADID: 'OBJECTID',
      'X-GM-RAW': 'X-GM-EXT-1',
      'X-GM-MSGID': 'X-GM-EXT-1',
      'X-GM-THRID': 'X-GM-EXT-1',
      'X-GM-LABELS': 'X-GM-EXT-1',
    }),
  ],
  ['SORT', table({ DISPLAYFROM: 'SORT=DISPLAY', DISPLAYTO: 'SORT=DISPLAY' })],
  ['APPEND', table({ CATENATE: 'CATENATE' })],
]);
