// How the messages of SASL mechanisms are laid out: each format tells the fields of a decoded message.

import type { TextRange } from '../../text/range.ts';

/** What a secret is. */
export type SecretKind = 'password' | 'token' | 'digest' | 'code' | 'cookie';

/** One field of a decoded message. Places count octets: a decoded message is a text with one character an octet. */
export interface SaslField extends TextRange {
  /** What the field says: `user`, `password`, `nonce`, `iterations`, the name of an attribute. */
  readonly name: string;
  readonly secret?: SecretKind;
}

/** What may be wrong with a message. */
export type SaslFaultCode =
  /** Characters or a length that base64 cannot have. */
  | 'base64'
  /** A part that the mechanism demands is missing. */
  | 'missing'
  /** A part is there that must not be. */
  | 'surplus'
  /** A value that the mechanism does not allow. */
  | 'value';

export interface SaslFault extends TextRange {
  readonly code: SaslFaultCode;
  /** The field it is about. */
  readonly name: string;
}

/** A decoded message, field by field. */
export interface SaslMessage {
  readonly fields: readonly SaslField[];
  readonly faults: readonly SaslFault[];
}

/** Reads a decoded message. Never fails; linear. */
export type SaslFormat = (octets: string) => SaslMessage;

type Field = readonly [name: string, secret?: SecretKind | undefined];

/** The whole message is one field. */
export function whole(name: string, secret?: SecretKind): SaslFormat {
  return (octets) => ({
    fields: octets === '' ? [] : [field([name, secret], 0, octets.length)],
    faults: [],
  });
}

/** Nothing is said. */
export const nothing: SaslFormat = (octets) =>
  octets === ''
    ? { fields: [], faults: [] }
    : {
        fields: [field(['text'], 0, octets.length)],
        faults: [{ code: 'surplus', name: 'text', from: 0, to: octets.length }],
      };

/** Fields with a NUL between them (RFC 4616 2): the first `least` must be there. */
export function separated(names: readonly Field[], least = names.length): SaslFormat {
  return (octets) => {
    const fields: SaslField[] = [];
    const faults: SaslFault[] = [];
    let from = 0;
    let count = 0;
    for (; from <= octets.length; count++) {
      const found = octets.indexOf('\0', from);
      const last = count === names.length - 1;
      const to = found < 0 ? octets.length : found;
      const name = names[count];
      if (!name) {
        faults.push({ code: 'surplus', name: names.at(-1)?.[0] ?? '', from: from - 1, to: octets.length });
        // What stands behind one NUL too many may be a piece of the secret.
        const secret = names.at(-1)?.[1];
        if (secret && to > from) fields.push(field([names.at(-1)?.[0] ?? '', secret], from, octets.length));
        break;
      }
      if (to > from) fields.push(field(name, from, to));
      else if (count > 0 && (last || name[0] === 'user') && count < least) {
        faults.push({ code: 'missing', name: name[0], from, to });
      }
      from = to + 1;
    }
    const missing = names[count];
    if (count < least && missing) {
      faults.push({ code: 'missing', name: missing[0], from: octets.length, to: octets.length });
      // Clients forget the first NUL: then the last field is the secret, whatever its place says.
      const last = fields.at(-1);
      const secret = names.find(([, kind]) => kind !== undefined)?.[1];
      if (last && secret !== undefined) fields[fields.length - 1] = { ...last, secret };
    }
    return { fields, faults };
  };
}

/** A user, a space, and a digest of 32 hexadecimal digits in lower case (RFC 2195 2). */
export const userDigest: SaslFormat = (octets) => {
  const space = octets.lastIndexOf(' ');
  if (space < 0) {
    const at = { from: 0, to: octets.length };
    return {
      fields: octets === '' ? [] : [field(['digest', 'digest'], 0, octets.length)],
      faults: [{ code: 'missing', name: 'user', ...at }],
    };
  }
  const digest = field(['digest', 'digest'], space + 1, octets.length);
  const right = /^[0-9a-f]{32}$/.test(octets.slice(space + 1));
  return {
    fields: [field(['user'], 0, space), digest],
    faults: right ? [] : [{ code: 'value', name: 'digest', from: digest.from, to: digest.to }],
  };
};

