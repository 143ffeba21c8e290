// The closed set of grammars a header field's value can have, and where each takes encoded-words.

/** Where encoded-words may stand in a value (RFC 2047, 5). */
export type EncodedWordPlaces = 'text' | 'phrase' | 'comment' | 'none';

/** Facts about one grammar. */
export interface FieldGrammarFacts {
  /** `text`: anywhere; `phrase`: display names and comments; `comment`: comments only; `none`: never. */
  readonly encodedWords: EncodedWordPlaces;
  /** What the value holds, as words that can follow "holds". */
  readonly holds: string;
}

/** The grammars by name. The name is the ABNF name of the RFC where it has one. */
export const fieldGrammars = {
  /** RFC 5322, 3.6.5: free text. */
  unstructured: { encodedWords: 'text', holds: 'free text' },
  /** RFC 5322, 3.4: mailboxes and groups, at least one. */
  'address-list': { encodedWords: 'phrase', holds: 'a list of addresses and groups' },
  /** RFC 5322, 3.6.3: like address-list, but the list may be missing (Bcc). */
  'address-list-or-empty': { encodedWords: 'phrase', holds: 'a list of addresses and groups, or nothing' },
  /** RFC 5322, 3.4: mailboxes only, at least one. */
  'mailbox-list': { encodedWords: 'phrase', holds: 'a list of mailboxes' },
  /** RFC 5322, 3.4: exactly one mailbox. */
  mailbox: { encodedWords: 'phrase', holds: 'one mailbox' },
  /** RFC 5322, 3.4.1: a bare address without a display name or angle brackets. */
  'addr-spec': { encodedWords: 'comment', holds: 'one bare address' },
  /** RFC 5322, 3.6.7: an address in angle brackets, or the empty path. */
  path: { encodedWords: 'comment', holds: 'one address in angle brackets, or an empty pair of brackets' },
  /** RFC 5322, 3.3. */
  'date-time': { encodedWords: 'comment', holds: 'a date and time' },
  /** RFC 5322, 3.6.4: exactly one identifier. */
  'msg-id': { encodedWords: 'comment', holds: 'one message identifier' },
  /** RFC 5322, 3.6.4: one identifier or more. */
  'msg-id-list': { encodedWords: 'comment', holds: 'message identifiers' },
  /** RFC 5322, 3.6.5: phrases with commas between them. */
  'phrase-list': { encodedWords: 'phrase', holds: 'a list of words or phrases' },
  /** RFC 5322, 3.2.5: one phrase. */
  phrase: { encodedWords: 'phrase', holds: 'a phrase' },
  /** RFC 5321, 4.4: the clauses of a trace record and its date. */
  received: { encodedWords: 'comment', holds: 'the record of one transfer' },
  /** RFC 2045, 4. */
  'mime-version': { encodedWords: 'comment', holds: 'a version number' },
  /** RFC 2045, 5.1: type, subtype and parameters. */
  'content-type': { encodedWords: 'comment', holds: 'a media type with parameters' },
  /** RFC 2183, 2: disposition type and parameters. */
  'content-disposition': { encodedWords: 'comment', holds: 'a disposition with parameters' },
  /** RFC 2045, 6.1. */
  'content-transfer-encoding': { encodedWords: 'comment', holds: 'the name of an encoding' },
  /** RFC 2045, 7: written like a message identifier. */
  'content-id': { encodedWords: 'comment', holds: 'one content identifier' },
  /** Language tags with commas between them, as in Content-Language. */
  'language-list': { encodedWords: 'comment', holds: 'language tags' },
  /** RFC 2557, 4.1: one URI, folded anywhere. */
  uri: { encodedWords: 'none', holds: 'one URI' },
  /** An MD5 digest in base64 (Content-MD5). */
  'content-md5': { encodedWords: 'none', holds: 'an MD5 digest in base64' },
  /** One token of a closed or open set, with comments around it. */
  token: { encodedWords: 'comment', holds: 'one keyword' },
  /** Tokens with commas between them. */
  'token-list': { encodedWords: 'comment', holds: 'a list of keywords' },
  /** One value, then `;name=value` parameters in MIME's manner. */
  'token-parameters': { encodedWords: 'comment', holds: 'a value with parameters' },
  /** RFC 6376, 3.2: `name=value` tags with semicolons between them. */
  'tag-list': { encodedWords: 'none', holds: 'a list of tags and values' },
  /** RFC 8601, 2.2. */
  'authentication-results': { encodedWords: 'comment', holds: 'the results of authentication checks' },
  /** RFC 8617, 4.1.1: an instance tag, then authentication results. */
  'arc-authentication-results': {
    encodedWords: 'comment',
    holds: 'an instance number and the results of authentication checks',
  },
  /** RFC 7208, 9.1: a result, a comment and key-value pairs. */
  'received-spf': { encodedWords: 'comment', holds: 'an SPF result with its inputs' },
  /** RFC 2369, 2: URLs in angle brackets, in order of preference. */
  'list-uris': { encodedWords: 'comment', holds: 'URLs in angle brackets' },
  /** RFC 2919, 3: an optional phrase and an identifier in angle brackets. */
  'list-id': { encodedWords: 'phrase', holds: 'a list identifier in angle brackets' },
  /** RFC 3464, 2.1.2: a type, a semicolon and text (`rfc822; user@example.com`). */
  'typed-value': { encodedWords: 'comment', holds: 'a type and a value' },
  /** RFC 3463, 2: three numbers with dots between them. */
  'status-code': { encodedWords: 'comment', holds: 'an enhanced status code' },
  /** RFC 8098, 3.2.6: action mode, sending mode, then the disposition and its modifiers. */
  disposition: { encodedWords: 'comment', holds: 'what was done with the message' },
  /** A decimal number. */
  integer: { encodedWords: 'comment', holds: 'a number' },
  /** An internet address, alone or in square brackets. */
  'ip-address': { encodedWords: 'none', holds: 'an IP address' },
  /** RFC 5536, 3.1.4: newsgroup names with commas between them. */
  'newsgroup-list': { encodedWords: 'none', holds: 'a list of newsgroups' },
  /** A value only its producer reads: shown, never judged. */
  opaque: { encodedWords: 'none', holds: 'a value that only its producer reads' },
} as const satisfies Record<string, FieldGrammarFacts>;

/** The name of a grammar: a key of `fieldGrammars`. */
export type FieldGrammar = keyof typeof fieldGrammars;

/** Where encoded-words may stand in a field of this grammar (RFC 2047, 5). */
export function encodedWordPlaces(grammar: FieldGrammar): EncodedWordPlaces {
  return fieldGrammars[grammar].encodedWords;
}
