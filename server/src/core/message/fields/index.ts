// Which parser reads which grammar of the header field registry.

import type { FieldGrammar } from '../../registry/headerFields/index.ts';
import { parseContentType } from './contentType.ts';
import { parseMimeVersion } from './mimeVersion.ts';
import { parseContentDisposition } from './contentDisposition.ts';
import { parseContentTransferEncoding } from './contentTransferEncoding.ts';
import type { FieldParser } from './parser.ts';
import { parseUnstructured } from './unstructured.ts';

/** The parser of each grammar. A grammar without its own is read as free text. */
export const fieldParsers: Readonly<Record<FieldGrammar, FieldParser>> = {
  unstructured: parseUnstructured,
  'address-list': parseUnstructured,
  'address-list-or-empty': parseUnstructured,
  'mailbox-list': parseUnstructured,
  mailbox: parseUnstructured,
  'addr-spec': parseUnstructured,
  path: parseUnstructured,
  'date-time': parseUnstructured,
  'msg-id': parseUnstructured,
  'msg-id-list': parseUnstructured,
  'phrase-list': parseUnstructured,
  phrase: parseUnstructured,
  received: parseUnstructured,
  'mime-version': parseMimeVersion,
  'content-type': parseContentType,
  'content-disposition': parseContentDisposition,
  'content-transfer-encoding': parseContentTransferEncoding,
  'content-id': parseUnstructured,
  'language-list': parseUnstructured,
  uri: parseUnstructured,
  'content-md5': parseUnstructured,
  token: parseUnstructured,
  'token-list': parseUnstructured,
  'token-parameters': parseUnstructured,
  'tag-list': parseUnstructured,
  'authentication-results': parseUnstructured,
  'arc-authentication-results': parseUnstructured,
  'received-spf': parseUnstructured,
  'list-uris': parseUnstructured,
  'list-id': parseUnstructured,
  'typed-value': parseUnstructured,
  'status-code': parseUnstructured,
  disposition: parseUnstructured,
  integer: parseUnstructured,
  'ip-address': parseUnstructured,
  'newsgroup-list': parseUnstructured,
  opaque: parseUnstructured,
};
