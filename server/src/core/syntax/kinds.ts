// The node kinds of the syntax tree, named after the RFCs' ABNF productions.

/**
 * Node kinds. Names are those of RFC 5322, 2045, 2046, 2047, 2231, 5321 in camel case; what the RFCs give no name
 * (a line prefix of a transcript, junk) is named here.
 */
const names = [
  // Structure of a message and its parts (RFC 5322 3.5, RFC 2046 5.1).
  'Document',
  'Message',
  'HeaderBlock',
  'Field',
  'FieldName',
  'Colon',
  'FieldBody',
  'MboxFromLine',
  'JunkLine',
  'Separator',
  'Body',
  'BodyPart',
  'Preamble',
  'Epilogue',
  'Delimiter',
  'CloseDelimiter',
  'Text',
  // What stands between the lines of a message in a transcript.
  'LinePrefix',
  // Lexical tokens (RFC 5322 3.2, RFC 2045 5.1).
  'Fws',
  'Comment',
  'CommentText',
  'QuotedPair',
  'QuotedString',
  'QuotedText',
  'Quote',
  'Atom',
  'Dot',
  'Punctuation',
  'Junk',
  'Word',
  'Unstructured',
  'UnstructuredText',
  'EncodedWord',
  'EncodedWordCharset',
  'EncodedWordEncoding',
  'EncodedWordText',
  // Addresses (RFC 5322 3.4).
  'AddressList',
  'Group',
  'GroupName',
  'Mailbox',
  'DisplayName',
  'Phrase',
  'AngleAddr',
  'Route',
  'AddrSpec',
  'LocalPart',
  'Domain',
  'DomainLiteral',
  'DomainLiteralText',
  'EmptyElement',
  // Dates (RFC 5322 3.3).
  'DateTime',
  'DayOfWeek',
  'Day',
  'Month',
  'Year',
  'TimeOfDay',
  'Zone',
  // Identification (RFC 5322 3.6.4).
  'MsgIdList',
  'MsgId',
  'IdLeft',
  'IdRight',
  // Trace (RFC 5321 4.4).
  'Received',
  'ReceivedClause',
  'ClauseName',
  'ClauseValue',
  'Path',
  // MIME (RFC 2045 5.1, RFC 2231, RFC 2183).
  'MimeVersion',
  'ContentType',
  'MediaType',
  'MediaSubtype',
  'ContentDisposition',
  'DispositionType',
  'ContentTransferEncoding',
  'Mechanism',
  'ContentId',
  'Token',
  'Parameter',
  'Attribute',
  'ParameterSection',
  'ParameterValue',
  'ExtendedCharset',
  'ExtendedLanguage',
  'ExtendedValue',
  'PercentEncoding',
  'PhraseList',
  // Tag lists (RFC 6376 3.2) and results (RFC 8601 2.2).
  'TagList',
  'Tag',
  'TagName',
  'TagValue',
  'AuthenticationResults',
  'AuthservId',
  'AuthVersion',
  'ResultInfo',
  'AuthMethod',
  'AuthResult',
  'AuthReason',
  'AuthProperty',
  'PropertyType',
  'PropertyName',
  'PropertyValue',
  'ReceivedSpf',
  // Lists of URIs (RFC 2369), and typed values of delivery reports (RFC 3464).
  'UriList',
  'Uri',
  'ListId',
  'TypedValue',
  'ValueType',
  'Number',
  // Command and reply lines of SMTP (RFC 5321 4.1.2, 4.2; RFC 2034 3), and of POP3 where they have no name of their own.
  'CommandLine',
  'Verb',
  'Sp',
  'PathKeyword',
  'ReversePath',
  'ForwardPath',
  'EsmtpParam',
  'EsmtpKeyword',
  'EsmtpValue',
  'Argument',
  'ChunkSize',
  'EndMarker',
  'SaslMech',
  'InitialResponse',
  'Reply',
  'ReplyLine',
  'ReplyCode',
  'ReplySeparator',
  'StatusCode',
  'Textstring',
  'EhloKeyword',
  'EhloParam',
  'LineEnd',
] as const;

/** The name of a node kind. */
export type KindName = (typeof names)[number];

/** A node kind as the small integer the tree's columns hold. */
export type Kind = number;

/** The integer of each kind: `Kind.MsgId`. */
export const Kind = Object.fromEntries(names.map((name, index) => [name, index])) as Readonly<
  Record<KindName, Kind>
>;

/** The name of a kind, for dumps and tests. */
export function kindName(kind: Kind): KindName {
  const name = names[kind];
  if (name === undefined) throw new RangeError(`No node kind has the number ${String(kind)}`);
  return name;
}
