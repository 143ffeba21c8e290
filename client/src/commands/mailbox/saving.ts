// Messages and attachments as files: what is written is octet by octet what the mailbox has, and never over a file unasked.

import { Uri, commands, l10n, window, workspace } from 'vscode';

import type { AccountSettings } from '../../mail/account.ts';
import { attachmentFileName, freeName, messageFileName } from '../../mail/actions/names.ts';
import { eachInTurn } from '../../mail/actions/outcome.ts';
import {
  attachmentFiles,
  collected,
  counted,
  partOctets,
  wholePartOctets,
  writeAsItComes,
} from '../../mail/actions/partFiles.ts';
import type { PartFile } from '../../mail/actions/partFiles.ts';
import type { Cancellation, MailStore } from '../../mail/mailStore.ts';
import type { MailboxNode } from '../../mailbox/nodes/node.ts';
import { PartNode } from '../../mailbox/nodes/partNode.ts';
import { SectionNode } from '../../mailbox/nodes/sectionNode.ts';
import { serverStructure } from '../../mailbox/summaries.ts';
import { storeOf } from './chosen.ts';
import type { ActionContext, ChosenMessage } from './chosen.ts';
import { tellFailure, underWay } from './underWay.ts';

/** Something that becomes a file. */
interface Saved {
  readonly account: AccountSettings;
  readonly name: string;
  /** Octets to be read for it, as far as one knows. */
  readonly size: number;
  /** What is written, as it comes. @param told gets the octets that have been read. */
  readonly octets: (
    store: MailStore,
    cancel: Cancellation,
    told: (octets: number) => void,
  ) => AsyncIterable<Uint8Array>;
}

/** One message: asks for its file. Several: asks for a folder. */
export async function saveMessages(
  context: ActionContext,
  messages: readonly ChosenMessage[],
): Promise<void> {
  const saved = messages.map(({ account, envelope }): Saved => ({
    account,
    name: messageFileName(envelope),
    size: envelope.size,
    octets: (store, cancel, told) => counted(store.read(envelope.id, undefined, cancel), told),
  }));
  const [only] = saved;
  if (only && saved.length === 1) {
    const file = await askFile(only.name, { [l10n.t('Messages')]: ['eml'] });
    if (file) tellSaved(await written(context, l10n.t('Saving the message'), [{ saved: only, file }]));
    return;
  }
  const folder = await askFolder(l10n.t('Save Here'));
  if (!folder) return;
  const taken = await namesIn(folder);
  const targets = saved.map((one) => {
    const name = freeName(one.name, taken);
    taken.add(name);
    return { saved: one, file: Uri.joinPath(folder, name) };
  });
  tellSaved(await written(context, l10n.t('Saving {0} messages', messages.length), targets));
}

/** One attachment: asks for its file. Several: asks for a folder. */
export async function saveParts(context: ActionContext, nodes: readonly MailboxNode[]): Promise<void> {
  const structure = serverStructure(context.server);
  const parts = nodes.filter((node) => node instanceof PartNode || node instanceof SectionNode);
  const saved = await underWay(l10n.t('Looking for attachments'), async (cancel) => {
    const all: Saved[] = [];
    for (const node of parts) {
      const store = await storeOf(context, node.account);
      const part = node instanceof PartNode ? partIn(node) : sectionIn(node);
      if (!part) continue;
      const known = await isAsTheStoreSees(store, part, cancel);
      const octets: Saved['octets'] = known
        ? (from, stop, told) => partOctets(from, part, stop, told)
        : (from, stop, told) => wholePartOctets(from, part, structure, stop, told);
      all.push({ ...part, account: node.account, octets });
    }
    return all;
  });
  await saveAll(context, saved);
}

/** The attachments of messages, into one folder. */
export async function saveAttachments(
  context: ActionContext,
  messages: readonly ChosenMessage[],
): Promise<void> {
  const structure = serverStructure(context.server);
  const saved = await underWay(l10n.t('Looking for attachments'), async (cancel, progress) => {
    const all: Saved[] = [];
    for (const [index, { account, envelope }] of messages.entries()) {
      const store = await storeOf(context, account);
      const files = await attachmentFiles(store, envelope.id, structure, cancel);
      all.push(
        ...files.map((part): Saved => ({
          ...{ account, name: part.name, size: part.size },
          octets: (from, stop, told) => partOctets(from, part, stop, told),
        })),
      );
      progress(index + 1, messages.length);
    }
    return all;
  });
  if (saved.length === 0) void window.showInformationMessage(l10n.t('There are no attachments.'));
  else await saveAll(context, saved);
}

async function saveAll(context: ActionContext, saved: readonly Saved[]): Promise<void> {
  const [only] = saved;
  if (!only) return;
  if (saved.length === 1) {
    const file = await askFile(only.name);
    if (file) tellSaved(await written(context, l10n.t('Saving the attachment'), [{ saved: only, file }]));
    return;
  }
  const folder = await askFolder(l10n.t('Save {0} Files Here', saved.length));
  if (!folder) return;
  const names = await named(saved, folder);
  if (!names) return;
  const targets = saved.flatMap((one, index) => {
    const name = names[index];
    return name === undefined ? [] : [{ saved: one, file: Uri.joinPath(folder, name) }];
  });
  tellSaved(await written(context, l10n.t('Saving {0} attachments', targets.length), targets));
}

