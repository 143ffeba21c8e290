// Which capability the words of IMAP's arguments need: those of a server that lacks it are not offered.

/** Words of a list with the capabilities of which one must be announced. */
export type Needs = Readonly<Record<string, readonly string[] | undefined>>;

const REV2 = 'IMAP4REV2';
const GMAIL = ['X-GM-EXT-1'];
const ANNOTATE = ['ANNOTATE-EXPERIMENT-1'];
const OBJECTS = ['OBJECTID'];
const CHANGES = ['CONDSTORE', 'QRESYNC'];
const CONTEXT = ['CONTEXT=SEARCH', 'CONTEXT=SORT'];

/** Items of FETCH. */
export const fetchNeeds: Needs = {
  BINARY: ['BINARY', REV2],
  'BINARY.PEEK': ['BINARY', REV2],
  'BINARY.SIZE': ['BINARY', REV2],
  MODSEQ: CHANGES,
  EMAILID: OBJECTS,
  THREADID: OBJECTS,
  SAVEDATE: ['SAVEDATE'],
  PREVIEW: ['PREVIEW'],
  SNIPPET: ['SNIPPET=FUZZY'],
  ANNOTATION: ANNOTATE,
  'X-GM-MSGID': GMAIL,
  'X-GM-THRID': GMAIL,
  'X-GM-LABELS': GMAIL,
  BODYPARTSTRUCTURE: ['CONVERT'],
  AVAILABLECONVERSIONS: ['CONVERT'],
  // RFC 1730: gone since IMAP4rev1.
  'RFC822.PEEK': ['IMAP4'],
  'RFC822.TEXT.PEEK': ['IMAP4'],
  'RFC822.HEADER.LINES': ['IMAP4'],
  'RFC822.HEADER.LINES.NOT': ['IMAP4'],
  // Modifiers.
  CHANGEDSINCE: CHANGES,
  VANISHED: ['QRESYNC'],
  PARTIAL: ['PARTIAL'],
};

/** Keys of SEARCH. */
export const searchNeeds: Needs = {
  RETURN: ['ESEARCH', REV2],
  OLDER: ['WITHIN'],
  YOUNGER: ['WITHIN'],
  MODSEQ: CHANGES,
  FUZZY: ['SEARCH=FUZZY'],
  FILTER: ['FILTERS'],
  ANNOTATION: ANNOTATE,
  SAVEDBEFORE: ['SAVEDATE'],
  SAVEDON: ['SAVEDATE'],
  SAVEDSINCE: ['SAVEDATE'],
  SAVEDATESUPPORTED: ['SAVEDATE'],
  EMAILID: OBJECTS,
  THREADID: OBJECTS,
  UIDAFTER: ['MESSAGELIMIT'],
  UIDBEFORE: ['MESSAGELIMIT'],
  'X-GM-RAW': GMAIL,
  'X-GM-MSGID': GMAIL,
  'X-GM-THRID': GMAIL,
  'X-GM-LABELS': GMAIL,
};

/** What a search is to answer. */
export const returnNeeds: Needs = {
  SAVE: ['SEARCHRES', REV2],
  CONTEXT,
  UPDATE: CONTEXT,
  PARTIAL: ['PARTIAL', ...CONTEXT],
  RELEVANCY: ['SEARCH=FUZZY'],
};

/** Keys of SORT. */
export const sortNeeds: Needs = {
  DISPLAYFROM: ['SORT=DISPLAY'],
  DISPLAYTO: ['SORT=DISPLAY'],
  RELEVANCY: ['SEARCH=FUZZY'],
  SCORE: ['SEARCH=FUZZY'],
  ANNOTATION: ANNOTATE,
};

/** Items of STATUS. */
export const statusNeeds: Needs = {
  DELETED: [REV2, 'QUOTA=RES-MESSAGE'],
  SIZE: ['STATUS=SIZE', REV2],
  HIGHESTMODSEQ: CHANGES,
  MAILBOXID: OBJECTS,
  APPENDLIMIT: ['APPENDLIMIT'],
  'DELETED-STORAGE': ['QUOTA=RES-STORAGE'],
  HIGHESTSAVEDATE: ['SAVEDATE'],
};

/** Options of LIST, and parameters of commands. */
export const optionNeeds: Needs = {
  RETURN: ['LIST-EXTENDED', REV2],
  'SPECIAL-USE': ['SPECIAL-USE', REV2],
  MYRIGHTS: ['LIST-MYRIGHTS'],
  STATUS: ['LIST-STATUS', REV2],
  METADATA: ['LIST-METADATA'],
  CONDSTORE: CHANGES,
  QRESYNC: ['QRESYNC'],
  ANNOTATE,
  UTF8: ['UTF8=ACCEPT'],
  USE: ['CREATE-SPECIAL-USE'],
  UNCHANGEDSINCE: CHANGES,
  CATENATE: ['CATENATE'],
  ANNOTATION: ANNOTATE,
  'X-GM-LABELS': GMAIL,
  '+X-GM-LABELS': GMAIL,
  '-X-GM-LABELS': GMAIL,
  'X-GM-LABELS.SILENT': GMAIL,
  '+X-GM-LABELS.SILENT': GMAIL,
  '-X-GM-LABELS.SILENT': GMAIL,
};
