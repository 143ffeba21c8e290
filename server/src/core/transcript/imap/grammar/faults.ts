// What can be wrong with the grammar of an IMAP command or response: one row a code.

/** One kind of fault. */
export interface ImapFaultRow {
  /** What is wrong, in plain words. */
  readonly meaning: string;
  /** True where deployed servers and clients read it all the same, since only one reading is possible. */
  readonly lenient?: true;
}

/** The faults of IMAP's grammar (RFC 9051 9, RFC 3501 9, and the extensions) by code. */
export const imapFaults = {
  elision: { meaning: 'Part of the line is left out here', lenient: true },
  'space-missing': { meaning: 'A space must stand here' },
  'space-extra': {
    meaning: 'One space separates arguments, and none stands inside parentheses',
    lenient: true,
  },
  'space-trailing': {
    meaning: 'Nothing may stand behind the last argument, not even a space',
    lenient: true,
  },
  'argument-missing': { meaning: 'An argument is missing here' },
  'text-unexpected': { meaning: 'Nothing more is expected here' },
  'parenthesis-missing': { meaning: 'A list starts with a parenthesis' },
  'parenthesis-unclosed': { meaning: 'The list has no closing parenthesis' },
  'bracket-unclosed': { meaning: 'The closing bracket is missing', lenient: true },
  'punctuation-missing': { meaning: 'A character of the syntax is missing' },
  'too-deep': { meaning: 'The nesting is deeper than is read' },
  tag: { meaning: 'A tag is one or more atom characters, without a plus sign' },
  'command-name': { meaning: 'A command name must stand here' },
  'command-unknown': { meaning: 'No command of this name is known', lenient: true },
  'response-unknown': { meaning: 'No response of this name is known', lenient: true },
  'response-name': { meaning: 'A response name must stand here' },
  'status-missing': { meaning: 'A response code stands behind OK, NO or BAD', lenient: true },
  'status-word': { meaning: 'A tagged response says OK, NO or BAD' },
  keyword: { meaning: 'This word is none of those possible here' },
  'option-unknown': { meaning: 'No option of this name is known', lenient: true },
  atom: { meaning: 'An atom must stand here' },
  'eight-bit': { meaning: 'An atom has ASCII characters only: quote it', lenient: true },
  astring: { meaning: 'An atom or a string must stand here' },
  string: { meaning: 'A quoted string or a literal must stand here' },
  nstring: { meaning: 'A quoted string, a literal or NIL must stand here' },
  nil: { meaning: 'NIL must stand here' },
  'quote-unclosed': { meaning: 'The quoted string has no closing quote on its line' },
  escape: {
    meaning: 'In a quoted string a backslash stands before a quote or a backslash only',
    lenient: true,
  },
  nul: { meaning: 'A NUL may stand in a literal8 only' },
  'literal-line': { meaning: 'A line end must follow the count of a literal' },
  'literal-count': { meaning: 'A literal is announced by a number of octets in braces' },
  literal8: { meaning: 'A literal with a tilde may not stand here', lenient: true },
  number: { meaning: 'A number must stand here' },
  'number-too-large': { meaning: 'The number does not fit into its width' },
  zero: { meaning: 'The number must not be zero' },
  'sequence-set': { meaning: 'A set is numbers and ranges, separated by commas' },
  'mod-sequence': { meaning: 'A modification sequence is a positive number of 63 bits' },
  mailbox: { meaning: 'A mailbox name must stand here' },
  'modified-utf7': { meaning: 'The mailbox name is not modified UTF-7' },
  'modified-utf7-ascii': {
    meaning: 'Modified UTF-7 writes a printable ASCII character as itself',
    lenient: true,
  },
  delimiter: { meaning: 'A hierarchy delimiter is one quoted character or NIL' },
  flag: { meaning: 'A flag is an atom, or a backslash and an atom' },
  'fetch-att': { meaning: 'No item of this name can be fetched' },
  'fetch-name': { meaning: 'The name of a fetched item must stand here' },
  'fetch-list': { meaning: 'A list of fetch items has at least one, and no macro' },
  'fetch-data': { meaning: 'No item of this name is known in a FETCH response', lenient: true },
  'item-wrapped': { meaning: 'No parentheses stand around one fetched item', lenient: true },
  section: { meaning: 'The section names no part of a message' },
  partial: { meaning: 'A partial fetch is an offset, a dot and a count that is not zero' },
  'partial-empty': { meaning: 'The count of a partial fetch is zero', lenient: true },
  'partial-range': { meaning: 'A range of results is two numbers of one sign, not zero' },
  'header-list': { meaning: 'A list of header field names must stand here' },
  'store-item': { meaning: 'STORE changes FLAGS, +FLAGS or -FLAGS, with or without .SILENT' },
  'search-key': { meaning: 'No search key of this name is known' },
  'sort-key': { meaning: 'No sort key of this name is known' },
  'thread-algorithm': { meaning: 'A threading algorithm must stand here' },
  'status-item': { meaning: 'No status item of this name is known' },
  charset: { meaning: 'The name of a charset must stand here' },
  date: { meaning: 'A date is written as 1-Feb-1994' },
  'date-time': { meaning: 'A date and time is written as " 1-Feb-1994 21:52:25 -0800"' },
  'date-day': { meaning: 'A space or a zero stands in front of a day of one digit' },
  'date-time-form': { meaning: 'The date is left out or has an older form', lenient: true },
  'sasl-quoted': { meaning: 'The name of a mechanism is an atom', lenient: true },
  base64: { meaning: 'Base64, or an equals sign alone, must stand here' },
  'entry-name': { meaning: 'The name of an entry starts with a slash and has no wildcard' },
  'entry-slash': { meaning: 'The name of an entry starts with a slash' },
  'entry-quoted': { meaning: 'The name of an entry starts with a slash, in quotes too', lenient: true },
  'option-order': { meaning: 'The options stand before the name of the mailbox', lenient: true },
  'object-id': { meaning: 'An object identifier has 1 to 255 letters, digits, hyphens and underscores' },
  'mailbox-filter': { meaning: 'No group of mailboxes of this name is known' },
  'append-data': { meaning: 'A literal or CATENATE must stand here' },
  'body-structure': { meaning: 'This is no body structure' },
  'body-part-empty': { meaning: 'A multipart body has at least one part', lenient: true },
  envelope: { meaning: 'This is no envelope' },
  address: { meaning: 'An address is a list of four strings' },
  'address-list-empty': { meaning: 'An empty list of addresses is NIL', lenient: true },
  rights: { meaning: 'Access rights must stand here' },
  url: { meaning: 'A URL must stand here' },
  'url-form': { meaning: 'The IMAP URL has not the form of one', lenient: true },
} as const satisfies Readonly<Record<string, ImapFaultRow>>;

/** The code of a fault: a key of `imapFaults`. */
export type ImapFaultCode = keyof typeof imapFaults;

/** A fault of the grammar at its place. */
export interface ImapFault {
  readonly code: ImapFaultCode;
  /** Own offsets, UTF-16 units. Empty where something is missing. */
  readonly from: number;
  readonly to: number;
  /** True for a deviation that deployed software reads all the same. */
  readonly lenient: boolean;
  /** The ABNF name of what was expected, where that says more than the code. */
  readonly expected?: string;
}
