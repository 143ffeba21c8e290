// A disposition notification, the receipt for a message, in words (RFC 8098).

import type { ReportSource } from './reportFields.ts';
import type { DispositionReport } from './reportTypes.ts';

/** Reads a receipt. */
export function dispositionReport({ blocks, ...parts }: ReportSource): DispositionReport {
  const [block] = blocks;
  const written = (block?.value('disposition') ?? '').replace(/\([^()]*\)/g, '');
  const [, action, sending, type, modifiers = ''] = DISPOSITION.exec(written) ?? [];
  const disposition = type?.toLowerCase() ?? null;
  const recipient = block?.value('final-recipient') ?? null;
  const faults: string[] = [];
  if (!block) faults.push('The receipt has no fields.');
  else if (type === undefined) faults.push('It does not say what became of the message (Disposition).');
  if (block && recipient === null) faults.push('It does not say whose receipt it is (Final-Recipient).');
  return {
    ...parts,
    kind: 'disposition',
    recipient,
    originalRecipient: block?.value('original-recipient') ?? null,
    messageId: block?.value('original-message-id')?.replace(/^<|>$/g, '') ?? null,
    disposition,
    automatic: action === undefined ? null : /^automatic-action$/i.test(action),
    sentAutomatically: sending === undefined ? null : /^MDN-sent-automatically$/i.test(sending),
    modifiers: modifiers
      .split(',')
      .map((one) => one.trim().toLowerCase())
      .filter((one) => one !== ''),
    words: `${wordsOf(disposition, recipient ?? 'a recipient that is not named')}${deciderOf(action)}`,
    fields: block?.all() ?? [],
    faults,
  };
}

function wordsOf(disposition: string | null, who: string): string {
  const words = WORDS.get(disposition ?? '');
  return words
    ? words(who)
    : `A receipt of ${who}, which does not say in a known way what became of the message.`;
}

function deciderOf(action: string | undefined): string {
  if (action === undefined) return '';
  return /^automatic-action$/i.test(action) ? ' A program decided that.' : ' A person did that.';
}

/** RFC 8098 3.2.6.2; the last two were dropped by it. */
const WORDS: ReadonlyMap<string, (who: string) => string> = new Map([
  ['displayed', (who: string) => `The message was displayed to ${who}. That does not mean that it was read.`],
  ['deleted', (who: string) => `The message was deleted by ${who}, and may have been seen before or not.`],
  ['dispatched', (who: string) => `The message was passed on by ${who} without being displayed.`],
  ['processed', (who: string) => `The message was handled for ${who} without being displayed.`],
  ['denied', (who: string) => `${who} does not want to say what became of the message.`],
  ['failed', (who: string) => `The receipt of ${who} could not be made.`],
]);
const DISPOSITION = /^\s*([\w-]+)\s*\/\s*([\w-]+)\s*;\s*([\w-]+)\s*(?:\/\s*(.*))?$/s;
