// Checks the digests of a session against the passwords that stand in it: right, or computed from something else.

import type { TextRange } from '../../text/range.ts';
import type { Session } from '../exchange.ts';
import { apopDigest, cramMd5Digest } from '../sasl/digests.ts';
import { isAuth, saslDialogues } from '../sasl/dialogues.ts';
import { isMasked } from './masked.ts';
import { secretsOf, valueOf, visibleParts } from './index.ts';

/** A digest and what came of computing it anew. */
export interface DigestCheck {
  /** Number of the unit that holds the digest. */
  readonly exchange: number;
  readonly mechanism: 'CRAM-MD5' | 'APOP';
  readonly user: string;
  /** Host range of the digest; for CRAM-MD5 of the whole base64 text. */
  readonly at: TextRange;
  /** The digest that the password gives. It gives nothing away that the log does not. */
  readonly expected: string;
  readonly right: boolean;
}

/**
 * The digests of users whose password can be read in the same session, each checked. A password that the server
 * refused says nothing; of several any may be the one.
 */
export function digestChecks(session: Session): DigestCheck[] {
  if (!hasDigests(session)) return [];
  const passwords: Passwords = new Map();
  const apop: { exchange: number; user: string; at: TextRange; digest: string }[] = [];
  for (const secret of secretsOf(session)) {
    const [part] = visibleParts(secret);
    if (secret.user === undefined || !part) continue;
    const value = valueOf(secret, part);
    if (secret.what === 'password' && !isRefused(session, secret.exchange)) {
      passwords.set(secret.user, [...(passwords.get(secret.user) ?? []).slice(0, MAX_PASSWORDS), value]);
    } else if (secret.what === 'digest' && session.exchanges.row(secret.exchange)?.verb === 'APOP') {
      apop.push({ exchange: secret.exchange, user: secret.user, at: secret.at, digest: value });
    }
  }
  if (passwords.size === 0) return [];
  const timestamp = greetingStamp(session);
  return [
    ...apop.flatMap(({ user, digest, ...rest }): DigestCheck[] => {
      if (timestamp === undefined || isMasked(digest)) return [];
      const own = check(passwords.get(user), digest.toLowerCase(), (password) =>
        apopDigest(timestamp, password),
      );
      return own ? [{ ...rest, mechanism: 'APOP', user, ...own }] : [];
    }),
    ...cramChecks(session, passwords),
  ].sort((a, b) => a.exchange - b.exchange);
}

/** Most sessions have none, and are not read for passwords. */
function hasDigests({ exchanges, all, numbers }: Session): boolean {
  for (let index = 0; index < exchanges.count; index++) {
    const verb = exchanges.row(index)?.verb;
    if (verb === 'APOP') return true;
    if (!isAuth(verb) || exchanges.kind(index) !== 'command') continue;
    if (/ CRAM-MD5\b/i.test(all.text(numbers[exchanges.first(index)] ?? 0))) return true;
  }
  return false;
}

/** What was said to be the password, by user. */
type Passwords = Map<string, readonly string[]>;

/** Compares a digest with what each password gives; undefined without a password. */
function check(
  passwords: readonly string[] | undefined,
  digest: string,
  compute: (password: string) => string,
): Pick<DigestCheck, 'expected' | 'right'> | undefined {
  const digests = passwords?.map(compute) ?? [];
  const expected = digests.find((each) => each === digest) ?? digests.at(-1);
  return expected === undefined ? undefined : { expected, right: expected === digest };
}

function isRefused({ exchanges, all, numbers }: Session, index: number): boolean {
  const { kind, repliesTo } = exchanges.get(index);
  const reply = exchanges.answeredBy(kind === 'command' ? index : (repliesTo ?? index));
  return reply !== undefined && REFUSAL.test(all.text(numbers[exchanges.first(reply)] ?? 0));
}

function cramChecks(session: Session, passwords: Passwords): DigestCheck[] {
  return saslDialogues(session).flatMap(({ name, turns }): DigestCheck[] => {
    if (name !== 'CRAM-MD5') return [];
    const challenge = turns.find(({ speaker }) => speaker === 'server');
    const answer = turns.find(({ speaker, cancels, plain }) => speaker === 'client' && !cancels && !plain);
    const space = answer?.octets.lastIndexOf(' ') ?? -1;
    if (!challenge || challenge.octets === '' || !answer || space < 0) return [];
    const user = answer.octets.slice(0, space);
    const digest = answer.octets.slice(space + 1);
    if (isMasked(digest)) return [];
    const own = check(passwords.get(user), digest, (password) => cramMd5Digest(challenge.octets, password));
    if (!own) return [];
    const at = {
      from: session.all.hostOffset(answer.line, answer.from),
      to: session.all.hostOffset(answer.line, answer.to),
    };
    return [{ exchange: answer.exchange, mechanism: 'CRAM-MD5', user, at, ...own }];
  });
}

/** The time stamp of a POP3 greeting, angle brackets included (RFC 1939 7). */
function greetingStamp({ exchanges, all, numbers }: Session): string | undefined {
  for (let index = 0; index < exchanges.count; index++) {
    const kind = exchanges.kind(index);
    if (kind === 'note') continue;
    if (kind !== 'greeting') return undefined;
    return /<[^<>\s]+>/.exec(all.text(numbers[exchanges.get(index).first] ?? 0))?.[0];
  }
  return undefined;
}

const REFUSAL = /^(?:-ERR|[45]\d\d|\S+ (?:NO|BAD))\b/i;
/** So many logins of one user are looked at, and one more. */
const MAX_PASSWORDS = 9;
