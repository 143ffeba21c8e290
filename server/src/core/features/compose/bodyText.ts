// The text of a new message: what one writes, the signature, and what is quoted or forwarded.

import { dateText } from '../../message/newValues.ts';
import { dateTime } from '../../message/views/dateTime.ts';
import { fillTemplate } from '../../rules/finding.ts';
import type { ComposeWords, Composition, Original } from './composeTypes.ts';
import { oneLine } from './headerText.ts';
import { contentsOf, correspondents, quotableText, shownField } from './originalMessage.ts';
import type { Contents, QuotableText } from './originalMessage.ts';
import {
  needsFlow,
  readParagraphs,
  SEPARATOR,
  trimmed,
  withoutSignature,
  writeParagraphs,
} from './paragraphs.ts';
import type { Paragraph } from './paragraphs.ts';

/** A text with the place one writes at. */
export interface BodyText {
  readonly text: string;
  /** An offset into `text`. */
  readonly cursor: number;
  readonly flowed: boolean;
  readonly notes: readonly string[];
}

/** The text of a new message, without an original. */
export function newText(composition: Composition): BodyText {
  return laidOut(composition, [], [], composition.flowed ?? false, []);
}

/** The text of a reply, with the original quoted. */
export function replyText(composition: Composition, original: Original): BodyText {
  const contents = contentsOf(original);
  const quotable = quotableText(contents.texts, original);
  const paragraphs = withoutSignature(quotable.paragraphs).map(({ depth, text }) => ({
    depth: depth + 1,
    text,
  }));
  const flowed = composition.flowed ?? (quotable.flowed || needsFlow(paragraphs));
  const quote = paragraphs.length > 0 ? [line(attribution(original, composition.words)), ...paragraphs] : [];
  const notes = notesOf(contents, quotable);
  return composition.above === true
    ? laidOut(composition, [], quote, flowed, notes)
    : laidOut(composition, quote, [], flowed, notes);
}

/** The text of a message that forwards the original in its body. */
export function forwardText(composition: Composition, original: Original): BodyText {
  const contents = contentsOf(original);
  const quotable = quotableText(contents.texts, original);
  const words = { ...WORDS, ...composition.words };
  const rows = (['from', 'date', 'subject', 'to', 'cc'] as const).flatMap((name) => {
    const value = shownField(original, name);
    return value === '' ? [] : [line(`${oneLine(words[name])}: ${value}`)];
  });
  const body = trimmed(quotable.paragraphs);
  const block = [line(oneLine(words.forwarded)), ...rows, line(''), ...body];
  const flowed = composition.flowed ?? (quotable.flowed || needsFlow(body));
  return laidOut(composition, [], block, flowed, notesOf(contents, quotable));
}

function notesOf(contents: Contents, quotable: QuotableText): readonly string[] {
  return [
    ...(contents.encrypted ? ['The message is encrypted: its text is not quoted.'] : []),
    ...(contents.cut ? ['The message has very many parts: only the first ones are taken over.'] : []),
    ...(quotable.cut ? ['The message is very long: only the beginning of its text is quoted.'] : []),
  ];
}

function laidOut(
  { text = '', signature = '' }: Composition,
  before: readonly Paragraph[],
  after: readonly Paragraph[],
  flowed: boolean,
  notes: readonly string[],
): BodyText {
  const own = trimmed(readParagraphs(text, FIXED).map(unquoted(text)));
  const sign = trimmed(readParagraphs(signature, FIXED).map(unquoted(signature)));
  const top = [...before, ...(before.length > 0 ? [line('')] : []), ...own];
  const bottom = [
    ...(sign.length > 0 ? [line(''), line(SEPARATOR), ...sign] : []),
    ...(after.length > 0 ? [line(''), ...after] : []),
  ];
  const start = writeParagraphs(top, flowed);
  // One writes behind one's own text, else on a line that waits for it.
  const open = own.length > 0 ? start.slice(0, -1) : start;
  return { text: `${open}\n${writeParagraphs(bottom, flowed)}`, cursor: open.length, flowed, notes };
}

/** What one has written oneself is taken as it stands: a `>` in front of a line may be meant so. */
function unquoted(text: string): (paragraph: Paragraph, index: number) => Paragraph {
  const lines = text.split(/\r\n|\n|\r/);
  return (paragraph, index) => (paragraph.depth > 0 ? paragraph : line(lines[index] ?? paragraph.text));
}

/** The line above a quote: when, in the zone of the author, and who. */
function attribution(original: Original, words: Partial<ComposeWords> | undefined): string {
  const { wrote, wroteUndated } = { ...WORDS, ...words };
  const [author] = correspondents(original.message.field('from'), original);
  const shown = author ? author.name || author.address : shownField(original, 'from');
  const field = original.message.field('date');
  const moment = field && dateTime(field);
  const date = moment && shownDate(moment.epochMs, moment.zoneMinutes ?? 0);
  const template = date === undefined ? wroteUndated : wrote;
  return oneLine(
    fillTemplate(template, {
      author: oneLine(shown).slice(0, MAX_AUTHOR),
      ...(date !== undefined && { date }),
    }),
  );
}

/** `2024-12-06 10:30 +0100`: the same in every language; undefined for a moment that no calendar has. */
function shownDate(epochMs: number, zone: number): string | undefined {
  if (!(Math.abs(epochMs) < MAX_EPOCH) || Math.abs(zone) >= DAY) return undefined;
  const local = new Date(epochMs + zone * 60_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)} ${dateText(epochMs, zone).slice(-5)}`;
}

function line(text: string): Paragraph {
  return { depth: 0, text };
}

const WORDS: ComposeWords = {
  wrote: 'On {date}, {author} wrote:',
  wroteUndated: '{author} wrote:',
  forwarded: '-------- Forwarded message --------',
  from: 'From',
  date: 'Date',
  to: 'To',
  cc: 'Cc',
  subject: 'Subject',
};
const FIXED = { flowed: false, delSp: false };
const MAX_AUTHOR = 200;
/** The years that ISO 8601 writes in four digits. */
const MAX_EPOCH = Date.UTC(9999, 0);
/** In minutes. */
const DAY = 1440;
