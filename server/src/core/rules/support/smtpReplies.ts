// What a server answered to a command, for rules that believe a server that took it.

import type { Session } from '../../transcript/exchange.ts';

/** The code of the final reply to a command; undefined where the log has none. */
export function replyCode({ exchanges, all, numbers }: Session, command: number): string | undefined {
  const reply = exchanges.answeredBy(command);
  if (reply === undefined) return undefined;
  return /^\d{3}/.exec(all.text(numbers[exchanges.get(reply).first] ?? 0))?.[0];
}

/** True where the server accepted the command: then it knows more than the standard. */
export function isServerFine(session: Session, command: number): boolean {
  return replyCode(session, command)?.startsWith('2') === true;
}
