// The whole header lines that change when a message is sent: nothing else of it does.

import type { Field } from '../../message/field.ts';
import type { Part } from '../../message/part.ts';
import type { LineEdit, SendOptions } from './sendTypes.ts';

/**
 * The edits of a message that is a whole document.
 * @param resent the block of Resent fields that counts; undefined where none does.
 */
export function lineEdits(
  message: Part,
  resent: readonly Field[] | undefined,
  { keepBcc = false, add = {} }: SendOptions,
): readonly LineEdit[] {
  const { snapshot } = message.lens;
  const edits: LineEdit[] = [];
  const [first] = message.header.lines;
  if (first?.kind === 'mboxFrom') edits.push({ line: 0, remove: 1, insert: [], reason: 'mboxFrom' });
  if (!keepBcc) {
    for (const field of message.header.fields) {
      if (field.key !== 'bcc' && field.key !== 'resent-bcc') continue;
      const line = snapshot.lineAt(field.from);
      edits.push({ line, remove: snapshot.lineAt(field.valueTo) - line + 1, insert: [], reason: 'bcc' });
    }
  }
  const last = (resent ?? message.header.fields).at(-1);
  if (last) {
    const line = snapshot.lineAt(last.valueTo) + 1;
    const has = (name: string): boolean =>
      resent
        ? resent.some(({ key }) => key === `resent-${name.toLowerCase()}`)
        : message.field(name.toLowerCase()) !== undefined;
    const put = (reason: LineEdit['reason'], name: string, value: string | undefined): void => {
      if (value === undefined || !isBody(value) || has(name)) return;
      edits.push({
        line,
        remove: 0,
        insert: [`${resent ? 'Resent-' : ''}${name}: ${value.trim()}`],
        reason,
      });
    };
    put('date', 'Date', add.date);
    put('messageId', 'Message-ID', add.messageId);
    if (!resent && message.header.fields.some(({ key }) => key.startsWith('content-'))) {
      put('mimeVersion', 'MIME-Version', add.mimeVersion);
    }
  }
  // What is inserted in front of a line comes before what takes that line out.
  return edits.sort((a, b) => a.line - b.line || a.remove - b.remove);
}

/** One line of printable ASCII: nothing that could end a field and begin another. */
function isBody(value: string): boolean {
  return /^[ -~]+$/.test(value) && value.trim() !== '';
}