/** Attributes of one letter, with commas between them, behind a GS2 header where there is one (RFC 5802 5.1, 7). */
export function attributes(required: string): SaslFormat {
  return (octets) => {
    const fields: SaslField[] = [];
    const faults: SaslFault[] = [];
    let from = 0;
    const header = GS2.exec(octets);
    if (header && required.includes('n')) {
      const [flag = '', authzid = ''] = header[0].split(',');
      fields.push(field(['channel binding'], 0, flag.length));
      if (authzid.length > 2) {
        fields.push(field(['authzid'], flag.length + 3, flag.length + 1 + authzid.length));
      }
      from = header[0].length;
    } else if (required.includes('n')) {
      faults.push({ code: 'missing', name: 'GS2 header', from: 0, to: 0 });
    }
    let seen = '';
    while (from < octets.length) {
      const found = octets.indexOf(',', from);
      const to = found < 0 ? octets.length : found;
      const letter = octets.charAt(from);
      const name = ATTRIBUTES[letter] ?? [letter];
      if (octets.charAt(from + 1) !== '=' || !/^[A-Za-z]$/.test(letter)) {
        faults.push({ code: 'value', name: 'attribute', from, to });
      } else {
        seen += letter;
        fields.push(field(name, from + 2, to));
        if (letter === 'i' && !/^[1-9]\d*$/.test(octets.slice(from + 2, to))) {
          faults.push({ code: 'value', name: 'iterations', from: from + 2, to });
        }
      }
      from = to + 1;
    }
    if (!seen.includes('e')) {
      for (const letter of required) {
        if (seen.includes(letter)) continue;
        const name = ATTRIBUTES[letter]?.[0] ?? letter;
        faults.push({ code: 'missing', name, from: octets.length, to: octets.length });
      }
    }
    return { fields, faults };
  };
}

/** `name=value` pairs with commas between them, values quoted or not (RFC 2831 2.1.1, 2.1.2). */
export function directives(...required: readonly string[]): SaslFormat {
  return (octets) => {
    const fields: SaslField[] = [];
    const faults: SaslFault[] = [];
    const missing = new Set(octets === '' ? [] : required);
    let end = 0;
    for (const match of octets.matchAll(DIRECTIVE)) {
      const [text, name = '', quoted, plain = ''] = match;
      const key = name.toLowerCase();
      missing.delete(key);
      const from = match.index + text.length - (quoted === undefined ? plain.length : quoted.length + 1);
      fields.push(field(DIRECTIVES[key] ?? [key], from, from + (quoted ?? plain).length));
      end = match.index + text.length;
    }
    const rest = octets.slice(end).search(/[^\s,]/);
    if (rest >= 0) faults.push({ code: 'value', name: 'directive', from: end + rest, to: octets.length });
    for (const name of missing) {
      faults.push({ code: 'missing', name, from: octets.length, to: octets.length });
    }
    return { fields, faults };
  };
}

