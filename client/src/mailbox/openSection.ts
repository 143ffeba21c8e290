// Opens one part of a large message, or its header, as a document of its own; the rest is not fetched.

import { ProgressLocation, l10n, window, workspace } from 'vscode';

import { MailError } from '../mail/faults.ts';
import type { Cancellation, MailStore, MessageId } from '../mail/mailStore.ts';
import { examineOctets } from '../bytes/examine.ts';
import { showFailure } from './failure.ts';
import type { SectionNode } from './nodes/sectionNode.ts';
import type { Stores } from './stores.ts';

/** Never rejects: what fails is told. */
export async function openSection(stores: Stores, node: SectionNode): Promise<void> {
  const stop = new AbortController();
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Reading a part'),
    cancellable: true,
  };
  try {
    const octets = await window.withProgress(options, async (_, token) => {
      token.onCancellationRequested(() => stop.abort());
      return sectionOctets(await stores.get(node.account.id), node, stop);
    });
    const encoding = examineOctets(octets).utf8 ? 'utf8' : 'iso88591';
    const content = await workspace.decode(octets, { encoding });
    const document = await workspace.openTextDocument({ language: 'eml', content, encoding });
    await window.showTextDocument(document, { preview: true, preserveFocus: true });
  } catch (error) {
    await showFailure(error, node);
  }
}

/** The part as a message: its header, an empty line, its body as it stands. */
async function sectionOctets(
  store: MailStore,
  { part, parent, account }: SectionNode,
  cancel: Cancellation,
): Promise<Uint8Array> {
  const { id } = parent.envelope;
  const { section } = part ?? {};
  const header = section === undefined ? 'HEADER' : `${section}.MIME`;
  const chunks = await read(store, id, header, cancel, account.name);
  if (section !== undefined) chunks.push(...(await read(store, id, section, cancel, account.name)));
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

async function read(
  store: MailStore,
  id: MessageId,
  section: string,
  cancel: Cancellation,
  name: string,
): Promise<Uint8Array[]> {
  const octets = store.readPart?.(id, section, undefined, cancel);
  if (!octets) throw new MailError('not-supported', [name, l10n.t('it gives out whole messages only')]);
  const chunks: Uint8Array[] = [];
  for await (const chunk of octets) chunks.push(chunk);
  return chunks;
}
