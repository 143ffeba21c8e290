// The kinds of errors of msglint that rules of ours are about, and which rules those are.

/** One kind. */
export interface Kind {
  readonly name: string;
  readonly pattern: RegExp;
  /** The rules, without `message/`, that say the same; a kind without any is not taken on. */
  readonly rules?: RegExp;
  /**
   * Where to look for ours: on their lines; in the header of the part whose body starts at their line; in the part
   * that ends there; in the part whose body has the line; in front of their line, where the file ends.
   */
  readonly place?: 'body start' | 'part end' | 'body' | 'file end';
}

const FIELD =
  "'(?:(?:resent-)?(?:from|sender|to|cc|bcc|date|message-id)|reply-to|in-reply-to|references|keywords|return-path|" +
  "mime-version|content-(?:type|transfer-encoding|disposition|id))'";

/** The rules about addresses, dates, identifiers, parameters and the like: whatever a field's value can have. */
const VALUE =
  /^(?:addr-|date-|msgid-|references-|phrase-|param-|ctype-|cte-|disposition-|content-id-|mime-version-|boundary-|related-|partial-|external-|ew-|raw-8bit-header|invalid-utf8-header|missing-value|empty-field|unclosed|duplicate-(?:mime-)?field|return-path-syntax|control-char-header|bare-|first-line-|blank-)/;

/** In this order; the first whose pattern fits counts. */
export const msglintKinds: readonly Kind[] = [
  // RFC 6532 allows UTF-8 in headers since.
  { name: 'UTF-8', pattern: /^invalid UTF-8.* in header/ },
  // RFC 5322 3.6.8: a field's name has any printable characters but the colon.
  { name: 'names with symbols', pattern: /^unexpected character '[!-/;-@[-`{-~]'/ },
  // A later issue: reports, lists.
  {
    name: 'reports and lists',
    pattern: /^missing report-type| in header '(?:x-received|list-[\w-]+|auto-submitted)'/i,
  },
  {
    name: 'required fields',
    pattern: /^missing mandatory header '(?:date|from)'/,
    rules: /^missing-(?:date|from)$/,
  },
  {
    name: 'header lines',
    pattern: /^unexpected character|^8-bit in header/,
    rules:
      /^(?:bad-field-name|missing-header-body-separator|space-before-colon|no-space-after-colon|raw-8bit-header|invalid-utf8-header|control-char-header|nul-octet|bare-|mixed-eol|misplaced-envelope-from|mbox-from-line|header-premature-end|first-line-continuation|blank-continuation|bom-at-start)/,
  },
  {
    name: 'cut headers',
    pattern: /^message ended in middle of header/,
    rules: /^(?:header-premature-end|missing-header-body-separator|bad-field-name|empty-message)$/,
    place: 'file end',
  },
  {
    name: 'empty fields',
    pattern: new RegExp(`^empty header ${FIELD}`, 'i'),
    rules:
      /^(?:missing-value|empty-|addr-list-empty|addr-list-missing|date-syntax|msgid-syntax|references-syntax|return-path-syntax|ctype-syntax|cte-|disposition-|content-id-|mime-version-)/,
  },
  {
    name: 'missing boundaries',
    pattern: /^multipart missing boundary|^Missing mandatory parameter 'boundary'/,
    rules: /^(?:boundary-|param-|ctype-)/,
  },
  { name: 'unclosed parts', pattern: /^unbalanced MIME boundary/, rules: /^boundary-/, place: 'part end' },
  {
    name: 'repeated parameters',
    pattern: /^duplicate param/,
    rules: /^(?:param-duplicate|param-2231-|duplicate-)/,
  },
  {
    name: 'quoted-printable',
    pattern: /^quoted-printable line|^invalid quoted-printable|^Encoded CRLF/,
    rules: /^qp-/,
  },
  { name: 'base64', pattern: /^incomplete base64/, rules: /^b64-/, place: 'part end' },
  {
    name: '8-bit characters',
    pattern:
      /^Content-Transfer-Encoding doesn't permit 8-bit characters line|^8-bit characters not permitted in preamble/,
    rules: /^(?:cte-8bit-data-in-7bit|preamble-8bit|charset-|qp-should-encode|qp-bad-escape|b64-bad-char)/,
  },
  {
    name: '8-bit parts',
    pattern: /^Content-Transfer-Encoding doesn't permit 8-bit characters in body/,
    rules:
      /^(?:cte-8bit-data-in-7bit|cte-parent-narrower|raw-8bit-header|preamble-8bit|charset-|qp-should-encode|b64-bad-char)/,
    place: 'part end',
  },
  {
    name: 'composite encodings',
    pattern: /^only 7-bit, 8-bit/,
    rules: /^cte-on-composite/,
    place: 'body start',
  },
  {
    name: 'narrower multiparts',
    pattern: /^mismatch between inner content-tr/,
    rules: /^cte-parent-narrower/,
    place: 'body start',
  },
  {
    name: 'charset and encoding',
    pattern: /^charset '.*' doesn't match/,
    rules: /^charset-/,
    place: 'body start',
  },
  {
    name: 'charsets',
    pattern: /^character set doesn't permit 8-bit characters|^invalid UTF-8 octet|^invalid ISO-8859/,
    rules: /^(?:charset-|utf8-invalid|decoded-with-loss|iso8859-c1|cte-8bit-data-in-7bit)/,
    place: 'body',
  },
  {
    name: 'return path of reports',
    pattern: /^return-path should be empty/,
    rules: /^return-path-not-empty-in-report/,
  },
  {
    name: 'trace ids with dots',
    pattern: /^expected ';' at token '\.' in header 'Received'/i,
    rules: /^(?:received-|trace-order|date-)/,
  },
  {
    name: 'trace records',
    pattern: / in header 'Received'| at end of header 'Received'/i,
    rules: /^(?:received-|trace-order|date-)/,
  },
  {
    name: 'field values',
    pattern: new RegExp(`^(?!.*deprecated).* (?:in|of) header ${FIELD} at line`, 'i'),
    rules: VALUE,
  },
];