/** `key=value` pairs that end with ^A, behind a GS2 header or not (RFC 7628 3.1). */
export function bearer(gs2: boolean): SaslFormat {
  return (octets) => {
    const fields: SaslField[] = [];
    const faults: SaslFault[] = [];
    // A single ^A answers an error (RFC 7628 3.2.3).
    if (octets === '\x01' || octets === '') return { fields, faults };
    let from = 0;
    const header = gs2 ? GS2.exec(octets) : null;
    if (header) {
      const user = /(?<=,a=)[^,]+/.exec(header[0]);
      if (user) fields.push(field(['user'], user.index, user.index + user[0].length));
      from = header[0].length;
      if (octets.charAt(from) === '\x01') from++;
    } else if (gs2) {
      faults.push({ code: 'missing', name: 'GS2 header', from: 0, to: 0 });
    }
    let credentials = false;
    while (from < octets.length) {
      const found = octets.indexOf('\x01', from);
      const to = found < 0 ? octets.length : found;
      const equals = octets.indexOf('=', from);
      if (to > from && equals > from && equals < to) {
        const key = octets.slice(from, equals).toLowerCase();
        const scheme = key === 'auth' ? (SCHEME.exec(octets.slice(equals + 1, to))?.[0].length ?? 0) : 0;
        if (scheme > 0) fields.push(field(['scheme'], equals + 1, equals + 1 + scheme - 1));
        const value = octets.slice(equals + 1, to);
        credentials ||= key === 'auth' && !LONE_SCHEME.test(value);
        // RFC 7628 4.3: who has no token yet says nothing there, to be told where to get one.
        if (key === 'auth' && scheme === 0 && value !== '' && !LONE_SCHEME.test(value)) {
          faults.push({ code: 'missing', name: 'scheme', from: equals + 1, to });
        }
        fields.push(field(key === 'auth' ? ['token', 'token'] : [key], equals + 1 + scheme, to));
      } else if (to > from) {
        faults.push({ code: 'value', name: 'key=value', from, to });
        // Nothing says what it is: it may be the token.
        fields.push(field(['token', 'token'], from, to));
      }
      from = to + 1;
    }
    if (!credentials) faults.push({ code: 'missing', name: 'token', from: octets.length, to: octets.length });
    // RFC 7628 3.1: one ^A ends the last pair, another the message.
    if (!octets.endsWith('\x01\x01')) {
      faults.push({ code: 'missing', name: '^A^A at the end', from: octets.length, to: octets.length });
    }
    return { fields, faults };
  };
}

/** The strings and numbers of a JSON object, one level deep (RFC 7628 3.2.2). */
export const json: SaslFormat = (octets) => {
  const fields = Array.from(octets.matchAll(JSON_PAIR), (match): SaslField => {
    const [text, name = '', quoted, plain = ''] = match;
    const end = match.index + text.length - (quoted === undefined ? 0 : 1);
    return field([name], end - (quoted ?? plain).length, end);
  });
  const at = { from: 0, to: octets.length };
  return {
    fields,
    faults: octets === '' || /^\s*\{[^]*\}\s*$/.test(octets) ? [] : [{ code: 'value', name: 'error', ...at }],
  };
};

/** What an octet string cannot tell apart, but has to be kept from eyes. */
function field([name, secret]: Field, from: number, to: number): SaslField {
  return secret === undefined ? { name, from, to } : { name, from, to, secret };
}

const ATTRIBUTES: Readonly<Record<string, Field>> = {
  n: ['user'],
  a: ['authzid'],
  r: ['nonce'],
  s: ['salt'],
  i: ['iterations'],
  c: ['channel binding data'],
  p: ['proof', 'digest'],
  v: ['signature', 'digest'],
  m: ['extension'],
  e: ['error'],
};
const DIRECTIVES: Readonly<Record<string, Field>> = {
  username: ['user'],
  response: ['response', 'digest'],
  rspauth: ['rspauth', 'digest'],
};
const GS2 = /^(?:[ny]|p=[A-Za-z0-9.-]+),(?:a=[^,]*)?,/;
const SCHEME = /^[A-Za-z][A-Za-z0-9-]* +/;
const LONE_SCHEME = /^(?:Bearer|OAuth) *$/i;
const DIRECTIVE = /([A-Za-z][\w-]*)\s*=\s*(?:"((?:[^"\\]|\\[^])*)"|([^\s",]*))/g;
const JSON_PAIR = /"([\w-]{1,40})"\s*:\s*(?:"((?:[^"\\]|\\[^])*)"|([\w.+-]+))/g;
