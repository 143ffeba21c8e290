// Messages and attachments as files: what is written is octet by octet what the mailbox has, and never over a file unasked.

import { CancellationTokenSource, Uri, commands, l10n, window, workspace } from 'vscode';

import { parseMethod } from '../../../../server/src/lsp/protocol.ts';
import type { MailParams, ParsedPart } from '../../../../server/src/lsp/protocol.ts';
import { attachmentsOf, decodedOctets, oneCharacterAnOctet } from '../../mail/actions/attachments.ts';
import { readWhole } from '../../mail/actions/delivery.ts';
import { attachmentFileName, freeName, messageFileName } from '../../mail/actions/names.ts';
import type { Cancellation } from '../../mail/mailStore.ts';
import type { MailboxNode } from '../../mailbox/nodes/node.ts';
import { PartNode } from '../../mailbox/nodes/partNode.ts';
import { storeOf } from './chosen.ts';
import type { ActionContext, ChosenMessage } from './chosen.ts';
import { underWay } from './underWay.ts';

/** Something that becomes a file. */
interface Saved {
  readonly name: string;
  readonly octets: Uint8Array;
}

/** One message: asks for its file. Several: asks for a folder. */
export async function saveMessages(
  context: ActionContext,
  messages: readonly ChosenMessage[],
): Promise<void> {
  const [only] = messages;
  if (only && messages.length === 1) {
    const file = await askFile(messageFileName(only.envelope), { [l10n.t('Messages')]: ['eml'] });
    if (!file) return;
    await underWay(l10n.t('Saving the message'), async (cancel) =>
      workspace.fs.writeFile(file, await octetsOf(context, only, cancel)),
    );
    tellSaved([file]);
    return;
  }
  const folder = await askFolder(l10n.t('Save Here'));
  if (!folder) return;
  const files: Uri[] = [];
  await underWay(l10n.t('Saving {0} messages', messages.length), async (cancel, progress) => {
    const taken = await namesIn(folder);
    for (const [index, message] of messages.entries()) {
      const octets = await octetsOf(context, message, cancel);
      const name = freeName(messageFileName(message.envelope), taken);
      taken.add(name);
      files.push(Uri.joinPath(folder, name));
      await workspace.fs.writeFile(Uri.joinPath(folder, name), octets);
      progress(index + 1, messages.length);
    }
  });
  tellSaved(files);
}

/** One attachment: asks for its file. Several: asks for a folder. */
export async function saveParts(context: ActionContext, nodes: readonly MailboxNode[]): Promise<void> {
  const parts = nodes.filter((node) => node instanceof PartNode);
  const byMessage = new Map(
    parts.map(({ message }) => [message, parts.filter((part) => part.message === message)]),
  );
  const saved = await underWay(l10n.t('Reading the message'), async (cancel) => {
    const all: Saved[] = [];
    for (const [message, wanted] of byMessage) {
      const paths = new Set(wanted.map(({ part }) => part.path));
      all.push(
        ...(await partsOf(context, message, cancel, (read) => read.filter(({ path }) => paths.has(path)))),
      );
    }
    return all;
  });
  await saveAll(saved);
}

/** The attachments of messages, into one folder. */
export async function saveAttachments(
  context: ActionContext,
  messages: readonly ChosenMessage[],
): Promise<void> {
  const saved = await underWay(l10n.t('Looking for attachments'), async (cancel, progress) => {
    const all: Saved[] = [];
    for (const [index, message] of messages.entries()) {
      all.push(...(await partsOf(context, message, cancel, attachmentsOf)));
      progress(index + 1, messages.length);
    }
    return all;
  });
  if (saved.length === 0) void window.showInformationMessage(l10n.t('There are no attachments.'));
  else await saveAll(saved);
}

async function saveAll(saved: readonly Saved[]): Promise<void> {
  const [only] = saved;
  if (!only) return;
  if (saved.length === 1) {
    const file = await askFile(only.name);
    if (!file) return;
    await workspace.fs.writeFile(file, only.octets);
    tellSaved([file]);
    return;
  }
  const folder = await askFolder(l10n.t('Save {0} Files Here', saved.length));
  if (!folder) return;
  const names = await named(saved, folder);
  if (!names) return;
  const files: Uri[] = [];
  for (const [index, { octets }] of saved.entries()) {
    const name = names[index];
    if (name === undefined) continue;
    files.push(Uri.joinPath(folder, name));
    await workspace.fs.writeFile(Uri.joinPath(folder, name), octets);
  }
  tellSaved(files);
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

async function partsOf(
  context: ActionContext,
  message: ChosenMessage,
  cancel: Cancellation,
  choose: (parts: readonly ParsedPart[]) => readonly ParsedPart[],
): Promise<readonly Saved[]> {
  const octets = await octetsOf(context, message, cancel);
  // In this form the offsets of the parts are offsets into the octets.
  const params: MailParams = { text: oneCharacterAnOctet(octets), format: 'message' };
  const client = await context.server.running();
  const source = new CancellationTokenSource();
  cancel.signal.addEventListener('abort', () => source.cancel(), { once: true });
  const parts = await client.sendRequest<readonly ParsedPart[] | null>(parseMethod, params, source.token);
  cancel.signal.throwIfAborted();
  return choose(parts ?? []).map((part) => ({
    name: attachmentFileName(part.filename, part.type),
    octets: decodedOctets(octets, part),
  }));
}

async function octetsOf(
  context: ActionContext,
  { account, envelope }: ChosenMessage,
  cancel: Cancellation,
): Promise<Uint8Array> {
  return readWhole(await storeOf(context, account), envelope.id, cancel);
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

/** Names in a question. */
const SHOWN = 10;
