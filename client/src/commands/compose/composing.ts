// A new message, alone or from others: made by the language server, opened as a document of its own.

import { Position, Range, l10n, window, workspace } from 'vscode';
import type { Uri } from 'vscode';

import { askServer } from '../../askServer.ts';
import { composeMethod } from '../../../../server/src/lsp/protocol.ts';
import type { ComposeKind, ComposeParams, ComposeResult } from '../../../../server/src/lsp/protocol.ts';
import type { AccountSettings, Identity } from '../../mail/account.ts';
import { shownText } from '../../mail/shownText.ts';
import { underWay } from '../mailbox/underWay.ts';
import { octetsOf } from '../send/source.ts';
import { chooseWriter } from './chooseWriter.ts';
import { unreadable } from './context.ts';
import type { ComposeContext } from './context.ts';
import { writersOf } from './identities.ts';
import type { Addressed } from './identities.ts';

/** What is to be written. */
export interface Wanted {
  readonly kind: ComposeKind;
  /** The messages it is made from. */
  readonly originals: readonly Uri[];
  /** Of the mailbox that these are in, or that is chosen. */
  readonly account: AccountSettings | undefined;
}

/** Writes and opens it. Nothing where the user gave up. */
export async function compose(context: ComposeContext, wanted: Wanted): Promise<void> {
  const { account, originals, kind } = wanted;
  const [first] = originals;
  const addressed = async (): Promise<Addressed | undefined> => first && recipientsOf(context, first);
  const identity = await chooseWriter(context, { account, addressed });
  if (!identity) return;
  const composed = await underWay(l10n.t('Writing a message'), (cancel) =>
    askServer<ComposeResult>(
      context.server,
      composeMethod,
      paramsOf(context, kind, originals, identity),
      cancel,
    ),
  );
  if (!composed) throw unreadable();
  await openComposed(composed);
  const notes = composed.notes.map((note) => shownText(note)).join(' ');
  if (notes !== '') void window.showInformationMessage(notes);
}

function paramsOf(
  { mailbox }: ComposeContext,
  kind: ComposeKind,
  originals: readonly Uri[],
  { address, name, replyTo, signature }: Identity,
): ComposeParams {
  const settings = workspace.getConfiguration('mailWorkbench.compose');
  return {
    kind,
    originals: originals.map((uri) => ({ uri: uri.toString() })),
    identity: {
      address,
      ...(name === undefined ? {} : { name }),
      ...(replyTo === undefined ? {} : { replyTo }),
    },
    own: writersOf(mailbox.stores.accounts.list()).map((writer) => writer.identity.address),
    ...(signature === undefined ? {} : { signature }),
    ...(settings.get<unknown>('replyAbove') === true ? { above: true } : {}),
    // The names in braces are filled in by the language server.
    words: {
      wrote: l10n.t('On {date}, {author} wrote:'),
      wroteUndated: l10n.t('{author} wrote:'),
      forwarded: l10n.t('-------- Forwarded message --------'),
      from: l10n.t('From'),
      date: l10n.t('Date'),
      to: l10n.t('To'),
      cc: l10n.t('Cc'),
      subject: l10n.t('Subject'),
    },
  };
}

/** An untitled document, with the cursor where one writes on. */
async function openComposed({ text, encoding, cursor }: NonNullable<ComposeResult>): Promise<void> {
  const document = await workspace.openTextDocument({
    language: 'eml',
    content: text,
    encoding: ENCODINGS[encoding],
  });
  const at = new Position(cursor.line, cursor.character);
  const editor = await window.showTextDocument(document, { preview: false, selection: new Range(at, at) });
  // Whom it goes to is seen, too, where there is room for both.
  editor.revealRange(new Range(0, 0, 0, 0));
  editor.revealRange(new Range(at, at));
}

/** What cannot be read has no recipients here: writing tells of it. */
async function recipientsOf({ summaries }: ComposeContext, uri: Uri): Promise<Addressed | undefined> {
  try {
    const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    const octets = open ? await octetsOf(open) : await workspace.fs.readFile(uri);
    const [summary] = await summaries([octets], 0, new AbortController());
    return summary;
  } catch {
    return undefined;
  }
}

/** As VS Code calls them: one that keeps every octet, where the message carries one that is not UTF-8. */
const ENCODINGS = { 'utf-8': 'utf8', latin1: 'iso88591' } as const;
