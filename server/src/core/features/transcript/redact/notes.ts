// Secrets in what is no line of the session: settings that a tool prints, its own command line, headers, URLs.

import { decodeBase64 } from '../../../message/body/base64.ts';
import { decodeLatin1 } from '../../../message/body/octets.ts';
import type { TextRange } from '../../../text/range.ts';
import type { SecretKind } from '../../../transcript/sasl/formats.ts';
import { isMasked } from '../../../transcript/secrets/masked.ts';

/** A secret in a note. */
export interface NotedSecret extends TextRange {
  readonly what: SecretKind;
}

/** The secrets that the words of a note announce, in order, without overlap; masked ones are none. */
export function notedSecrets(text: string): NotedSecret[] {
  return matches(text, PATTERNS);
}

/** The secrets of a line that is a command, whoever is said to say it. */
export function commandSecrets(text: string): NotedSecret[] {
  return matches(text, COMMANDS);
}

function matches(text: string, patterns: readonly Pattern[]): NotedSecret[] {
  const found: NotedSecret[] = [];
  for (const { pattern, what } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const [whole, value = ''] = match;
      const from = match.index + whole.lastIndexOf(value);
      const to = from + value.length;
      if (value === '' || isMasked(value) || NO_SECRET.test(value) || isMaskedLogin(value)) continue;
      if (!found.some((other) => from < other.to && other.from < to)) found.push({ from, to, what });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** Whether something in base64 was masked before. */
function isMaskedLogin(value: string): boolean {
  return MASKED.test(decodeLatin1(decodeBase64([value]).octets));
}

interface Pattern {
  readonly pattern: RegExp;
  readonly what: SecretKind;
}

const COMMANDS: readonly Pattern[] = [
  { pattern: /^PASS (.*\S)/g, what: 'password' },
  { pattern: /^[A-Za-z]{0,8}\d{1,8} LOGIN (?:"[^"]*"|[^\s"{]+) "?([^\s"\\']+)/gi, what: 'password' },
];

const PATTERNS: readonly Pattern[] = [
  // What a program was called with: curl, swaks, openssl, msmtp.
  { pattern: /(?:^|\s)(?:-u|--user)[ =]["']?[^\s:"']+:([^\s"']+)/g, what: 'password' },
  {
    pattern: /(?:^|\s)(?:-ap|--auth-password|--password|-wp|--pass(?:word)?)[ =]["']?([^\s"']+)/g,
    what: 'password',
  },
  { pattern: /(?:^|\s)--oauth2-bearer[ =]["']?([^\s"']+)/g, what: 'token' },
  // Settings: `password = …`, `pass: '…'`, `"accessToken":"…"`.
  {
    pattern:
      /\b(?:pass(?:word|wd|phrase)?|secret|client_?secret|api_?key)["']?[ \t]*[=:][ \t]*["']?([^\s"',;}]+)/gi,
    what: 'password',
  },
  {
    pattern: /\b(?:(?:access|refresh|id|auth)_?token|bearer_?token)["']?[ \t]*[=:][ \t]*["']?([^\s"',;}]+)/gi,
    what: 'token',
  },
  { pattern: /\bcookie["']?[ \t]*(?:[=:?]|\\t)[ \t]*["']?([^\s"',;}]{6,})/gi, what: 'cookie' },
  { pattern: /\bBearer[ \t]+([A-Za-z0-9._~+/-]{8,}=*)/g, what: 'token' },
  { pattern: /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s/:@"']+:([^\s/@"']+)@/gi, what: 'password' },
  // What servers say of a login they are told to debug, and logins that a reader took for a remark: with a small letter
  // or padding, for a list of mechanisms has none.
  {
    pattern: /\b(?:init_)?resp(?:onse)?[= ](?=[A-Za-z0-9+/]*[a-z=])([A-Za-z0-9+/]{8,}={0,2})(?![\w+/-])/g,
    what: 'token',
  },
  {
    pattern:
      /\bAUTH(?:ENTICATE)? [A-Z][A-Z0-9-]{2,19} (?=[A-Za-z0-9+/]*[a-z=])([A-Za-z0-9+/]{8,}={0,2})(?![\w+/-])/g,
    what: 'token',
  },
  // Commands that a reader took for a remark.
  { pattern: /\bPASS ([^\s'"\\]+)/g, what: 'password' },
  { pattern: /\b[A-Za-z]{0,8}\d{1,8} LOGIN (?:"[^"]*"|[^\s"{]+) "?([^\s"\\']+)/g, what: 'password' },
];

const MASKED = /(?:^|[\0 \x01=])redacted-\d+(?:$|[\0\x01])/;
/** Words that say there is none, and the start of prose. */
const NO_SECRET =
  /^(?:\(|undefined\b|null\b|none\b|true\b|false\b|yes\b|no\b|not\b|required|is\b|was\b|the\b|a\b|for\b|and\b|or\b|incorrect|invalid|wrong|\{|\[|function)/i;
