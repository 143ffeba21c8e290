// How tools, their settings and programs that call them write secrets: one row a form, its group is the secret.

import type { SecretKind } from '../sasl/formats.ts';

/** How a secret is written: as it is, in base64, or in base64 behind a user and a colon (RFC 7617). */
export type NotedCoding = 'text' | 'base64' | 'login';

/** A form. The first group that takes part is the secret. */
export interface NotedPattern {
  readonly pattern: RegExp;
  readonly what: SecretKind;
  readonly coding?: NotedCoding;
}

/** Between quotation marks, or up to what ends a value. */
const VALUE = String.raw`(?:b?"((?:[^"\\]|\\.)+)"|b?'((?:[^'\\]|\\.)+)'|\\"((?:[^"\\]|\\[^"])+)\\"|([^\s"',;}]+))`;
/** The names of settings, in the languages of tools and of their users, with what stands in front: `SMTP_PASS`. */
const PASSWORD = String.raw`(?:[\w.-]{0,40}(?:pass(?:w(?:or)?d|wort|phrase|code)?(?:_?hash)?|pwd|secret|api_?-?key|kennwort)|pw|contraseña|mot de passe)`;
const TOKEN = String.raw`[\w.-]{0,30}(?:(?:access|refresh|id|auth|bearer)[_-]?token|oauth2?[_-]?token)`;
/** `=`, `:`, `=>`. */
const IS = String.raw`["']?\)?[ \t]*(?:=>|=(?![=~>])|:(?![:/]))[ \t]*`;
const setting = (name: string): RegExp => new RegExp(String.raw`(?<![A-Za-z0-9])${name}${IS}${VALUE}`, 'gi');
/** A call, its strings; the one that is the password has the number `place`, or is the last one. */
const call = (name: string, place: number | 'last'): RegExp => {
  const other = String.raw`[^"'()]{0,80}(?:"[^"\n]{0,200}"|'[^'\n]{0,200}')`;
  const secret = String.raw`[^"'()]{0,80}(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')`;
  const before =
    place === 'last' ? String.raw`(?:${other}){1,4}` : String.raw`(?:${other}){${String(place)}}`;
  const behind = place === 'last' ? String.raw`[^"'()]{0,80}\)` : '';
  return new RegExp(String.raw`(?<![A-Za-z0-9])(?:${name})[ ]?\(${before}${secret}${behind}`, 'g');
};

/** Commands that a reader took for something else. */
export const commandPatterns: readonly NotedPattern[] = [
  { pattern: /^PASS (.*\S)/g, what: 'password' },
  { pattern: /^[A-Za-z]{0,8}\d{1,8} LOGIN (?:"[^"]*"|[^\s"{]+) "?([^\s"\\']+)/gi, what: 'password' },
  { pattern: /^[A-Z0-9.]{1,12} LOGIN (?:"[^"]*"|[^\s"{]+) "?([^\s"\\']+)/g, what: 'password' },
  {
    pattern:
      /^(?:[A-Za-z0-9.]{1,20} )?AUTH(?:ENTICATE)?[ =][A-Za-z][A-Za-z0-9_-]{2,19} (?=[A-Za-z0-9+/]*[a-z=])([A-Za-z0-9+/]{8,}={0,2})$/gi,
    what: 'token',
  },
];

