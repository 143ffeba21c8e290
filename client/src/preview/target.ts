// Which message a preview shows: a resource, one of the messages in it, and how its octets become one.

import { l10n, workspace } from 'vscode';
import type { Uri } from 'vscode';

import type { PreviewParams } from '../../../server/src/lsp/protocol.ts';
import type { OutlookMail } from '../inspect/formats.ts';
import type { LoadFormats } from './formats.ts';
import { outlookNotes } from './outlookWords.ts';

/** A message to be shown. */
export interface Target {
  readonly uri: Uri;
  /** Its number among the messages of an mbox or a session, from 0. */
  readonly index?: number;
}

/** How the server is asked for it. */
export interface Source {
  readonly params: PreviewParams;
  /** What the conversion could not carry over, in sentences; empty where there was none. */
  readonly notes: readonly string[];
}

/** Whether a file is a message of Outlook, which has no text of its own. */
export function isConverted({ path }: Uri): boolean {
  return CONVERTED.test(path);
}

/** Reads a message of Outlook. Rejects where it cannot be read, or is none. */
export async function converted(uri: Uri, formats: LoadFormats): Promise<OutlookMail> {
  const { readOutlook } = await formats();
  const mail = readOutlook(await workspace.fs.readFile(uri));
  if (!mail) throw new Error(l10n.t('This file is no message of Outlook.'));
  return mail;
}

/** How the server gets to know a message. Rejects where it cannot be read. */
export async function sourceOf(
  { uri, index }: Target,
  asUri: (uri: Uri) => string,
  formats: LoadFormats,
): Promise<Source> {
  if (isConverted(uri)) {
    const mail = await converted(uri, formats);
    return { params: { text: mail.text, encoding: 'utf-8' }, notes: outlookNotes(mail) };
  }
  const which = index === undefined ? {} : { index };
  if (!isOpen(uri) && uri.scheme !== 'file') {
    // What the server cannot read by itself it asks for, up to a limit: larger ones are handed over.
    const octets = await workspace.fs.readFile(uri);
    if (octets.length > LARGE) {
      return { params: { text: latin1(octets), encoding: 'latin1', ...which }, notes: [] };
    }
  }
  return { params: { uri: asUri(uri), ...which }, notes: [] };
}

function isOpen(uri: Uri): boolean {
  const name = uri.toString();
  return workspace.textDocuments.some((document) => document.uri.toString() === name);
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
