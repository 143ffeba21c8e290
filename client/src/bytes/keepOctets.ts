// Opens mail so that a save changes no octet that the user did not edit: files that are not UTF-8 by a byte-preserving
// encoding, files whose line ends VS Code would make all the same as read-only.

import { Disposable, commands, l10n, window, workspace } from 'vscode';
import type { Memento, TextDocument, TextEditor, Uri } from 'vscode';

import { octetLanguages } from '../languages.ts';
import { examineOctets, withCrlf } from './examine.ts';
import { OctetFileSystem, octetScheme, octetUri } from './octetFileSystem.ts';
import { Remembered } from './remembered.ts';
import { shownUri } from './shownUri.ts';

export const normaliseLineEndsCommand = 'mailWorkbench.normaliseLineEnds';
export const editOctetsCommand = 'mailWorkbench.editOctets';

/** Watches over the documents of mail. @param state where it is kept what the user was told. */
export function keepOctets(state: Memento): Disposable {
  const keeper = new OctetKeeper(state);
  for (const document of workspace.textDocuments) void keeper.opened(document);
  return Disposable.from(
    workspace.registerFileSystemProvider(octetScheme, new OctetFileSystem(), { isCaseSensitive: true }),
    workspace.onDidOpenTextDocument((document) => keeper.opened(document)),
    window.onDidChangeActiveTextEditor((editor) => keeper.shown(editor)),
    commands.registerCommand(normaliseLineEndsCommand, (uri?: Uri) => keeper.normalise(uri ?? activeUri())),
    commands.registerCommand(editOctetsCommand, (uri?: Uri) => keeper.editOctets(uri ?? activeUri())),
  );
}

class OctetKeeper {
  /** Files of whose encoding, and of whose line ends, the user was told. */
  readonly #encodings: Remembered;
  readonly #lineEnds: Remembered;
  /** Files that must not be saved as they are, by address; true where they were made read-only. */
  readonly #mixed = new Map<string, boolean>();

  constructor(state: Memento) {
    this.#encodings = new Remembered(state, 'encodingTold');
    this.#lineEnds = new Remembered(state, 'lineEndsTold');
  }

  async opened(document: TextDocument): Promise<void> {
    const { uri, languageId } = document;
    // What cannot be saved cannot lose octets; an untitled document has none yet.
    if (!octetLanguages.has(languageId) || uri.scheme === octetScheme) return;
    if (workspace.fs.isWritableFileSystem(uri.scheme) !== true) return;
    const octets = await readFile(uri);
    if (!octets) return;
    const { utf8, oneLineEnd } = examineOctets(octets);
    if (!utf8 && document.encoding !== BYTE_ENCODING) await this.#reopen(document);
    if (oneLineEnd) {
      this.#mixed.delete(uri.toString());
      return;
    }
    if (!this.#mixed.has(uri.toString())) this.#mixed.set(uri.toString(), false);
    await this.shown(window.activeTextEditor);
  }

  /** Read-only is a state of what the active editor shows: it is set when that is one of these files. */
  async shown(editor: TextEditor | undefined): Promise<void> {
    const uri = editor?.document.uri;
    if (!uri || this.#mixed.get(uri.toString()) !== false) return;
    this.#mixed.set(uri.toString(), true);
    await commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    await this.#askAboutLineEnds(uri);
  }

  /** Writes CRLF at the end of every line, and nothing else. */
  async normalise(uri: Uri | undefined): Promise<void> {
    const octets = uri && (await readFile(uri));
    if (!octets) return;
    if (workspace.textDocuments.some((document) => document.isDirty && isSame(document.uri, uri))) {
      void window.showWarningMessage(l10n.t('Save or undo your changes first.'));
      return;
    }
    await workspace.fs.writeFile(uri, withCrlf(octets));
    const wasReadonly = this.#mixed.get(uri.toString()) === true;
    this.#mixed.delete(uri.toString());
    if (wasReadonly && isSame(activeUri(), uri)) {
      await commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
    }
  }

  async editOctets(uri: Uri | undefined): Promise<void> {
    if (!uri || uri.scheme === octetScheme) return;
    const document = await workspace.openTextDocument(octetUri(uri), { encoding: 'utf8' });
    await window.showTextDocument(document, { preview: false });
  }

  async #reopen(document: TextDocument): Promise<void> {
    const { uri } = document;
    const name = workspace.asRelativePath(uri);
    if (document.isDirty) {
      const message = l10n.t(
        '{0} is not UTF-8: saving it now would lose characters. Undo the changes, close it and open it again.',
        name,
      );
      void window.showErrorMessage(message);
      return;
    }
    try {
      await workspace.openTextDocument(uri, { encoding: BYTE_ENCODING });
    } catch {
      const message = l10n.t(
        '{0} is not UTF-8, and could not be opened byte for byte: do not save it.',
        name,
      );
      void window.showErrorMessage(message);
      return;
    }
    if (!(await this.#encodings.first(uri))) return;
    const message = l10n.t(
      '{0} is not UTF-8. It is shown byte for byte (ISO 8859-1), so that saving it changes only what you edit.',
      name,
    );
    void window.showInformationMessage(message);
  }

  async #askAboutLineEnds(uri: Uri): Promise<void> {
    if (!(await this.#lineEnds.first(uri))) return;
    const normalise = l10n.t('Normalise to CRLF');
    const octets = l10n.t('Edit Byte for Byte');
    const keep = l10n.t('Keep Read-Only');
    const message = l10n.t(
      'The lines of {0} end in different ways, which an editor cannot keep. It is read-only, so that no octet changes.',
      workspace.asRelativePath(uri),
    );
    const chosen = await window.showWarningMessage(message, normalise, octets, keep);
    if (chosen === normalise) await this.normalise(uri);
    else if (chosen === octets) await this.editOctets(uri);
  }
}

async function readFile(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(uri);
  } catch {
    // It is gone, or not saved yet.
    return undefined;
  }
}

function activeUri(): Uri | undefined {
  return window.activeTextEditor?.document.uri ?? shownUri();
}

function isSame(a: Uri | undefined, b: Uri): boolean {
  return a?.toString() === b.toString();
}

/** ISO 8859-1 as VS Code has it: each octet is the character of its number, in both directions. */
const BYTE_ENCODING = 'iso88591';
