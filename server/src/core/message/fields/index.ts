// Which parser reads which grammar of the header field registry.

import type { FieldGrammar } from '../../registry/headerFields/index.ts';
import { parseAddressList, parseAddressListOrEmpty, parseAddrSpec, parseMailbox } from './addresses.ts';
import { parseContentType } from './contentType.ts';
import { parseMimeVersion } from './mimeVersion.ts';
import { parseContentDisposition } from './contentDisposition.ts';
import { parseContentTransferEncoding } from './contentTransferEncoding.ts';
import { parseDateTime } from './dateTime.ts';
import { parseMsgId, parseMsgIdList } from './msgId.ts';
import type { FieldParser } from './parser.ts';
import { parsePath } from './path.ts';
import { parsePhrase, parsePhraseList } from './phrase.ts';
import { parseReceived } from './received.ts';
import { parseUnstructured } from './unstructured.ts';

/** The parser of each grammar. A grammar without its own is read as free text. */
export const fieldParsers: Readonly<Record<FieldGrammar, FieldParser>> = {
  unstructured: parseUnstructured,
  'address-list': parseAddressList,
  'address-list-or-empty': parseAddressListOrEmpty,
  'mailbox-list': parseAddressList,
  mailbox: parseMailbox,
  'addr-spec': parseAddrSpec,
  path: parsePath,
  'date-time': parseDateTime,
  'msg-id': parseMsgId,
  'msg-id-list': parseMsgIdList,
  'phrase-list': parsePhraseList,
  phrase: parsePhrase,
  received: parseReceived,
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
