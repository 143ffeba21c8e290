// Asks who writes: the identity that the original was sent to, else the only one, else the one that the user picks.

import { l10n, window } from 'vscode';

import type { AccountSettings, Identity } from '../../mail/account.ts';
import { shownText } from '../../mail/shownText.ts';
import type { ComposeContext } from './context.ts';
import { addressedWriters, writersOf } from './identities.ts';
import type { Addressed, Writer } from './identities.ts';

/** What is known of who should write. */
export interface WriterWanted {
  /** Of the mailbox that the message is in, or of what is chosen in the view. */
  readonly account: AccountSettings | undefined;
  /** Whom the original was for; asked for where there is a choice. */
  readonly addressed: () => Promise<Addressed | undefined>;
}

/** @returns undefined where the user gave up. */
export async function chooseWriter(
  context: ComposeContext,
  { account, addressed }: WriterWanted,
): Promise<Identity | undefined> {
  const accounts = context.mailbox.stores.accounts.list();
  const all = writersOf(accounts);
  const own = account ? all.filter((writer) => writer.account.id === account.id) : all;
  if (own.length === 0) {
    const known = account ?? accounts[0];
    return known?.kind === 'demo' ? DEMO : askAddress(context, known);
  }
  const [only] = own;
  if (own.length === 1) return only?.identity;
  const whom = await addressed();
  const met = whom ? addressedWriters(own, whom) : [];
  const [meant] = met;
  if (met.length === 1) return meant?.identity;
  return pick([...met, ...own.filter((writer) => !met.includes(writer))]);
}

/** An account of which no address is known gets one: it is asked once. */
async function askAddress(
  { mailbox }: ComposeContext,
  account: AccountSettings | undefined,
): Promise<Identity | undefined> {
  const user = account?.incoming?.user ?? '';
  const typed = await window.showInputBox({
    title: account ? l10n.t('Your address in {0}', shownText(account.name)) : l10n.t('Your address'),
    prompt: account
      ? l10n.t('It stands in From, and is kept in the settings of the account.')
      : l10n.t('It stands in From.'),
    placeHolder: 'ann@example.com',
    value: user.includes('@') ? user : '',
    validateInput: (text) =>
      LIKE_ADDRESS.test(text.trim()) ? undefined : l10n.t('An address looks like ann@example.com.'),
  });
  const address = typed?.trim();
  if (address === undefined) return undefined;
  if (account) await mailbox.stores.accounts.update({ ...account, address });
  return { address };
}

async function pick(writers: readonly Writer[]): Promise<Identity | undefined> {
  const rows = writers.map(({ account, identity }) => {
    const { name = '', address } = identity;
    return {
      label: shownText(name === '' ? address : `${name} <${address}>`),
      description: shownText(account.name),
      identity,
    };
  });
  const title = l10n.t('Who writes?');
  return (await window.showQuickPick(rows, { title, matchOnDescription: true }))?.identity;
}

/** Whom the samples are addressed to. */
const DEMO: Identity = { name: 'Robin Example', address: 'robin@example.net' };
/** Enough to notice a slip: what an address is, the language server tells. */
const LIKE_ADDRESS = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/;
