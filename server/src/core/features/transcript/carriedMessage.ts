// The message that a session carries at a place, taken out of it.

import type { MailDocument } from '../../message/document.ts';

/** The text of the message at a host offset, without prefixes and doubled dots; undefined where none stands there. */
export function carriedMessage({ messages, snapshot }: MailDocument, offset: number): string | undefined {
  const message = messages.find(({ lens }) => offset >= lens.from && offset <= lens.to);
  const line = message?.lens.lineAt(message.lens.from);
  if (!line) return undefined;
  const pieces: string[] = [];
  do {
    pieces.push(snapshot.slice(line.content, line.to));
  } while (line.next());
  return pieces.join('');
}
