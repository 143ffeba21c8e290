// Writes a secret that was found by what announces it, in the coding it is written in.

import { decodeBase64 } from '../../message/body/base64.ts';
import { encodeBase64 } from '../../message/body/encodeBase64.ts';
import { decodeLatin1, encodeLatin1 } from '../../message/body/octets.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import type { SecretKind } from '../sasl/formats.ts';
import type { NotedSecret } from './noted.ts';
import { fit } from './replace.ts';

/** How a secret is replaced. */
export interface NotedOptions {
  readonly placeholder: (value: string, what: SecretKind) => string;
  /** Whether what is inserted must be as long as what it replaces. */
  readonly fixed: boolean;
}

/** The edit that puts a placeholder in the place of a secret. */
export function notedEdit(
  text: string,
  { from, to, what, coding }: NotedSecret,
  { placeholder, fixed }: NotedOptions,
): TextEdit {
  const value = text.slice(from, to);
  if (coding === 'text') return { from, to, insert: fit(placeholder(value, what), value, fixed) };
  // RFC 7617: a user, a colon and a password.
  const octets = decodeLatin1(decodeBase64([value]).octets);
  const start = coding === 'login' ? octets.indexOf(':') + 1 : 0;
  const secret = octets.slice(start);
  const written = octets.slice(0, start) + fit(placeholder(secret, what), secret, fixed);
  return { from, to, insert: encodeBase64(encodeLatin1(written)) };
}
