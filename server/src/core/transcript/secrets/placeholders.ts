// What stands for a secret, a user, a host: the same for the same, and of a grammar that fits where it stands.

import { encodeBase64 } from '../../message/body/encodeBase64.ts';
import type { SecretKind } from '../sasl/formats.ts';

/** The placeholders of one document. All of them are what `isMasked` calls masked, so that redaction comes to rest. */
export class Placeholders {
  readonly #secrets = new Map<string, number>();
  /** The highest number given to a secret. */
  #last = 0;
  readonly #users = new Map<string, number>();
  readonly #hosts = new Map<string, number>();
  readonly #addresses = new Map<string, number>();

  /** Keeps the number of a placeholder that an earlier redaction wrote from being given to another secret. */
  reserve(masked: string): void {
    const number = Number(PLACEHOLDER.exec(masked)?.[1] ?? 0);
    if (number <= MAX_NUMBER) this.#last = Math.max(this.#last, number);
  }

  /** @param fixed whether the placeholder must be as long as the value. */
  secret(value: string, what: SecretKind, fixed = false): string {
    const number = String(this.#secrets.get(value) ?? ++this.#last);
    this.#secrets.set(value, Number(number));
    if (what === 'digest' && BINARY.test(value)) return '\0'.repeat(value.length);
    if (HEXADECIMAL.test(value)) return number.padStart(value.length, '0');
    if (what === 'digest' && BASE64.test(value)) return zeros(value, Number(number));
    if (!fixed) return `redacted-${number}`;
    return number.length < value.length ? number.padStart(value.length, 'x') : 'x'.repeat(value.length);
  }

  /** A user's name or address. @param fixed whether it is to be fitted: what once was stays. */
  user(name: string, fixed = false): string {
    const at = name.lastIndexOf('@');
    const local = at < 0 ? name : name.slice(0, at);
    // What was once fitted stays, wherever nobody can be called so.
    const once = fixed || (at >= 0 && HOST.test(name.slice(at + 1).toLowerCase()));
    const user = (once ? FITTED_USER : USER).test(local)
      ? local
      : `user${String(numberOf(this.#users, local.toLowerCase()))}`;
    return at < 0 ? user : `${user}@${this.#domain(name.slice(at + 1))}`;
  }

  /** What stands behind the `@`: a name, or an address of the network in brackets (RFC 5321 4.1.3). */
  #domain(domain: string): string {
    const [, tag = '', address] = LITERAL.exec(domain) ?? [];
    return address === undefined ? this.host(domain) : `[${tag}${this.ip(address)}]`;
  }

  /** A host's name; names that mean any machine stay. */
  host(name: string): string {
    const key = name.toLowerCase();
    if (HOST.test(key)) return name;
    return `host${String(numberOf(this.#hosts, key))}.example`;
  }

  /** A machine's name without a domain, as one. */
  machine(name: string): string {
    const key = name.toLowerCase();
    return MACHINE.test(key) ? name : `host${String(numberOf(this.#hosts, key))}`;
  }

  /** An address of the network, as one for documentation; a machine's own stay. */
  ip(address: string): string {
    if (OWN_ADDRESS.test(address)) return address;
    const number = numberOf(this.#addresses, address.toLowerCase());
    return address.includes(':')
      ? `2001:db8::${number.toString(16)}`
      : `192.0.2.${String(((number - 1) % 254) + 1)}`;
  }
}

function numberOf(known: Map<string, number>, key: string): number {
  const number = known.get(key) ?? known.size + 1;
  known.set(key, number);
  return number;
}

const PLACEHOLDER = /^redacted-(\d{1,9})$/;
/** A log of a stranger may count on from any number. */
const MAX_NUMBER = 100_000;

/** Base64 of as many octets, all zero but for the last ones. */
function zeros(base64: string, number: number): string {
  const octets = new Uint8Array(Math.floor((base64.replace(/=+$/, '').length * 3) / 4));
  octets[octets.length - 1] = number & 0xff;
  return encodeBase64(octets);
}

const LITERAL = /^\[(IPv6:)?([0-9A-Fa-f.:]+)\]$/i;
/** Those of a machine itself, and those kept for documents (RFC 5737, RFC 3849), also filled up. */
const OWN_ADDRESS = /^(?:127\.|::1$|0\.0\.0\.\d|192\.0{1,3}\.0{0,2}2\.|2001:db8::)/i;
const USER = /^user\d+$/;
/** Cut in front of its number, or filled up. */
const FITTED_USER = /^(?:x*user|ser|er|r)?\d+$/;
/** No machine has a name in `.example`: it is kept for documents. */
const HOST = /^(?:(?:x*host|ost|st|t)?\d*\.(?:example|exampl|examp|exam|exa|ex)|localhost)$/;
const MACHINE = /^(?:(?:x*host|ost|st|t)?\d+|localhost)$/;
const BINARY = /[\x00-\x1f\x80-\xff]/;
const HEXADECIMAL = /^[0-9a-f]{20,}$/i;
const BASE64 = /^[A-Za-z0-9+/]{16,}={0,2}$/;
