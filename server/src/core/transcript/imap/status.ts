// The word by which a server answers a command.

import type { Session } from '../exchange.ts';

/** The word of a tagged response. */
export type StatusWord = 'OK' | 'NO' | 'BAD';

/** How the server answered a command; undefined where the log has no answer. Takes the text of one line. */
export function statusOf({ exchanges, all, numbers }: Session, command: number): StatusWord | undefined {
  const reply = exchanges.answeredBy(command);
  if (reply === undefined) return undefined;
  const text = all.text(numbers[exchanges.get(reply).first] ?? 0);
  return /^\S+ +(OK|NO|BAD)(?: |$)/i.exec(text)?.[1]?.toUpperCase() as StatusWord | undefined;
}
