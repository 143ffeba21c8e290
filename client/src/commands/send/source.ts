// What is sent: a document of the editor with its octets, as they lie in its file or would be saved.

import { l10n, window, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';

import { octetsOfText } from '../../bytes/octetText.ts';
import { octetScheme } from '../../bytes/octetFileSystem.ts';
import { shownUri } from '../../bytes/shownUri.ts';
import { mailScheme } from '../../mailbox/mailUri.ts';

/** True for documents that are offered to be sent: messages that one writes, and those of a mailbox that are resent. */
export function isSendable({ languageId, uri, lineAt, lineCount }: SendableDocument): boolean {
  if (!isMessage({ languageId, uri })) return false;
  if (uri.scheme === 'untitled') return true;
  // RFC 5322 3.6.6: a new Resent block stands on top; one that was used has a Received in front of it.
  if (uri.scheme === mailScheme) {
    return uri.query === '' && lineCount > 0 && /^resent-/i.test(lineAt(0).text);
  }
  return workspace.fs.isWritableFileSystem(uri.scheme) === true;
}

/** A file that is shown byte for byte has a language of its own. */
function isMessage({ languageId, uri }: Pick<TextDocument, 'languageId' | 'uri'>): boolean {
  return languageId === 'eml' || (uri.scheme === octetScheme && /\.eml(?:\.octets)?$/i.test(uri.path));
}

type SendableDocument = Pick<TextDocument, 'languageId' | 'uri' | 'lineCount'> & {
  readonly lineAt: (line: number) => { readonly text: string };
};

/** The document a command is for, where it may go out; tells why where it may not. */
export async function documentToSend(uri: Uri | undefined): Promise<TextDocument | undefined> {
  const document = await documentFor(uri);
  if (document?.uri.scheme !== mailScheme || isSendable(document)) return document;
  // It would go to all that got it before.
  void window.showInformationMessage(
    l10n.t(
      'A message of a mailbox is not sent once more as it is: redirect it, or edit a copy and send that.',
    ),
  );
  return undefined;
}

/** The document a command is for: of its argument, else the one in view. Tells where there is none. */
export async function documentFor(uri: Uri | undefined): Promise<TextDocument | undefined> {
  const wanted = uri ?? window.activeTextEditor?.document.uri ?? shownUri();
  if (wanted) {
    const document = await workspace.openTextDocument(wanted).then(
      (opened) => opened,
      () => undefined,
    );
    if (document && isMessage(document)) return document;
    if (!document) {
      void window.showErrorMessage(l10n.t('This file is too large for the editor to send it from here.'));
      return undefined;
    }
  }
  void window.showInformationMessage(l10n.t('Open a message, a file of the type .eml, to send it.'));
  return undefined;
}

/**
 * The octets of a document: those of its file where the editor holds nothing else, else its text in its encoding.
 * Rejects with a sentence where the file is no longer what the editor shows.
 */
export async function octetsOf(document: TextDocument): Promise<Uint8Array> {
  const { uri, encoding, isDirty, isUntitled } = document;
  // Each character of it stands for an octet.
  if (uri.scheme === octetScheme) return octetsOfText(document.getText());
  if (isDirty || isUntitled) return workspace.encode(document.getText(), { encoding });
  const octets = await workspace.fs.readFile(uri);
  const text = await workspace.decode(octets, { encoding });
  if (plainLines(text) !== plainLines(document.getText())) {
    throw new Error(
      l10n.t(
        'The file has changed on the disk, and the editor shows what it was: look at it, and send again.',
      ),
    );
  }
  return octets;
}

/** What the editor makes of a text: one kind of line end, and no mark in front. */
function plainLines(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}
