// The octets of a previewed message as they are in its file: what signatures are made of.

import { l10n, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';

import { octetScheme } from '../../bytes/octetFileSystem.ts';
import { octetsOfText } from '../../bytes/octetText.ts';
import { isSessionLanguage } from '../../languages.ts';
import type { LoadFormats } from '../formats.ts';
import type { OpenedMessage } from '../openedMessage.ts';
import { converted, isConverted } from '../target.ts';
import type { Target } from '../target.ts';

/** What is read of a message, besides itself. */
export interface MessageSource {
  readonly target: Target;
  readonly opened: OpenedMessage;
  readonly formats: LoadFormats;
}

/** Rejects with a sentence where they cannot be had. */
export async function messageOctets({ target, opened, formats }: MessageSource): Promise<Uint8Array> {
  const { uri, index } = target;
  if (isConverted(uri)) return withCrlf((await converted(uri, formats)).text, 'utf8');
  const open = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  const document = open ?? (index === undefined ? undefined : await sessionOf(uri));
  if (index === undefined) {
    if (document && (document.isDirty || document.isUntitled)) return octetsOf(document, document.getText());
    const octets = bounded(await workspace.fs.readFile(uri));
    // That file system has a text of the octets.
    return uri.scheme === octetScheme ? octetsOfText(new TextDecoder().decode(octets)) : octets;
  }
  if (document && isSessionLanguage(document.languageId)) {
    const text = await opened.carriedText(uri, opened.message);
    if (text === undefined) throw new Error(l10n.t('The message has changed.'));
    return octetsOf(document, text);
  }
  const [root] = opened.message.parts;
  const { text } = await opened.ask('text', { id: root?.id ?? '1', source: true, length: LARGEST });
  return document ? octetsOf(document, text) : octetsLike(await workspace.fs.readFile(uri), text);
}

/** A file with several messages as a document, which tells whether it is a session; undefined where it is too large for one. */
async function sessionOf(uri: Uri): Promise<TextDocument | undefined> {
  const { size } = await workspace.fs.stat(uri);
  return size > LARGEST_DOCUMENT ? undefined : workspace.openTextDocument(uri);
}

function octetsOf({ uri, encoding }: TextDocument, text: string): Uint8Array {
  return uri.scheme === octetScheme ? octetsOfText(text) : withCrlf(text, encoding);
}

/** The server reads a file as UTF-8 where all of it is, else as one character an octet. */
function octetsLike(file: Uint8Array, text: string): Uint8Array {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(file);
    return withCrlf(text, 'utf8');
  } catch {
    return withCrlf(text, 'iso88591');
  }
}

function withCrlf(text: string, encoding: string): Uint8Array {
  const lines = text.replace(/\r\n|\r|\n/g, '\r\n');
  if (encoding.startsWith('utf8')) return new TextEncoder().encode(lines);
  return Uint8Array.from(lines, (character) => character.charCodeAt(0) & 0xff);
}

function bounded(octets: Uint8Array): Uint8Array {
  if (octets.length > LARGEST) throw new Error(l10n.t('The message is too large to be verified.'));
  return octets;
}

/** Octets, or UTF-16 units. */
const LARGEST_DOCUMENT = 50 * 1024 * 1024;
const LARGEST = 64 * 1024 * 1024;
