// Whether a transcript is read as the same sessions once it is redacted: who says what, and what answers what.

import { applyEdits } from '../../../text/edits.ts';
import type { TextEdit } from '../../../text/textEdit.ts';
import { textSnapshot } from '../../../text/snapshot.ts';
import type { TranscriptDocument } from '../../../transcript/document.ts';
import type { Session } from '../../../transcript/exchange.ts';
import { readTranscript } from '../../../transcript/read.ts';

/** True where the edited text has the sessions of the document, unit by unit. A long log is taken for one that has. */
export function isSameSession(
  { snapshot, transcript, reading }: TranscriptDocument,
  edits: readonly TextEdit[],
): boolean {
  if (snapshot.length > MAX_LENGTH) return true;
  const { notation, protocol, sessions } = transcript;
  // An editor knows the language; where sessions speak different protocols, none was chosen.
  const chosen = sessions.every((session) => session.protocol === protocol) && { protocol };
  const text = applyEdits(snapshot.slice(0, snapshot.length), edits);
  const after = readTranscript(textSnapshot(text), { ...reading, notation, ...chosen });
  return (
    after.sessions.length === sessions.length &&
    after.sessions.every((session, i) => isSame(session, sessions[i] ?? session))
  );
}

function isSame(one: Session, other: Session): boolean {
  const [a, b] = [one.exchanges, other.exchanges];
  if (one.protocol !== other.protocol || a.count !== b.count) return false;
  for (let index = 0; index < a.count; index++) {
    if (a.kind(index) !== b.kind(index) || a.get(index).repliesTo !== b.get(index).repliesTo) return false;
    if (a.get(index).speaker !== b.get(index).speaker) return false;
  }
  return true;
}

/** UTF-16 units. Where lengths say what lines are, the log is a piece of one; who redacts a long one waits for it. */
const MAX_LENGTH = 400_000;
