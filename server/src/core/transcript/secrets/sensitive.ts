// Everything in a session that says who somebody is or how he proves it, command by command.

import type { Exchange, Session } from '../exchange.ts';
import { isAuth, saslDialogues } from '../sasl/dialogues.ts';
import { saslTexts } from './dialogueText.ts';
import { idSecrets } from './identification.ts';
import { imapLogin, pop3Apop, pop3Pass, pop3User, xclientLogin } from './login.ts';
import type { SensitiveText } from './secret.ts';
import { malformedAuth, strayAnswer, unknownCommand } from './unknownCommands.ts';

/** The sensitive texts of a session, in order of their lines. Masked ones are among them. */
export function sensitiveTexts(session: Session): SensitiveText[] {
  const { exchanges, protocol } = session;
  const found: SensitiveText[] = [];
  const dialogues: number[] = [];
  /** True once something asked for URLs: what answers is not tied to it. */
  let urls = false;
  /** The last ID command: its response stands near, and is not tied to it. */
  let identified = -Infinity;
  /** The last command that is known, and whether the log shows how the session begins. */
  let after: string | undefined;
  let begun = session.startsWithGreeting;
  // Most units of a long session belong to no command: for those nothing is made.
  for (let index = 0; index < exchanges.count; index++) {
    const row = exchanges.row(index);
    const kind = exchanges.kind(index);
    if (row === undefined) {
      if (kind === 'command') {
        const nearLogin = index - (dialogues.at(-1) ?? -Infinity) <= NEAR;
        const exchange = exchanges.get(index);
        found.push(...unknownCommand(session, exchange, { nearLogin, opens: !begun, after }));
        begun = true;
        after = undefined;
      } else if (kind === 'answer') {
        found.push(...strayAnswer(session, exchanges.get(index), challengeBefore(session, index)));
      } else if (kind === 'untagged' && protocol === 'imap') {
        if (urls) found.push(...urlTokens(session, exchanges.get(index)));
        if (index - identified <= NEAR) found.push(...idSecrets(session, exchanges.get(index)));
      }
      continue;
    }
    const { verb } = row;
    if (isAuth(verb)) dialogues.push(index);
    if (kind !== 'command') continue;
    begun = true;
    after = verb;
    urls ||= URL_COMMANDS.has(verb);
    if (verb === 'ID') identified = index;
    const read = READERS[verb];
    if (read) found.push(...read(session, exchanges.get(index)));
    if (WITH_URLS.has(verb)) found.push(...urlTokens(session, exchanges.get(index)));
  }
  found.push(...dialogueTexts(session, dialogues));
  return found.sort((a, b) => a.line - b.line || a.from - b.from);
}

/** What is said in the dialogues that the units, in order, belong to; also where the command is malformed. */
function dialogueTexts(session: Session, units: readonly number[]): SensitiveText[] {
  const { exchanges } = session;
  const dialogues = saslDialogues(session, units);
  const found = dialogues.flatMap((dialogue) => saslTexts(dialogue, session));
  const known = new Set(dialogues.map(({ exchange }) => exchange));
  for (const index of units) {
    const kind = exchanges.kind(index);
    if (kind === 'command' && !known.has(index)) {
      found.push(...malformedAuth(session, exchanges.get(index)));
    } else if (kind === 'answer' && !known.has(exchanges.repliesTo(index) ?? -1)) {
      found.push(...strayAnswer(session, exchanges.get(index), challengeBefore(session, index)));
    }
  }
  return found;
}

/** What the server asks in front of a unit. */
function challengeBefore({ exchanges, all, numbers }: Session, index: number): string | undefined {
  if (index === 0 || exchanges.kind(index - 1) !== 'continuation') return undefined;
  return all.text(numbers[exchanges.last(index - 1) - 1] ?? 0);
}

/** The tokens that make a URL a key to a message (RFC 4467 3), and passwords in URLs. */
function urlTokens({ all, numbers }: Session, { index, first, last }: Exchange): SensitiveText[] {
  const found: SensitiveText[] = [];
  for (let place = first; place < Math.min(last, first + MAX_LINES); place++) {
    const line = numbers[place] ?? 0;
    for (const match of all.text(line).matchAll(URLAUTH)) {
      const [whole, token, password = ''] = match;
      const decoded = token ?? password;
      const from = match.index + whole.length - decoded.length;
      const what = token === undefined ? ('password' as const) : ('token' as const);
      const parts = [{ from: 0, to: decoded.length, what }];
      found.push({ exchange: index, line, from, to: from + decoded.length, coding: 'text', decoded, parts });
    }
  }
  return found;
}

const READERS: Readonly<Record<string, (session: Session, exchange: Exchange) => SensitiveText[]>> = {
  LOGIN: imapLogin,
  PASS: pop3Pass,
  USER: pop3User,
  APOP: pop3Apop,
  XCLIENT: xclientLogin,
  ID: idSecrets,
};
const URL_COMMANDS = new Set(['GENURLAUTH', 'URLFETCH']);
const WITH_URLS = new Set(['GENURLAUTH', 'URLFETCH', 'BURL', 'APPEND']);
const URLAUTH =
  /;URLAUTH=[^\s"<>:]{1,200}:[A-Za-z0-9.-]+:([0-9A-Fa-f]{8,})|\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s/:@"]{1,200}:([^\s/@"]{1,500})(?=@)/gi;
/** How many units behind a login its answers stand at most. */
const NEAR = 6;
const MAX_LINES = 50;
