// Which message a preview shows: a resource, one of the messages in it, and how its octets become one.

import { l10n, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';

import type { PreviewParams } from '../../../server/src/lsp/protocol.ts';
import { octetScheme } from '../bytes/octetFileSystem.ts';
import { octetsOfText } from '../bytes/octetText.ts';
import type { LoadFormats } from './formats.ts';
import { outlookNotes } from './outlookWords.ts';

/** A message to be shown. */
export interface Target {
  readonly uri: Uri;
  /** Its number among the messages of an mbox or a session, from 0. */
  readonly index?: number;
}

/** Names it, also when the window is opened again. */
export function targetName({ uri, index }: Target): string {
  return JSON.stringify({ uri: uri.toString(), index });
}

/** How the server is asked for it. */
export interface Source {
  readonly params: PreviewParams;
  /** What the conversion could not carry over, in sentences; empty where there was none. */
  readonly notes: readonly string[];
}

/** A message as text. */
export interface ConvertedMail {
  readonly text: string;
  /** How the text stands for octets. */
  readonly encoding: 'utf-8' | 'latin1';
  /** What was not carried over, in sentences. */
  readonly notes: readonly string[];
}

/** Whether a file is a message of Outlook, which has no text of its own. */
export function isConverted({ path }: Uri): boolean {
  return CONVERTED.test(path);
}

/**
 * Reads a message of Outlook; one that is an Internet message by another name stays as it is, one character an octet.
 * Rejects where it cannot be read, or is neither.
 */
export async function converted(uri: Uri, formats: LoadFormats): Promise<ConvertedMail> {
  const octets = await workspace.fs.readFile(uri);
  const { readOutlook } = await formats();
  const mail = await readOutlook(octets);
  if (mail) return { text: mail.text, encoding: 'utf-8', notes: outlookNotes(mail) };
  if (!isText(octets)) throw new Error(l10n.t('This file is no message of Outlook.'));
  return { text: latin1(octets), encoding: 'latin1', notes: [] };
}

/** The octets of a converted message. */
export function octetsOf({ text, encoding }: ConvertedMail): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** How the server gets to know a message. Rejects where it cannot be read. */
export async function sourceOf(
  { uri, index }: Target,
  asUri: (uri: Uri) => string,
  formats: LoadFormats,
): Promise<Source> {
  if (isConverted(uri)) {
    const { text, encoding, notes } = await converted(uri, formats);
    return { params: { text, encoding }, notes };
  }
  const which = index === undefined ? {} : { index };
  if (uri.scheme === octetScheme) {
    // Its text shows octets: as octets they have the same lines and columns.
    const octets = octetsOfText(await textOf(uri));
    const format = /\.eml\.octets$/i.test(uri.path) ? 'message' : 'mbox';
    return { params: { text: latin1(octets), encoding: 'latin1', format, ...which }, notes: [] };
  }
  if (!isOpen(uri) && uri.scheme !== 'file') {
    // What the server cannot read by itself it asks for, up to a limit: larger ones are handed over.
    const octets = await workspace.fs.readFile(uri);
    if (octets.length > LARGE) {
      return { params: { text: latin1(octets), encoding: 'latin1', ...which }, notes: [] };
    }
  }
  return { params: { uri: asUri(uri), ...which }, notes: [] };
}

/** Some programs call their messages so, too: a header and no NUL. */
function isText(octets: Uint8Array): boolean {
  const start = octets.subarray(0, 4096);
  return !start.includes(0) && /^(?:From |[!-9;-~]+[ \t]*:)/.test(latin1(start));
}

function isOpen(uri: Uri): boolean {
  return openDocument(uri) !== undefined;
}

function openDocument(uri: Uri): TextDocument | undefined {
  const name = uri.toString();
  return workspace.textDocuments.find((document) => document.uri.toString() === name);
}

/** As it is being edited, else as it is kept. */
async function textOf(uri: Uri): Promise<string> {
  const open = openDocument(uri);
  if (open) return open.getText();
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await workspace.fs.readFile(uri));
}

/** One character an octet. */
function latin1(octets: Uint8Array): string {
  // The decoder of this name is that of windows-1252, which changes 27 octets.
  const pieces: string[] = [];
  for (let at = 0; at < octets.length; at += PIECE) {
    pieces.push(String.fromCharCode(...octets.subarray(at, at + PIECE)));
  }
  return pieces.join('');
}

const CONVERTED = /\.msg$|(?:^|\/)winmail\.dat$/i;
const LARGE = 8 * 1024 * 1024;
const PIECE = 8192;
