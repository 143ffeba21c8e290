// What FETCH answers: items of a message, envelopes, body structures (RFC 9051 7.5.2, RFC 3501 7.4.2, and extensions).

import { Kind } from '../../../syntax/kinds.ts';
import type { ProductionRows, WordTable } from './table.ts';

export const messageDataTables = {
  'fetch-data': {
    rows: {
      FLAGS: 'SP flag-list',
      ENVELOPE: 'SP envelope',
      INTERNALDATE: 'SP (date-time / date-time-short / date-time-loose)',
      RFC822: 'SP nstring8',
      'RFC822.HEADER': 'SP nstring8',
      'RFC822.TEXT': 'SP nstring8',
      'RFC822.SIZE': 'SP number64',
      BODY: 'section ["<" number ">"] SP nstring8 / SP body',
      BODYSTRUCTURE: 'SP body',
      UID: 'SP nz-number',
      BINARY: 'section-binary ["<" number ">"] SP (converter-error / nstring8)',
      'BINARY.SIZE': 'section-binary SP (converter-error / number64)',
      MODSEQ: 'SP "(" mod-sequence ")"',
      EMAILID: 'SP object-ids',
      THREADID: 'SP (nil / object-ids)',
      SAVEDATE: 'SP (nil / date-time / date-time-short / date-time-loose)',
      PREVIEW: 'SP nstring8',
      SNIPPET: 'SP extension-argument [SP nstring8]',
      ANNOTATION: 'SP "(" entry-data *(SP entry-data) ")"',
      'X-GM-MSGID': 'SP any-number',
      'X-GM-THRID': 'SP any-number',
      'X-GM-LABELS': 'SP gm-labels-data',
      BODYPARTSTRUCTURE: 'section-binary SP (converter-error / body)',
      AVAILABLECONVERSIONS: 'section-binary SP extension-list',
    },
    kind: Kind.Keyword,
    code: 'fetch-data',
    unknown: '[section ["<" number ">"]] SP extension-argument',
    unknownCode: 'fetch-data',
  },
} as const satisfies Readonly<Record<string, WordTable>>;

export const messageDataProductions = {
  'msg-att': { abnf: '"(" *([SP] (msg-att-item / msg-att-wrapped)) ")"', kind: Kind.MsgAtt },
  // Domino puts parentheses around an item.
  'msg-att-wrapped': 'item-paren msg-att-item ")"',
  'msg-att-item': { abnf: '{fetch-data}', kind: Kind.MsgAttItem, code: 'fetch-name' },
  'gm-labels-data': '"(" [gm-label *(SP gm-label)] ")"',
  'entry-data': 'entry [SP "(" astring SP nstring8 *(SP astring SP nstring8) ")"]',
  'converter-error': 'error-paren "ERROR" SP string SP extension-item *(SP extension-item) ")"',
  envelope: {
    abnf: '"(" nstring SP nstring SP env-addresses SP env-addresses SP env-addresses SP env-addresses SP env-addresses SP env-addresses SP nstring SP nstring ")"',
    kind: Kind.Envelope,
    code: 'envelope',
  },
  'env-addresses': {
    abnf: 'nil / "(" *([SP] address) ")"',
    kind: Kind.EnvelopeAddresses,
    code: 'address',
    check: (cursor, from, to) => {
      if (to - from === 2) cursor.fault('address-list-empty', from, to);
    },
  },
  address: {
    abnf: '"(" nstring SP nstring SP nstring SP nstring ")"',
    kind: Kind.EnvelopeAddress,
    code: 'address',
  },
  body: { abnf: '"(" (body-mpart / body-1part) ")"', kind: Kind.BodyStructure, code: 'body-structure' },
  'body-mpart': '1*([SP] body) SP nstring [SP body-params [SP body-tail]]',
  // RFC 9051 7.5.2: message/rfc822 has an envelope, a body and lines behind its size, text has lines.
  'body-1part': {
    abnf: 'nstring SP (nstring SP body-fields / body-no-parts)',
    code: 'body-structure',
  },
  'body-fields':
    'body-params SP nstring SP nstring SP nstring SP body-octets [SP envelope SP body] [SP number64] [SP nstring [SP body-tail]]',
  'body-no-parts': {
    abnf: '"(" string SP nstring *(SP string SP nstring) ")" [SP body-tail]',
    kind: Kind.BodyFields,
    check: (cursor, from) => cursor.fault('body-part-empty', from, from),
  },
  'body-octets': { abnf: 'number64 / nil', code: 'number' },
  'body-params': {
    abnf: 'nil / "(" [string SP nstring *(SP string SP nstring)] ")"',
    kind: Kind.BodyFields,
    code: 'body-structure',
  },
  'body-tail': 'body-disposition [SP body-language [SP nstring *(SP body-extension)]]',
  'body-disposition': {
    abnf: 'nil / quoted / "(" string SP body-params ")"',
    kind: Kind.BodyFields,
    code: 'body-structure',
  },
  'body-language': {
    abnf: 'nil / quoted / literal / "(" string *(SP string) ")"',
    kind: Kind.BodyFields,
    code: 'body-structure',
  },
  'body-extension': {
    abnf: 'nil / number64 / quoted / literal / "(" body-extension *(SP body-extension) ")"',
    kind: Kind.ExtensionValue,
    code: 'body-structure',
  },
} as const satisfies ProductionRows;
