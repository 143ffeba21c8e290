// The text of a part for people to read, by its charset, with what could not be decoded as it says.

import { charsetOf } from '../../message/body/bodyText.ts';
import { decodeUtf8 } from '../../message/body/octets.ts';
import { guessText, normalizeCharset } from '../../message/charsets.ts';
import type { Decoding } from '../../message/charsets.ts';
import type { Part } from '../../message/part.ts';
import { decodedParameter } from '../../message/views/parameters.ts';
import { readParagraphs } from '../compose/paragraphs.ts';
import type { Paragraph } from '../compose/paragraphs.ts';
import { oneLine } from '../markdown.ts';
import type { PartOctets } from './partOctets.ts';
import type { PartText } from './previewTypes.ts';

/** The whole text of a part from its octets. Those that are faulty become U+FFFD. */
export function partText(part: Part, { octets, faults: found }: PartOctets, decoding: Decoding): PartText {
  const faults = [...found];
  const declared = charsetOf(part, decoding);
  const html = part.mediaType.name === 'text/html' ? htmlCharset(octets) : undefined;
  // RFC 2046 4.1.2: US-ASCII is the default; octets beyond it were written by something that did not say what.
  const isPlain = declared === undefined || normalizeCharset(declared) === 'us-ascii';
  const says = isPlain ? html : declared;
  const text = says === undefined ? undefined : decoding.charsets.decode(says, octets);
  if (says !== undefined && text === undefined) {
    faults.push(
      `The charset "${oneLine(says, MAX_LABEL)}" is not known: the text is shown as it probably is.`,
    );
  }
  if (says !== undefined && text !== undefined) {
    if (text.includes('\ufffd') && !holdsReplacement(octets)) {
      faults.push(
        `Not everything is ${oneLine(says, MAX_LABEL)} as it should be: what is not is shown as \ufffd.`,
      );
    }
    const charsetFrom = isPlain ? 'html' : 'declared';
    return { text: withoutMark(text), charset: oneLine(says, MAX_LABEL), charsetFrom, faults };
  }
  const utf8 = decoding.charsets.decode('utf-8', octets) ?? decodeUtf8(octets);
  const isUtf8 = !utf8.includes('\ufffd') || holdsReplacement(octets);
  const guessed = isUtf8 ? utf8 : guessText(octets, decoding.charsets);
  const isAscii = !NON_ASCII.test(guessed);
  if (declared !== undefined && isPlain && !isAscii) {
    faults.push('It says that it is US-ASCII and is not: the text is shown as it probably is.');
  }
  return {
    text: withoutMark(guessed),
    charset: isUtf8 ? (isAscii ? 'us-ascii' : 'utf-8') : 'windows-1252',
    charsetFrom: isAscii && isPlain && declared !== undefined ? 'declared' : 'guessed',
    faults,
  };
}

/** A plain text as it is read: flowed lines joined (RFC 3676), the marks of quotes taken off. */
export function partParagraphs(part: Part, text: string, decoding: Decoding): readonly Paragraph[] {
  const { field, name } = part.mediaType;
  const parameter = (key: string): string =>
    ((field && decodedParameter(field, key, decoding)) ?? '').trim().toLowerCase();
  const flowed = name === 'text/plain' && parameter('format') === 'flowed';
  return readParagraphs(text, { flowed, delSp: flowed && parameter('delsp') === 'yes' });
}

/** The charset that HTML names for itself in its first kilobyte (`<meta charset>`), or an XML declaration. */
function htmlCharset(octets: Uint8Array): string | undefined {
  const head = String.fromCharCode(...octets.subarray(0, HTML_HEAD));
  const label = META.exec(head)?.[1] ?? XML.exec(head)?.[1];
  // What was read as ASCII is not UTF-16, whatever it says of itself.
  return label === undefined || /^utf-?16/i.test(label) ? undefined : label;
}

/** Whether U+FFFD was written by the author: then it is no sign of a fault. */
function holdsReplacement(octets: Uint8Array): boolean {
  for (let at = octets.indexOf(0xef); at >= 0; at = octets.indexOf(0xef, at + 1)) {
    if (octets[at + 1] === 0xbf && octets[at + 2] === 0xbd) return true;
  }
  return false;
}

/** A byte order mark is not part of the text. */
function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

const NON_ASCII = /[^\0-\x7f]/;
const META = /<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})/i;
const XML = /^(?:\xef\xbb\xbf)?<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{2,40})/;
const HTML_HEAD = 2048;
const MAX_LABEL = 60;
