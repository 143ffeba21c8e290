// What a POP3 server answered, and where the words of a command stand, for rules about sessions.

import type { TextRange } from '../../text/range.ts';
import type { Session } from '../../transcript/exchange.ts';
import type { Pop3State } from '../../transcript/pop3/commands.ts';
import { statesOf } from '../../transcript/pop3/control.ts';
import type { Pop3StateSet } from '../../transcript/pop3/control.ts';
import type { Pop3CommandSyntax } from '../../transcript/pop3/grammar.ts';
import type { UnitText } from '../../transcript/unitText.ts';

/** The status of the reply to a command; undefined where the log has none. */
export function pop3Status(session: Session, command: number): '+OK' | '-ERR' | undefined {
  const text = replyText(session, command);
  return text.startsWith('+OK') ? '+OK' : text.startsWith('-ERR') ? '-ERR' : undefined;
}

/** The line that answers a command; empty where the log has none. */
export function replyText({ exchanges, all, numbers }: Session, command: number): string {
  const reply = exchanges.answeredBy(command);
  return reply === undefined ? '' : all.text(numbers[exchanges.first(reply)] ?? 0);
}

/** True where the server accepted the command: then it knows more than the standard. */
export function isPop3Fine(session: Session, command: number): boolean {
  return pop3Status(session, command) === '+OK';
}

/** True where the session can be in no other state than these. */
export function onlyInPop3(set: Pop3StateSet, states: readonly Pop3State[]): boolean {
  return set !== 0 && (set & ~statesOf(states)) === 0;
}

/** The host range of a command's first word. */
export function wordRange(unit: UnitText): TextRange {
  const word = /\S+/.exec(unit.text);
  return word ? unit.host(word.index, word.index + word[0].length) : unit.host(0, unit.text.length);
}

/** The host range of an argument; that of the verb where it is missing. */
export function argumentRange(unit: UnitText, command: Pop3CommandSyntax, name: string): TextRange {
  const argument = command.arguments.find((each) => each.name === name);
  return argument ? unit.host(argument.from, argument.to) : wordRange(unit);
}
