// The text of a message, written as Markdown or HTML, as a multipart/alternative of plain text and HTML (RFC 2046 5.1.4).

import { bodyText } from '../../message/body/bodyText.ts';
import type { Decoding } from '../../message/charsets.ts';
import { walkParts } from '../../message/part.ts';
import type { Part } from '../../message/part.ts';
import { encodeQuotedPrintable } from '../../rules/support/quotedPrintable.ts';
import { hostEdits } from '../../text/edits.ts';
import type { TextEdit } from '../../text/edits.ts';
import { htmlText } from './htmlText.ts';
import { newBoundary } from './mimeText.ts';
import { contentsOf, quotableText } from './originalMessage.ts';
import { readParagraphs, SEPARATOR, writeParagraphs } from './paragraphs.ts';
import { wrapPart } from './wrapPart.ts';

/** How an alternative is made. */
export interface AlternativeOptions {
  /** What the text is. */
  readonly source: 'markdown' | 'html';
  /** Turns Markdown into HTML. No HTML in the Markdown comes through. */
  readonly markdown: (text: string) => string;
  /** Letters and digits that the message does not hold. */
  readonly unique: string;
}

/** The host edits, in order; undefined where the message has no such text. */
export function alternative(
  message: Part,
  decoding: Decoding,
  { source, markdown, unique }: AlternativeOptions,
): readonly TextEdit[] | undefined {
  const wanted = source === 'html' ? ['text/html', 'text/plain'] : ['text/plain', 'text/markdown'];
  const around = alternativeOf(message);
  const texts = around ? walkParts(around) : contentsOf({ message, decoding }).texts;
  const part = wanted
    .map((name) => texts.find(({ mediaType }) => mediaType.name === name))
    .find((each) => each);
  if (!part) return undefined;
  const original = { message, decoding };
  // Nothing is cut: what one has written oneself is as long as it is.
  const { paragraphs } = quotableText([part], original, Infinity);
  const raw = decoding.host === 'utf-8';
  const other =
    source === 'html'
      ? textPart(
          'plain',
          writeParagraphs(readParagraphs(htmlText(bodyText(part, decoding).text), FIXED), true),
          raw,
        )
      : textPart(
          'html',
          htmlDocument(
            markdown,
            paragraphs.map(({ depth, text }) => (depth > 0 ? `${'>'.repeat(depth)} ${text}` : text)),
          ),
          raw,
        );
  const otherType = source === 'html' ? 'text/plain' : 'text/html';
  const sibling =
    around && walkParts(around).find((each) => each !== part && each.mediaType.name === otherType);
  const edits = sibling
    ? [{ from: sibling.from, to: sibling.bodyTo, insert: other }]
    : wrapPart(part, {
        subtype: 'alternative',
        boundary: newBoundary(unique, 2),
        ...(source === 'html' ? { before: [other], ...asHtml(part) } : { after: [other] }),
      });
  return hostEdits(message.lens, edits);
}

/** The alternative that holds the text of a message: itself, or the first of its parts. */
function alternativeOf(message: Part): Part | undefined {
  for (let part: Part | undefined = message; part?.multipart; part = part.children[0]) {
    if (part.mediaType.name === 'multipart/alternative') return part;
  }
  return undefined;
}

/** HTML that was written into a plain text becomes a text/html with the same charset and encoding. */
function asHtml(part: Part): { readonly fields?: string } {
  if (part.mediaType.name === 'text/html') return {};
  const charset = /charset\s*=\s*("[^"]*"|[^\s;]+)/i.exec(part.mediaType.field?.value ?? '')?.[1] ?? 'utf-8';
  return {
    fields: `Content-Type: text/html; charset=${charset}\nContent-Transfer-Encoding: ${part.transferEncoding}\n`,
  };
}

/** A text as a part without a line end behind it: as it stands where the document and the lines allow it. */
function textPart(subtype: 'plain' | 'html', text: string, raw: boolean): string {
  const body = text.replace(/\n$/, '');
  const ascii = !/[^\0-\x7f]/.test(body);
  const asItStands = (raw || ascii) && body.split('\n').every((line) => line.length <= MAX_LINE);
  const encoding = !asItStands ? 'quoted-printable' : ascii ? '7bit' : '8bit';
  const format = subtype === 'plain' ? '; format=flowed' : '';
  return (
    `Content-Type: text/${subtype}; charset=utf-8${format}\nContent-Transfer-Encoding: ${encoding}\n\n` +
    (asItStands ? body : encodeQuotedPrintable(body))
  );
}

/** The HTML of a text: Markdown down to the signature, which is taken as it stands. */
function htmlDocument(markdown: (text: string) => string, lines: readonly string[]): string {
  const at = lines.indexOf(SEPARATOR);
  const text = at < 0 ? lines : lines.slice(0, at);
  const signature = at < 0 ? '' : `<p>${lines.slice(at).map(escapeHtml).join('<br>\n')}</p>\n`;
  return (
    '<!DOCTYPE html>\n<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n</head>\n' +
    `<body>\n${markdown(text.join('\n')).trimEnd()}\n${signature}</body>\n</html>\n`
  );
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

const FIXED = { flowed: false, delSp: false };
/** UTF-16 units, each of three octets at most (RFC 5322 2.1.1: 998 octets a line). */
const MAX_LINE = 300;
