// Attaches files to the message that is being written: those that the user picks, those that are dropped or pasted.

import { Range, WorkspaceEdit, l10n, window, workspace } from 'vscode';
import type { Position, TextDocument, Uri } from 'vscode';

import { askServer } from '../../askServer.ts';
import { attachMethod, parseMethod } from '../../../../server/src/lsp/protocol.ts';
import type {
  AttachParams,
  AttachResult,
  AttachedFile,
  MailParams,
  ParsedPart,
} from '../../../../server/src/lsp/protocol.ts';
import type { Cancellation } from '../../mail/mailStore.ts';
import type { LanguageServer } from '../../languageServer.ts';
import { size } from '../../mailbox/ages.ts';
import { toBase64 } from '../../readOctets.ts';
import { underWay } from '../mailbox/underWay.ts';
import { unreadable } from './context.ts';
import { pictureText } from './pictures.ts';

/** A file to be attached, not yet read. */
export interface NewFile {
  readonly name: string;
  readonly read: () => Thenable<Uint8Array>;
  /** The media type, where something better than its name tells it. */
  readonly type?: string;
  /** True: a picture that is shown within the text. */
  readonly inline?: boolean;
}

/** What is to be changed so that files are attached. */
export interface Attachment {
  readonly edit: WorkspaceEdit;
  /** What shows the pictures at the cursor, where that stands in HTML; not part of the edit. */
  readonly shown: string;
}

/** Attaches the files that the user picks. @param pictures true: pictures to be shown within the text. */
export async function attachPicked(
  server: LanguageServer,
  document: TextDocument,
  pictures: boolean,
): Promise<void> {
  const picked = await window.showOpenDialog({
    canSelectMany: true,
    openLabel: pictures ? l10n.t('Insert') : l10n.t('Attach'),
    title: pictures ? l10n.t('Insert Pictures') : l10n.t('Attach Files'),
    ...(pictures ? { filters: { [l10n.t('Pictures')]: PICTURES } } : {}),
  });
  if (!picked || picked.length === 0) return;
  const files = picked.map((uri) => ({ ...fileAt(uri), ...(pictures ? { inline: true } : {}) }));
  const editor = window.visibleTextEditors.find((one) => one.document === document);
  const cursor = editor?.selection.active;
  const { edit, shown } = await underWay(l10n.t('Attaching files'), (cancel) =>
    attachmentOf(server, { document, cursor }, files, cancel),
  );
  if (cursor && shown !== '') edit.insert(document.uri, cursor, shown);
  if (!(await workspace.applyEdit(edit))) throw changedMeanwhile();
  const names = files.map(({ name }) => name).join(', ');
  window.setStatusBarMessage(`$(check) ${l10n.t('Attached: {0}', names)}`, TOLD);
}

/** A file that lies somewhere. */
export function fileAt(uri: Uri): NewFile {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return { name, read: () => workspace.fs.readFile(uri) };
}

/** A document, and where one writes in it; undefined where that counts for nothing. */
export interface Place {
  readonly document: TextDocument;
  readonly cursor: Position | undefined;
}

/** Reads files and asks how the document has to change. Rejects with a sentence. */
export async function attachmentOf(
  server: LanguageServer,
  { document, cursor }: Place,
  files: readonly NewFile[],
  cancel: Cancellation,
): Promise<Attachment> {
  const contents: Uint8Array[] = [];
  let octets = 0;
  for (const { read } of files) {
    const content = await read();
    cancel.signal.throwIfAborted();
    octets += content.length;
    if (octets > MAX_OCTETS) throw tooLarge(files);
    contents.push(content);
  }
  const attached = files.map(({ name, type, inline }, at): AttachedFile => ({
    ...{ name, octets: toBase64(contents[at] ?? new Uint8Array()) },
    ...(type === undefined ? {} : { type }),
    ...(inline === undefined ? {} : { inline }),
  }));
  const params: AttachParams = { uri: document.uri.toString(), files: attached };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const answer = await askServer<AttachResult>(server, attachMethod, params, cancel);
    if (!answer) throw unreadable();
    // Somebody goes on typing.
    if (answer.version !== document.version) continue;
    const pictures = answer.contentIds.map((contentId, at) => ({ name: files[at]?.name ?? '', contentId }));
    const parts = pictures.some(({ contentId }) => contentId !== null)
      ? await partsOf(server, params, cancel)
      : [];
    if (answer.version !== document.version) continue;
    const shown = cursor ? pictureText(parts, document.offsetAt(cursor), pictures) : '';
    return { edit: editOf(document, answer.edits), shown };
  }
  throw changedMeanwhile();
}

async function partsOf(
  server: LanguageServer,
  { uri }: AttachParams,
  cancel: Cancellation,
): Promise<readonly ParsedPart[]> {
  const params: MailParams = { uri };
  return (await askServer<readonly ParsedPart[] | null>(server, parseMethod, params, cancel)) ?? [];
}

/** The changes of a document that the language server names, as one step to undo. */
export function editOf({ uri }: TextDocument, edits: NonNullable<AttachResult>['edits']): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { range, newText } of edits) {
    const { start, end } = range;
    edit.replace(uri, new Range(start.line, start.character, end.line, end.character), newText);
  }
  return edit;
}

export function changedMeanwhile(): Error {
  return new Error(l10n.t('The message changed meanwhile: try it again.'));
}

function tooLarge(files: readonly NewFile[]): Error {
  const limit = size(MAX_OCTETS, 'en');
  return new Error(
    files.length === 1
      ? l10n.t('This file is larger than {0}, which is more than a message should carry.', limit)
      : l10n.t('These files are larger than {0}, which is more than a message should carry.', limit),
  );
}

const PICTURES = ['png', 'jpg', 'jpeg', 'gif', 'webp', 'svg', 'bmp', 'avif'];
/** Octets of all files together: the editor gives no text above 50 MB to extensions, and base64 adds a third. */
const MAX_OCTETS = 25 * 1024 * 1024;
const ATTEMPTS = 5;
/** Milliseconds. */
const TOLD = 5000;
