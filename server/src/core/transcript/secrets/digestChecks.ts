// Checks the digests of a session against the passwords that stand in it: right, or computed from something else.

import type { TextRange } from '../../text/range.ts';
import type { Session } from '../exchange.ts';
import { apopDigest, cramMd5Digest } from '../sasl/digests.ts';
import { saslDialogues } from '../sasl/dialogues.ts';
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

/** The digests of users whose password can be read in the same session, each checked. */
export function digestChecks(session: Session): DigestCheck[] {
  const passwords = new Map<string, string>();
  const apop: { exchange: number; user: string; at: TextRange; digest: string }[] = [];
  for (const secret of secretsOf(session)) {
    const [part] = visibleParts(secret);
    if (secret.user === undefined || !part) continue;
    const value = valueOf(secret, part);
    if (secret.what === 'password') passwords.set(secret.user, value);
    else if (secret.what === 'digest' && session.exchanges.row(secret.exchange)?.verb === 'APOP') {
      apop.push({ exchange: secret.exchange, user: secret.user, at: secret.at, digest: value });
    }
  }
  if (passwords.size === 0) return [];
  const timestamp = greetingStamp(session);
  return [
    ...apop.flatMap(({ user, digest, ...rest }) => {
      const password = passwords.get(user);
      if (password === undefined || timestamp === undefined) return [];
      const expected = apopDigest(timestamp, password);
      return [
        { ...rest, mechanism: 'APOP' as const, user, expected, right: expected === digest.toLowerCase() },
      ];
    }),
    ...cramChecks(session, passwords),
  ].sort((a, b) => a.exchange - b.exchange);
}

function cramChecks(session: Session, passwords: ReadonlyMap<string, string>): DigestCheck[] {
  return saslDialogues(session).flatMap(({ name, turns }): DigestCheck[] => {
    if (name !== 'CRAM-MD5') return [];
    const challenge = turns.find(({ speaker }) => speaker === 'server');
    const answer = turns.find(({ speaker, cancels, plain }) => speaker === 'client' && !cancels && !plain);
    const space = answer?.octets.lastIndexOf(' ') ?? -1;
    if (!challenge || challenge.octets === '' || !answer || space < 0) return [];
    const user = answer.octets.slice(0, space);
    const digest = answer.octets.slice(space + 1);
    const password = passwords.get(user);
    if (password === undefined || isMasked(digest)) return [];
    const expected = cramMd5Digest(challenge.octets, password);
    const at = {
      from: session.all.hostOffset(answer.line, answer.from),
      to: session.all.hostOffset(answer.line, answer.to),
    };
    return [
      { exchange: answer.exchange, mechanism: 'CRAM-MD5', user, at, expected, right: expected === digest },
    ];
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