/** What says what it is. */
export const tokenPatterns: readonly NotedPattern[] = [
  { pattern: /\bBearer[ \t]+([A-Za-z0-9._~+/-]{8,}=*)/gi, what: 'token' },
  // JSON web tokens, and the tokens of Google. None starts within a word: what is none is looked at once.
  { pattern: /(?<![\w-])(eyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*){1,3})/g, what: 'token' },
  { pattern: /\b(ya29\.[\w.-]{8,})/g, what: 'token' },
  { pattern: /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s/:@"']{1,200}:([^\s/@"']{1,500})@/gi, what: 'password' },
  {
    pattern: /\bAuthorization["']?[ \t]*[:=][ \t]*["']?Basic[ \t]+([A-Za-z0-9+/]{4,}={0,2})/gi,
    what: 'password',
    coding: 'login',
  },
  {
    pattern: /\bAuthorization["']?[ \t]*[:=][ \t]*["']?(?:NTLM|Negotiate)[ \t]+([A-Za-z0-9+/]{4,}={0,2})/gi,
    what: 'token',
    coding: 'base64',
  },
];

/** What the remarks of tools say. */
export const notePatterns: readonly NotedPattern[] = [
  ...tokenPatterns,
  // What a program was called with: curl, swaks, openssl, msmtp.
  {
    pattern: /(?:^|\s)(?:-u ?|--user[ =]|--proxy-user[ =])["']?[^\s:"'-][^\s:"']*:(?!\/\/)([^\s"']+)/g,
    what: 'password',
  },
  {
    pattern:
      /(?:^|\s)(?:-ap|--auth-password|--[a-z-]{0,20}password\d?|-wp|--pass(?:word|wd)?)[ =](?:"([^"]+)"|'([^']+)'|([^\s"']+))/g,
    what: 'password',
  },
  { pattern: /(?:^|\s)--oauth2-bearer[ =]["']?([^\s"']+)/g, what: 'token' },
  // Settings: `password = …`, `pass: '…'`, `"accessToken":"…"`, `MAIL_PASSWORD=…`.
  { pattern: setting(PASSWORD), what: 'password' },
  // LDIF writes what stands behind two colons in base64 (RFC 2849).
  { pattern: /\b\w{0,40}password::[ \t]*([A-Za-z0-9+/]{4,}={0,2})/gi, what: 'password', coding: 'base64' },
  { pattern: setting(TOKEN), what: 'token' },
  { pattern: /\b(?:cookie)["']?[ \t]*(?:[=:?]|\\t)[ \t]*["']?([^\s"',;}]{6,})/gi, what: 'cookie' },
  // `.fetchmailrc`, `.netrc`, `.msmtprc`, properties: a name, a space and a value.
  { pattern: /\b[\w.]{0,40}pass(?:word)?[ \t]+(?:"([^"]+)"|'([^']+)')/gi, what: 'password' },
  { pattern: /\blogin[ \t]+\S{1,100}[ \t]+password[ \t]+(\S+)/gi, what: 'password' },
  { pattern: /^\s*[\w.]{1,40}\.password[ \t]+(\S+)\s*$/gi, what: 'password' },
  { pattern: /^\s*password[ \t]+(\S+)\s*$/g, what: 'password' },
  { pattern: /<[\w:.-]{0,20}pass(?:word|wd)?\b[^<>]{0,80}>([^<>\s][^<>]*)</gi, what: 'password' },
  // Programs that call a library.
  {
    pattern: call(
      '[\\w.>$-]{0,40}(?:login|auth|authenticate|Authenticate|NetworkCredential|password|plain)',
      1,
    ),
    what: 'password',
  },
  { pattern: call('(?:smtp\\.)?PlainAuth|imap_open', 2), what: 'password' },
  {
    pattern: call('[\\w.>$-]{0,40}(?:\\bconnect|\\.connect|SMTP\\.start|POP3\\.start)', 'last'),
    what: 'password',
  },
  {
    pattern:
      /\b(?:credentials?|creds|userpwd|userinfo)["']?[ \t]*[:=][ \t]*["']?[^\s:"'/]{1,100}:([^\s"',]+)/gi,
    what: 'password',
  },
  // What servers say of a login they are told to debug, and logins that a reader took for a remark: with a small letter
  // or padding, for a list of mechanisms has none.
  {
    pattern:
      /\b(?:init_resp(?:onse)?[= ]|resp(?:onse)?=)(?=[A-Za-z0-9+/]*[a-z=])([A-Za-z0-9+/]{8,}={0,2})(?![\w+/-])/g,
    what: 'token',
  },
  { pattern: /\bdecoded (?:initial )?response: ?(\S.*)/g, what: 'password' },
  {
    pattern:
      /\{(?:PLAIN|CRYPT|SSHA\d*|SHA\d*(?:-CRYPT)?|SMD5|MD5(?:-CRYPT)?|CRAM-MD5|DIGEST-MD5|BLF-CRYPT|ARGON2I?D?|SCRAM-SHA-\d+|PBKDF2)(?:\.\w+)?\}([^\s"',)]+)/gi,
    what: 'password',
  },
  { pattern: /(?<![\w$])(\$(?:1|2[abxy]|5|6|7|y|argon2id?)\$[./A-Za-z0-9$=,]{8,})/g, what: 'password' },
  {
    pattern:
      /\bAUTH(?:ENTICATE)?[ =][A-Z][A-Z0-9-]{2,19} (?=[A-Za-z0-9+/]*[a-z=])([A-Za-z0-9+/]{8,}={0,2})(?![\w+/-])/g,
    what: 'token',
  },
  // The keys of a TLS connection: whoever has them reads a recording of it.
  { pattern: /\b(?:Master-Key|Resumption PSK): ?([0-9A-Fa-f]{16,})/g, what: 'token' },
  {
    pattern:
      /^\s*(?:CLIENT_RANDOM|(?:CLIENT|SERVER|EXPORTER)_[A-Z0-9_]{4,40}) [0-9a-fA-F]{32,} ([0-9a-fA-F]{32,})/g,
    what: 'token',
  },
  // Commands that a reader took for a remark.
  { pattern: /\bPASS ([^\s'"\\]+)/g, what: 'password' },
  { pattern: /\b[A-Za-z]{0,8}\d{1,8} LOGIN (?:"[^"]*"|[^\s"{]+) "?([^\s"\\']+)/g, what: 'password' },
  { pattern: /^\s*[A-Za-z0-9.]{1,8} LOGIN (?:"[^"]*"|[^\s"{]+) "?([^\s"\\']+)"?\s*$/g, what: 'password' },
];

/** Words that say there is none, the start of prose, and where a program finds it. */
export const noHiding =
  /^(?:(?:undefined|null|none|true|false|yes|no|not|required|is|was|the|a|for|and|or|incorrect|invalid|wrong|expected|mismatch|missing|unknown|failed|failure|accepted|authentication|prompt|command|ok|[yn\d])[.,:;!)]*$|[({[]|function\b|\$[{(]|process\.env|os\.environ|getenv|env\(|config\.)/i;
