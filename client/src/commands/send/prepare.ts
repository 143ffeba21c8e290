// From a document to what is sent: plan, account, octets.

import { commands, l10n, window } from 'vscode';
import type { QuickPickItem, TextDocument } from 'vscode';

import type { SendOptions } from '../../../../server/src/core/index.ts';
import { sendPlanMethod } from '../../../../server/src/lsp/protocol.ts';
import type { SendPlanParams, SendPlanResult } from '../../../../server/src/lsp/protocol.ts';
import { octetScheme } from '../../bytes/octetFileSystem.ts';
import type { LanguageServer } from '../../languageServer.ts';
import type { AccountSettings } from '../../mail/account.ts';
import { shownText } from '../../mail/shownText.ts';
import type { Submission } from '../../mail/submission.ts';
import { outgoingOctets } from '../../mail/submission/octets.ts';
import { notifyOf, planOptions } from './choices.ts';
import type { SendChoices } from './choices.ts';
import type { SendContext } from './context.ts';
import { sendersOf } from './sender.ts';
import type { Outgoing, Plan, Prepared } from './prepared.ts';
import { hashOf } from './sentLog.ts';
import { octetsOf } from './source.ts';

/**
 * Reads a document as it is now. Rejects with a sentence where the server cannot read it, or while it changes.
 * @returns its octets, with the plan for exactly these.
 */
export async function planned(
  { server, sent }: Pick<SendContext, 'server' | 'sent'>,
  document: TextDocument,
  choices: SendChoices,
): Promise<{ readonly plan: Plan; readonly octets: Uint8Array; readonly hash: string }> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { version } = document;
    const octets = await octetsOf(document);
    const hash = await hashOf(octets);
    const messageId = sent.identifier(hash);
    const unique = crypto.randomUUID();
    const fresh = { now: Date.now(), unique, ...(messageId === undefined ? {} : { messageId }) };
    let plan = await askPlan(server, document, octets, planOptions(choices, undefined, fresh));
    if (plan.lines.some(({ reason }) => reason === 'messageId')) {
      const [author] = plan.identity.authors;
      plan = await askPlan(server, document, octets, planOptions(choices, author, fresh));
    }
    if (document.version === version && (plan.version ?? version) === version) {
      return { plan, octets, hash };
    }
  }
  throw new Error(l10n.t('The message changes all the time: nothing was sent.'));
}

/** A document as it would go. */
export async function outgoing(
  context: SendContext,
  document: TextDocument,
  choices: SendChoices,
): Promise<Outgoing> {
  const { plan, octets, hash } = await planned(context, document, choices);
  const sent = outgoingOctets(octets, plan.lines);
  // Its characters stand for octets, so that the server does not see which letters they are.
  const needs =
    document.uri.scheme === octetScheme
      ? { ...plan.needs, eightBit: false, smtputf8: hasUtf8Header(sent) }
      : plan.needs;
  return {
    ...{ document, choices, plan, hash },
    message: {
      envelope: { ...plan.envelope, ...notifyOf(choices) },
      octets: sent,
      needs: { ...needs, requireTls: choices.requireTls },
    },
  };
}

/** Everything but the user's consent; undefined where the user gave up choosing, or no account can send. */
export async function prepared(context: SendContext, message: Outgoing): Promise<Prepared | undefined> {
  const chosen = await accountFor(context, message.plan, message.choices.account);
  return chosen && { ...message, ...chosen, submission: openedSubmission(context, chosen.account) };
}

/** How an account sends, with the login of its outgoing server. */
export function openedSubmission(
  { mailbox, openSubmission }: SendContext,
  account: AccountSettings,
): Submission {
  const { accounts } = mailbox.stores;
  return openSubmission(account, {
    who: (cancel) => accounts.credentials(account, 'outgoing', cancel),
    folder: accounts.folder(account.id),
  });
}

/** The account of the address in From, else the only one, else the one that the user picks. */
export async function accountFor(
  { mailbox, state }: SendContext,
  { identity, envelope }: Pick<Plan, 'identity' | 'envelope'>,
  wanted: AccountSettings | undefined,
): Promise<{ readonly account: AccountSettings; readonly own: boolean } | undefined> {
  const authors = [
    ...identity.authors,
    ...(identity.sender === null ? [] : [identity.sender]),
    envelope.from,
  ];
  const { own, others } = sendersOf(authors, mailbox.stores.accounts.list());
  // Its settings may have changed since it was chosen.
  const chosen = [...own, ...others].find(({ id }) => id === wanted?.id);
  if (chosen) return { account: chosen, own: own.includes(chosen) };
  const [first] = own;
  if (first && own.length === 1) return { account: first, own: true };
  const [only] = others;
  if (only && own.length === 0 && others.length === 1) return { account: only, own: false };
  if (own.length + others.length === 0) {
    const add = l10n.t('Add Mail Account');
    const answer = await window.showErrorMessage(l10n.t('No mail account can send yet.'), add);
    if (answer === add) await commands.executeCommand('mailWorkbench.account.add');
    return undefined;
  }
  const key = `send.account.${own.length > 0 ? (authors[0] ?? '') : ''}`;
  const last = state.get<string>(key);
  const known = own.find(({ id }) => id === last);
  if (known) return { account: known, own: true };
  const account = await pickAccount(own, others, identity.authors[0]);
  if (account && own.includes(account)) await state.update(key, account.id);
  return account && { account, own: own.includes(account) };
}

/** @param author who the message is from. */
export async function pickAccount(
  own: readonly AccountSettings[],
  others: readonly AccountSettings[],
  author: string | undefined,
): Promise<AccountSettings | undefined> {
  const row = (account: AccountSettings): QuickPickItem & { readonly account: AccountSettings } => ({
    label: `$(account) ${shownText(account.name)}`,
    description: shownText(account.address ?? ''),
    detail: shownText(account.submission?.kind === 'outbox' ? '' : (account.outgoing?.host ?? '')),
    account,
  });
  const title =
    author === undefined
      ? l10n.t('Which account sends it?')
      : l10n.t('Which account sends the mail of {0}?', shownText(author));
  return (await window.showQuickPick([...own, ...others].map(row), { title, matchOnDescription: true }))
    ?.account;
}

async function askPlan(
  server: LanguageServer,
  { uri }: TextDocument,
  octets: Uint8Array,
  options: SendOptions,
): Promise<Plan> {
  const client = await server.running();
  // The server does not see documents that show octets: it gets what they stand for.
  const params: SendPlanParams =
    uri.scheme === octetScheme
      ? { text: plainText(octets), options }
      : { uri: client.code2ProtocolConverter.asUri(uri), options };
  const plan = await client.sendRequest<SendPlanResult>(sendPlanMethod, params);
  if (!plan) throw new Error(l10n.t('This document is not one message: it cannot be sent.'));
  return plan;
}

/** RFC 6532: letters beyond ASCII in the header that are UTF-8. */
function hasUtf8Header(octets: Uint8Array): boolean {
  const end = new TextDecoder('latin1').decode(octets).indexOf('\r\n\r\n');
  const header = octets.subarray(0, end < 0 ? octets.length : end);
  return header.some((octet) => octet > 0x7f) && utf8(header) !== undefined;
}

/** UTF-8 where that is what it is, else a character for each octet. */
function plainText(octets: Uint8Array): string {
  return utf8(octets) ?? new TextDecoder('latin1').decode(octets);
}

function utf8(octets: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return undefined;
  }
}

const MAX_ATTEMPTS = 5;
