// The secrets among what the programs of an IMAP session tell of themselves (RFC 2971): some clients send tokens there.

import type { Exchange, Session } from '../exchange.ts';
import type { TextRange } from '../../text/range.ts';
import { ClientText } from './imapStrings.ts';
import type { SensitiveText } from './secret.ts';

/** The values of ID, a command or a response, whose names say that they are secret, and tokens in its URLs. */
export function idSecrets(session: Session, exchange: Exchange): SensitiveText[] {
  const { all, numbers } = session;
  const lines: number[] = [];
  for (let place = exchange.first; place < Math.min(exchange.last, exchange.first + MAX_LINES); place++) {
    const line = numbers[place] ?? 0;
    if (all.speaker(line) === exchange.speaker) lines.push(line);
  }
  const start = ID.exec(all.text(lines[0] ?? 0))?.[0].length;
  if (start === undefined) return [];
  const found: SensitiveText[] = [];
  const said = new ClientText(session, lines, start);
  for (let pair = 0; pair < MAX_PAIRS; pair++) {
    const name = said.string(false);
    const value = name && said.string(false);
    if (!value) break;
    if (value.coding === 'text' && NIL.test(value.decoded)) continue;
    const named = SECRET.exec(name.decoded);
    const what = named?.[1] === undefined ? ('token' as const) : ('password' as const);
    for (const { from, to } of named ? [wholeOf(value)] : tokensIn(value)) {
      const decoded = value.decoded.slice(from, to);
      const parts = [{ from: 0, to: decoded.length, what }];
      // Where backslashes stand in it, the value is taken whole.
      const place =
        to - from === value.decoded.length ? value : { from: value.from + from, to: value.from + to };
      found.push({ ...value, ...place, exchange: exchange.index, decoded, parts });
    }
  }
  return found;
}

/** The list ends behind its last value. */
function wholeOf({ coding, decoded }: { coding: string; decoded: string }): TextRange {
  return { from: 0, to: coding === 'text' ? decoded.replace(/\)$/, '').length : decoded.length };
}

/** The tokens of a URL, which has no backslashes. */
function tokensIn({ decoded }: { decoded: string }): TextRange[] {
  if (decoded.includes('\\')) return [];
  return Array.from(decoded.matchAll(IN_URL), ({ index, 0: token }) => ({
    from: index,
    to: index + token.length,
  }));
}

const ID = /^\S+ +ID +\(/i;
const NIL = /^NIL\)?$/i;
/** What a name has in it that stands for a secret: a password, or a token. */
const SECRET = /(pass(?:word|wd|phrase)?|secret)$|(?:token|api-?key|credentials?|cookie|session-?key)$/i;
const IN_URL = /(?<=[?&;](?:[\w-]*token|key|sig|signature|password|secret|auth)=)[^&#;\s]+/gi;
const MAX_PAIRS = 64;
const MAX_LINES = 50;
