// The commands that write messages: what each is called, and what it does to what is chosen or shown.

import { Disposable, Uri, commands, l10n, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';

import type { ComposeKind } from '../../../../server/src/lsp/protocol.ts';
import type { AccountSettings } from '../../mail/account.ts';
import { shownUri } from '../../bytes/shownUri.ts';
import { mailAddressOf, mailUri } from '../../mailbox/mailAddress.ts';
import { mailScheme } from '../../mailbox/mailUri.ts';
import type { MailboxNode } from '../../mailbox/nodes/node.ts';
import type { Clicked } from '../../mailbox/selection.ts';
import { confirmed } from '../mailbox/ask.ts';
import { messagesAmong } from '../mailbox/chosen.ts';
import { tellFailure } from '../mailbox/underWay.ts';
import { attachPicked } from './attaching.ts';
import { writeAlternative } from './alternative.ts';
import { compose } from './composing.ts';
import type { ComposeContext } from './context.ts';
import { discardDraft, editDraft, followDraft, saveDraft } from './drafts.ts';
import { registerDropping } from './dropping.ts';

/** What a command is for: a node, what an editor shows by its address, or what is selected, from the view's keys. */
type Target = MailboxNode | Uri | 'view' | undefined;

/** How the messages that a command is for become new ones. */
interface Answering {
  readonly kind: ComposeKind;
  /** `one`: of a single message; `each`: a new message for each; `together`: one new message for all. */
  readonly many: 'one' | 'each' | 'together';
}

const ANSWERING: Readonly<Record<string, Answering>> = {
  'mailWorkbench.compose.reply': { kind: 'reply', many: 'one' },
  'mailWorkbench.compose.replyAll': { kind: 'replyAll', many: 'one' },
  'mailWorkbench.compose.replyList': { kind: 'replyList', many: 'one' },
  'mailWorkbench.compose.forward': { kind: 'forward', many: 'each' },
  'mailWorkbench.compose.forwardAttached': { kind: 'forwardAttached', many: 'together' },
  'mailWorkbench.compose.redirect': { kind: 'redirect', many: 'each' },
  'mailWorkbench.compose.resend': { kind: 'resend', many: 'each' },
};

type Writing = (context: ComposeContext, document: TextDocument) => Promise<void>;

const WRITING: Readonly<Record<string, Writing>> = {
  'mailWorkbench.compose.attach': ({ server }, document) => attachPicked(server, document, false),
  'mailWorkbench.compose.insertPicture': ({ server }, document) => attachPicked(server, document, true),
  'mailWorkbench.compose.fromMarkdown': ({ server }, document) =>
    writeAlternative(server, document, 'markdown'),
  'mailWorkbench.compose.fromHtml': ({ server }, document) => writeAlternative(server, document, 'html'),
  'mailWorkbench.compose.saveDraft': saveDraft,
};

export function registerComposing(context: ComposeContext): Disposable {
  const register = (
    name: string,
    run: (target: Target, given: readonly unknown[]) => Promise<void>,
  ): Disposable =>
    commands.registerCommand(name, async (...given: readonly unknown[]) => {
      const target = targetOf(given[0]);
      const again = (): Promise<void> => run(target, given);
      await again().catch((error: unknown) => tellFailure(error, accountOf(context, target), again));
    });
  const follow = (): void => void followDraft(context);
  follow();
  return Disposable.from(
    register('mailWorkbench.compose.new', (target) =>
      compose(context, { kind: 'new', originals: [], account: accountOf(context, target) }),
    ),
    ...Object.entries(ANSWERING).map(([name, answering]) =>
      register(name, async (_, given) => {
        const originals = originalsOf(context, given);
        if (originals) await answer(context, answering, originals);
      }),
    ),
    ...Object.entries(WRITING).map(([name, write]) =>
      register(name, async (target) => {
        const document = await writtenDocument(target);
        if (document) await write(context, document);
      }),
    ),
    register('mailWorkbench.compose.editDraft', async (_, given) => {
      for (const uri of originalsOf(context, given) ?? []) await editDraft(context, uri);
    }),
    // Whoever has sent a message waits for it, and tells of what fails.
    commands.registerCommand('mailWorkbench.compose.discardDraft', (uri: unknown) =>
      uri instanceof Uri ? discardDraft(context, uri) : undefined,
    ),
    registerDropping(context.server),
    window.onDidChangeActiveTextEditor(follow),
  );
}

async function answer(
  context: ComposeContext,
  { kind, many }: Answering,
  originals: readonly Uri[],
): Promise<void> {
  const [first] = originals;
  if (!first) {
    void window.showInformationMessage(l10n.t('Select a message in the view Mail, or open one, first.'));
    return;
  }
  if (many === 'one' && originals.length > 1) {
    void window.showInformationMessage(l10n.t('Select one message: each reply is a message of its own.'));
    return;
  }
  const wanted = (chosen: readonly Uri[]): Promise<void> =>
    compose(context, { kind, originals: chosen, account: accountOf(context, chosen[0]) });
  if (many === 'together') {
    await wanted(originals);
    return;
  }
  if (originals.length > MANY) {
    const question = l10n.t('Write {0} messages?', originals.length);
    if (!(await confirmed(question, l10n.t('Each gets a tab of its own.'), l10n.t('Write')))) return;
  }
  for (const original of originals) await wanted([original]);
}

/**
 * The messages that a command is for: what was clicked, what the editor shows, else what is selected in the view.
 * @returns undefined where what was clicked is not known, as `Mailbox.chosen`.
 */
function originalsOf({ mailbox }: ComposeContext, given: readonly unknown[]): readonly Uri[] | undefined {
  const [clicked] = given;
  const target = targetOf(clicked);
  if (target instanceof Uri) return [target];
  const isLost = given.length > 0 && (clicked === undefined || clicked === null);
  const shown = target === undefined && !isLost ? shownMessage() : undefined;
  if (shown) return [shown];
  const ofTree = isLost || (target !== undefined && target !== IN_VIEW);
  const chosen = mailbox.chosen(ofTree ? (given as Clicked<MailboxNode>) : []);
  return chosen && messagesAmong(chosen).map(({ account, envelope }) => mailUri(account.id, envelope.id));
}

/** Of what is written to or chosen; undefined where any account may be meant. */
function accountOf({ mailbox }: ComposeContext, target: Target): AccountSettings | undefined {
  if (target instanceof Uri) {
    const address = mailAddressOf(target);
    return address && mailbox.stores.accounts.find(address.accountId);
  }
  const node = target === IN_VIEW || target === undefined ? mailbox.selected[0] : target;
  return node?.account;
}

/** Menus of the editor give more than what a command is for. */
function targetOf(given: unknown): Target {
  if (given === IN_VIEW || given instanceof Uri) return given;
  const isNode = typeof given === 'object' && given !== null && 'account' in given && 'item' in given;
  return isNode ? (given as MailboxNode) : undefined;
}

/** A message that the active editor shows. */
function shownMessage(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  if (document) return document.languageId === 'eml' ? document.uri : undefined;
  // One that is too large for the extension host is too large to be quoted.
  const uri = shownUri();
  return uri?.scheme === mailScheme ? uri : undefined;
}

/** The message that is being written; tells where there is none. */
async function writtenDocument(target: Target): Promise<TextDocument | undefined> {
  const shown = window.activeTextEditor?.document;
  const document = target instanceof Uri ? await workspace.openTextDocument(target) : shown;
  if (document?.languageId !== 'eml') {
    void window.showInformationMessage(l10n.t('Open the message that you write first.'));
    return undefined;
  }
  if (workspace.fs.isWritableFileSystem(document.uri.scheme) === false) {
    void window.showInformationMessage(
      l10n.t('A message of a mailbox cannot be changed: save a copy and edit that.'),
    );
    return undefined;
  }
  return document;
}

/** What the keys of the view give: the editor that is open beside it does not count. */
const IN_VIEW = 'view';
/** Messages that are written without a question. */
const MANY = 5;
