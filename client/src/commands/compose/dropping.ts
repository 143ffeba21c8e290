// Files that are dragged into a message, or pasted, are attached; a picture of the clipboard is shown within the text.

import {
  DocumentDropEdit,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  Disposable,
  Uri,
  languages,
  l10n,
} from 'vscode';
import type {
  CancellationToken,
  DataTransfer,
  DocumentDropEditProvider,
  DocumentPasteEditProvider,
} from 'vscode';

import type { LanguageServer } from '../../languageServer.ts';
import { tellFailure } from '../mailbox/underWay.ts';
import { attachmentOf, fileAt } from './attaching.ts';
import type { Attachment, NewFile, Place } from './attaching.ts';

/** Registers both for messages that can be changed. */
export function registerDropping(server: LanguageServer): Disposable {
  const drop: DocumentDropEditProvider = {
    async provideDocumentDropEdits(document, _position, data, token) {
      const files = await filesOf(data);
      const attachment = await attached(server, { document, cursor: undefined }, files, token);
      if (!attachment) return undefined;
      const edit = new DocumentDropEdit('', titleOf(files), ATTACHMENT);
      edit.additionalEdit = attachment.edit;
      return edit;
    },
  };
  const paste: DocumentPasteEditProvider = {
    async provideDocumentPasteEdits(document, [range], data, _context, token) {
      // Text with a picture of itself, as from a word processor, is text.
      if (data.get('text/plain')) return undefined;
      const files = await filesOf(data);
      const inline = files.map((file) => (isPicture(file) ? { ...file, inline: true } : file));
      const attachment = await attached(server, { document, cursor: range?.start }, inline, token);
      if (!attachment) return undefined;
      const edit = new DocumentPasteEdit(attachment.shown, titleOf(files), ATTACHMENT);
      edit.additionalEdit = attachment.edit;
      return [edit];
    },
  };
  return Disposable.from(
    languages.registerDocumentDropEditProvider(SELECTOR, drop, {
      providedDropEditKinds: [ATTACHMENT],
      dropMimeTypes: ['files', URI_LIST],
    }),
    languages.registerDocumentPasteEditProvider(SELECTOR, paste, {
      providedPasteEditKinds: [ATTACHMENT],
      pasteMimeTypes: ['files', 'image/*', URI_LIST],
    }),
  );
}

/** Undefined where nothing is to be attached; a failure is told. */
async function attached(
  server: LanguageServer,
  place: Place,
  files: readonly NewFile[],
  token: CancellationToken,
): Promise<Attachment | undefined> {
  if (files.length === 0) return undefined;
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort());
  try {
    return await attachmentOf(server, place, files, stop);
  } catch (error) {
    void tellFailure(error, undefined);
    return undefined;
  } finally {
    listening.dispose();
  }
}

/** Files from outside the editor, else what its own views hand over as addresses. */
async function filesOf(data: DataTransfer): Promise<readonly NewFile[]> {
  const files: NewFile[] = [];
  for (const [type, item] of data) {
    const file = item.asFile();
    if (!file) continue;
    const media = /^[\w.+-]+\/[\w.+-]+$/.test(type) && type !== URI_LIST ? { type } : {};
    files.push({ name: file.name === '' ? nameFor(type) : file.name, read: () => file.data(), ...media });
  }
  if (files.length > 0) return files;
  const list = (await data.get(URI_LIST)?.asString()) ?? '';
  return list
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#') && !WEB.test(line))
    .slice(0, MAX_FILES)
    .map((line) => fileAt(Uri.parse(line, true)));
}

function isPicture({ name, type = '' }: NewFile): boolean {
  return type.startsWith('image/') || /\.(?:png|jpe?g|gif|webp)$/i.test(name);
}

function nameFor(type: string): string {
  const [, ending = 'bin'] = /^image\/(\w+)/.exec(type) ?? [];
  return `image.${ending === 'jpeg' ? 'jpg' : ending}`;
}

function titleOf(files: readonly NewFile[]): string {
  const [only] = files;
  return files.length === 1 && only
    ? l10n.t('Attach {0}', only.name)
    : l10n.t('Attach {0} Files', files.length);
}

const SELECTOR = [{ language: 'eml' }];
const ATTACHMENT = DocumentDropOrPasteEditKind.Empty.append('mail', 'attachment');
const URI_LIST = 'text/uri-list';
/** What is no file is a text. */
const WEB = /^(?:https?|mailto|data|javascript|command):/i;
const MAX_FILES = 100;
