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
import {
  parseContentMd5,
  parseIpAddress,
  parseLanguageList,
  parseNewsgroupList,
  parseToken,
  parseTokenList,
} from './keywords.ts';
import { parseListUris, parseUri } from './uri.ts';
import { parseTokenParameters } from './tokenParameters.ts';
import { parseTagList } from './tagList.ts';
import { parseArcAuthenticationResults, parseAuthenticationResults } from './authenticationResults.ts';
import { parseReceivedSpf } from './receivedSpf.ts';
import { parseListId } from './listId.ts';
import { parseTypedValue } from './typedValue.ts';
import { parseInteger, parseStatusCode } from './numbers.ts';
import { parseDisposition } from './disposition.ts';
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
  'content-id': parseMsgId,
  'language-list': parseLanguageList,
  uri: parseUri,
  'content-md5': parseContentMd5,
  token: parseToken,
  'token-list': parseTokenList,
  'token-parameters': parseTokenParameters,
  'tag-list': parseTagList,
  'authentication-results': parseAuthenticationResults,
  'arc-authentication-results': parseArcAuthenticationResults,
  'received-spf': parseReceivedSpf,
  'list-uris': parseListUris,
  'list-id': parseListId,
  'typed-value': parseTypedValue,
  'status-code': parseStatusCode,
  disposition: parseDisposition,
  integer: parseInteger,
  'ip-address': parseIpAddress,
  'newsgroup-list': parseNewsgroupList,
  opaque: parseUnstructured,
};