/** Writes files one after the other. Who gives up keeps those that are whole. */
async function written(
  context: ActionContext,
  title: string,
  targets: readonly { readonly saved: Saved; readonly file: Uri }[],
): Promise<readonly Uri[]> {
  const total = targets.reduce((sum, { saved }) => sum + saved.size, 0);
  let before = 0;
  const { done, error } = await underWay(
    title,
    (cancel, progress) =>
      eachInTurn(
        targets,
        async ({ saved, file }) => {
          const store = await storeOf(context, saved.account);
          const octets = saved.octets(store, cancel, (come) => progress(before + come, total));
          if (file.scheme === 'file' && saved.size > AT_ONCE) {
            const name = file.path.slice(file.path.lastIndexOf('/') + 1);
            await writeAsItComes(context.files(Uri.joinPath(file, '..')), name, octets);
          } else await workspace.fs.writeFile(file, await collected(octets));
          before += saved.size;
          return [file];
        },
        cancel.signal,
      ),
    percent,
  );
  if (error !== undefined) {
    const rest = targets.slice(done.length);
    const again = async (): Promise<void> => tellSaved(await written(context, title, rest));
    // What is saved is told first.
    void tellFailure(error, rest[0]?.saved.account, again);
  }
  return done;
}

/** A part as the tree shows it. */
type ShownPart = PartFile & { readonly type: string };

/** A part of a message that was read: as the language server has seen it. */
function partIn({ message, parent, part }: PartNode): ShownPart {
  // A message within is no part of its own where it has parts: IMAP calls it the text of the part around it.
  const around = parent instanceof PartNode ? parent.part.section : '';
  const text = around === '' ? 'TEXT' : `${around}.TEXT`;
  return {
    id: message.envelope.id,
    section: part.section === '' ? text : part.section,
    type: part.type,
    name: attachmentFileName(part.filename, part.type),
    encoding: part.encoding,
    size: part.bodyTo - part.bodyFrom,
  };
}

/** A part of a message that was not read: as the server tells of it. */
function sectionIn({ parent, part }: SectionNode): ShownPart | undefined {
  if (!part) return undefined;
  const { section, encoding, size, name = null, type } = part;
  const fileName = attachmentFileName(name, type);
  return { id: parent.envelope.id, section, type, encoding, size, name: fileName };
}

/**
 * Whether the store sees the same part under this name: where a message is broken it may see another, and nothing is
 * saved that is not what was chosen.
 */
async function isAsTheStoreSees(store: MailStore, part: ShownPart, cancel: Cancellation): Promise<boolean> {
  const outline = await store.outline?.(part.id, cancel, true);
  const seen = outline?.nodes.find(({ section }) => section === part.section);
  return seen?.type === part.type && seen.encoding === part.encoding.toLowerCase();
}

/** The names under which files are written; asks where there are such files. Undefined: nothing is written. */
async function named(
  saved: readonly Saved[],
  folder: Uri,
): Promise<readonly (string | undefined)[] | undefined> {
  const there = await namesIn(folder);
  const lower = new Set([...there].map((name) => name.toLowerCase()));
  const met = saved.filter(({ name }) => lower.has(name.toLowerCase()));
  let replace = false;
  if (met.length > 0) {
    const [both, over] = [l10n.t('Keep Both'), l10n.t('Replace')];
    const detail = met
      .slice(0, SHOWN)
      .map(({ name }) => name)
      .join('\n');
    const question =
      met.length === 1
        ? l10n.t('A file of this name is there.')
        : l10n.t('{0} files of these names are there.', met.length);
    const answer = await window.showWarningMessage(question, { modal: true, detail }, both, over);
    if (answer === undefined) return undefined;
    replace = answer === over;
  }
  // Two attachments of one name are two files in any case.
  const taken = replace ? new Set<string>() : there;
  return saved.map(({ name }) => {
    const free = freeName(name, taken);
    taken.add(free);
    return free;
  });
}

/** The dialog asks by itself before a file is replaced. */
async function askFile(name: string, filters?: Record<string, string[]>): Promise<Uri | undefined> {
  const around = place();
  const defaultUri = around ? Uri.joinPath(around, name) : Uri.file(`/${name}`);
  return window.showSaveDialog({ defaultUri, ...(filters ? { filters } : {}) });
}

/** Asks for a folder to write into. */
export async function askFolder(openLabel: string): Promise<Uri | undefined> {
  const around = place();
  const chosen = await window.showOpenDialog({
    openLabel,
    canSelectFolders: true,
    canSelectFiles: false,
    ...(around ? { defaultUri: around } : {}),
  });
  return chosen?.[0];
}

function place(): Uri | undefined {
  return workspace.workspaceFolders?.[0]?.uri;
}

async function namesIn(folder: Uri): Promise<Set<string>> {
  return new Set((await workspace.fs.readDirectory(folder)).map(([name]) => name));
}

function percent(done: number, of: number): string {
  return `${Math.min(100, Math.floor((done / Math.max(of, 1)) * 100))} %`;
}

function tellSaved(files: readonly Uri[]): void {
  const [only] = files;
  if (!only) return;
  const open = l10n.t('Open');
  const text =
    files.length === 1
      ? l10n.t('Saved as {0}.', workspace.asRelativePath(only))
      : l10n.t('{0} files were saved.', files.length);
  void window.showInformationMessage(text, ...(files.length === 1 ? [open] : [])).then(async (chosen) => {
    if (chosen === open) await commands.executeCommand('vscode.open', only);
  });
}

/** Octets of a part, still encoded, that is written when all of it has come. */
const AT_ONCE = 4 * 1024 * 1024;
/** Names in a question. */
const SHOWN = 10;
