// The secrets that can be read in a session: passwords, tokens, digests, wherever and however they are written.

import { decodeUtf8, encodeLatin1 } from '../../message/body/octets.ts';
import type { Session } from '../exchange.ts';
import { isMasked } from './masked.ts';
import type { Secret, SensitivePart, SensitiveText } from './secret.ts';
import { sensitiveTexts } from './sensitive.ts';

/** The secrets of a session in order of their lines; masked ones are none. */
export function secretsOf(session: Session): Secret[] {
  const { all } = session;
  let user: string | undefined;
  return sensitiveTexts(session).flatMap((text): Secret[] => {
    const named = text.parts.find(({ what }) => what === 'user');
    if (named) user = valueOf(text, named);
    const secret = visibleParts(text)[0];
    if (!secret || secret.what === 'user') return [];
    const at = { from: all.hostOffset(text.line, text.from), to: all.hostOffset(text.line, text.to) };
    return [{ ...text, at, what: secret.what, user }];
  });
}

/** The parts of a text that are secret and not masked. */
export function visibleParts(text: SensitiveText): readonly SensitivePart[] {
  return text.parts.filter((part) => part.what !== 'user' && !isMasked(valueOf(text, part)));
}

/** What a part says: a text, or its octets one character each. */
export function valueOf({ decoded, coding }: SensitiveText, { from, to }: SensitivePart): string {
  const own = decoded.slice(from, to);
  return coding === 'base64' ? (decodeUtf8(encodeLatin1(own), true) ?? own) : own;
}
