// The command "Send to…": other recipients, another account, another way than usual, for this time.

import { l10n, window } from 'vscode';
import type { QuickPickItem, TextDocument, Uri } from 'vscode';

import type { AccountSettings } from '../../mail/account.ts';
import { shownText } from '../../mail/shownText.ts';
import { usualChoices } from './choices.ts';
import type { SendChoices } from './choices.ts';
import type { SendContext } from './context.ts';
import { pickAccount, planned } from './prepare.ts';
import type { Plan } from './prepared.ts';
import { sendDocument } from './send.ts';
import { sendersOf } from './sender.ts';
import { readSendSettings } from './settings.ts';
import { documentToSend } from './source.ts';
import { ADDED, notificationWords } from './words.ts';

export async function sendTo(context: SendContext, uri: Uri | undefined): Promise<void> {
  const document = await documentToSend(uri);
  if (!document) return;
  const settings = readSendSettings();
  const usual = usualChoices(settings);
  const { plan } = await planned(context, document, usual);
  const to = await askRecipients(context, document, usual, plan);
  if (!to) return;
  const account = await askAccount(context, plan);
  if (!account) return;
  const choices = await askOptions({ ...usual, ...to, account }, plan, account);
  if (choices) await sendDocument(context, document, choices);
}

/** Those of the header stand there to be changed; where nothing was changed, the header counts. */
async function askRecipients(
  context: SendContext,
  document: TextDocument,
  usual: SendChoices,
  { recipients }: Plan,
): Promise<Pick<SendChoices, 'to'> | undefined> {
  const before = recipients.map(({ address }) => address).join(', ');
  const typed = await window.showInputBox({
    title: l10n.t('Send to'),
    prompt: l10n.t('Addresses, with commas between them. The header stays as it is.'),
    value: before,
    placeHolder: 'bob@example.org, Carla <carla@example.net>',
    validateInput: async (text) => {
      if (text.trim() === '') return l10n.t('Who gets it?');
      if (text === before && recipients.length > 0) return undefined;
      const { plan } = await planned(context, document, { ...usual, to: [text] });
      const wrong = plan.obstacles.find(({ code }) => OF_RECIPIENTS.has(code));
      return wrong && shownText(wrong.message);
    },
  });
  if (typed === undefined) return undefined;
  return typed === before ? {} : { to: [typed] };
}

async function askAccount(
  { mailbox }: SendContext,
  { identity }: Plan,
): Promise<AccountSettings | undefined> {
  const { own, others } = sendersOf(identity.authors, mailbox.stores.accounts.list());
  const [only] = [...own, ...others];
  if (only && own.length + others.length === 1) return only;
  if (!only) {
    void window.showErrorMessage(l10n.t('No mail account can send yet.'));
    return undefined;
  }
  return pickAccount(own, others, identity.authors[0]);
}

interface OptionRow extends QuickPickItem {
  readonly apply: (choices: SendChoices) => SendChoices;
  /** What it is where the row is not picked. */
  readonly otherwise?: (choices: SendChoices) => SendChoices;
}

async function askOptions(
  choices: SendChoices,
  plan: Plan,
  account: AccountSettings,
): Promise<SendChoices | undefined> {
  const path: OptionRow = {
    label: l10n.t('Another return path…'),
    detail: l10n.t('Reports of failure go there instead of to {0}.', shownText(plan.envelope.from || '<>')),
    apply: (all) => all,
  };
  const rows = [...optionRows(choices, account), path];
  const picked = await window.showQuickPick(rows, {
    title: l10n.t('How is it sent?'),
    placeHolder: l10n.t('Enter goes on; nothing is sent before you have seen it all once more.'),
    canPickMany: true,
    matchOnDetail: true,
  });
  if (!picked) return undefined;
  const chosen = rows.reduce(
    (all, row) => (picked.includes(row) ? row.apply(all) : (row.otherwise?.(all) ?? all)),
    choices,
  );
  if (!picked.includes(path)) return chosen;
  const from = await askReturnPath(plan);
  return from === undefined ? undefined : { ...chosen, from };
}

function optionRows(choices: SendChoices, { submission }: AccountSettings): readonly OptionRow[] {
  const { addMissing, notify, keepBcc, requireTls, sign } = choices;
  const dkim = submission?.dkim;
  return [
    ...ADDED.map(([field, name]): OptionRow => ({
      label: l10n.t('Add {0} where it is missing', name),
      picked: addMissing.includes(field),
      apply: (all) => ({ ...all, addMissing: [...new Set([...all.addMissing, field])] }),
      otherwise: (all) => ({ ...all, addMissing: all.addMissing.filter((one) => one !== field) }),
    })),
    {
      label: l10n.t('Keep Bcc'),
      detail: l10n.t('Everybody who gets the message sees who else gets it.'),
      picked: keepBcc,
      apply: (all) => ({ ...all, keepBcc: true }),
      otherwise: (all) => ({ ...all, keepBcc: false }),
    },
    ...(dkim
      ? [
          {
            label: l10n.t('Sign with DKIM for {0}', shownText(dkim.domain)),
            description: shownText(dkim.selector),
            picked: sign,
            apply: (all: SendChoices) => ({ ...all, sign: true }),
            otherwise: (all: SendChoices) => ({ ...all, sign: false }),
          },
        ]
      : []),
    ...(['success', 'failure', 'delay'] as const).map((kind): OptionRow => ({
      label: l10n.t('Ask for a report {0}', notificationWords(kind)),
      picked: notify.includes(kind),
      apply: (all) => ({ ...all, notify: [...new Set([...all.notify, kind])] }),
      otherwise: (all) => ({ ...all, notify: all.notify.filter((one) => one !== kind) }),
    })),
    {
      label: l10n.t('Let all servers on the way use TLS'),
      detail: l10n.t('A server that cannot promise it gets nothing (REQUIRETLS).'),
      picked: requireTls,
      apply: (all) => ({ ...all, requireTls: true }),
      otherwise: (all) => ({ ...all, requireTls: false }),
    },
  ];
}

async function askReturnPath({ envelope }: Plan): Promise<string | undefined> {
  const typed = await window.showInputBox({
    title: l10n.t('Return path'),
    prompt: l10n.t('An address, or <> for none: then nobody hears of a failure.'),
    value: envelope.from,
    validateInput: (text) =>
      /^(?:<>|<?[^\s<>@]+@[^\s<>@]+>?)?$/.test(text.trim()) ? undefined : l10n.t('This is no address.'),
  });
  return typed?.trim().replace(/^<(.*)>$/, '$1');
}

const OF_RECIPIENTS: ReadonlySet<string> = new Set<Plan['obstacles'][number]['code']>([
  'badAddress',
  'noRecipient',
  'tooManyRecipients',
]);
