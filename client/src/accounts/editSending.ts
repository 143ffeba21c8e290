// Changes how an account sends: its server, who one is in its messages, signatures, copies.

import { l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';

import type {
  AccountSettings,
  Identity,
  LoginKind,
  ServerSettings,
  SubmissionKind,
  SubmissionSettings,
} from '../mail/account.ts';
import { submissionKind } from '../mail/submission/submissionKind.ts';
import { addressHalves } from './proposal.ts';
import type { AccountServices } from './services.ts';
import { isHost } from './settings.ts';
import { clean } from './words.ts';

/** Changes one thing; undefined: nothing was changed. */
type Change = (account: AccountSettings, services: AccountServices) => Promise<AccountSettings | undefined>;

interface SendingRow extends QuickPickItem {
  readonly change: Change;
}

/** The rows of `editAccount` for sending, but those of the outgoing server's address. */
export function sendingRows(account: AccountSettings): readonly SendingRow[] {
  const { outgoing, submission, address } = account;
  const [identity] = submission?.identities ?? [];
  const kind = submissionKind(account);
  return [
    ...(outgoing
      ? [{ label: l10n.t('Outgoing Login'), description: loginWords(outgoing, account), change: changeLogin }]
      : [{ label: l10n.t('Outgoing Server'), description: l10n.t('none'), change: addServer }]),
    {
      label: l10n.t('Way of Sending'),
      description: kind === undefined ? l10n.t('none') : wayWords(kind),
      change: changeWay,
    },
    {
      label: l10n.t('Address in Messages'),
      description: clean(identity?.address ?? address ?? l10n.t('none')),
      change: changeIdentity,
    },
    {
      label: l10n.t('DKIM Signature'),
      description: clean(submission?.dkim?.domain ?? l10n.t('none')),
      change: changeDkim,
    },
    {
      label: l10n.t('Copies of Sent Mail'),
      description: copyWords(submission?.sentCopy),
      change: changeCopy,
    },
  ];
}

function withSubmission(account: AccountSettings, change: SubmissionSettings): AccountSettings {
  return { ...account, submission: { ...account.submission, ...change } };
}

const addServer: Change = async (account) => {
  const host = await asked(l10n.t('Name of the server that mail is sent by'), '', (text) =>
    isHost(text) ? undefined : l10n.t('Write a name, as smtp.example.org.'),
  );
  if (host === undefined) return undefined;
  const { user = account.address ?? '', login = 'password' } = account.incoming ?? {};
  return { ...account, outgoing: { host, port: 465, security: 'tls', user, login } };
};

const changeLogin: Change = async (account, { accounts }) => {
  const { outgoing, incoming } = account;
  if (!outgoing) return undefined;
  const rows: readonly (QuickPickItem & { readonly login: LoginKind | 'same' })[] = [
    ...(incoming ? [{ label: l10n.t('As at the Incoming Server'), login: 'same' as const }] : []),
    { label: l10n.t('With Another Name and Password'), login: 'password' },
    { label: l10n.t('Without a Login'), login: 'none' },
  ];
  const chosen = await window.showQuickPick(rows, {
    title: l10n.t('How do you log in at {0}?', clean(outgoing.host)),
  });
  if (!chosen) return undefined;
  if (chosen.login !== 'password') {
    // What was another password would go on being used.
    await accounts.secrets.delete(account.id, 'outgoing');
    const { user = '', login = 'password' } = incoming ?? {};
    const change = chosen.login === 'same' ? { user, login } : { user: '', login: 'none' as const };
    return { ...account, outgoing: { ...outgoing, ...change } };
  }
  const user = await asked(l10n.t('Name that you log in with at {0}', clean(outgoing.host)), outgoing.user);
  if (user === undefined) return undefined;
  const password = await secret(
    l10n.t('Password of {0}. It is kept in the secret storage of VS Code.', clean(user)),
  );
  if (password === undefined) return undefined;
  await accounts.secrets.store(account.id, 'outgoing', password);
  return { ...account, outgoing: { ...outgoing, user, login: 'password' } };
};

const changeWay: Change = async (account) => {
  const ways: readonly SubmissionKind[] = account.outgoing ? ['smtp', 'lmtp', 'outbox'] : ['outbox'];
  const rows = ways.map((way) => ({ label: wayWords(way), way }));
  const chosen = await window.showQuickPick(rows, { title: l10n.t('How does mail leave?') });
  return chosen && withSubmission(account, { kind: chosen.way });
};

const changeIdentity: Change = async (account) => {
  const [first, ...others] = account.submission?.identities ?? [];
  const before: Identity = first ?? { address: account.address ?? '' };
  const address = await asked(l10n.t('Address in your messages'), before.address, (text) =>
    addressHalves(text) ? undefined : l10n.t('Write an address, as anna@example.org.'),
  );
  if (address === undefined) return undefined;
  const name = await optional(l10n.t('Name beside it; it may stay empty'), before.name);
  if (name === undefined) return undefined;
  const replyTo = await optional(
    l10n.t('Address that answers go to, where it is another one'),
    before.replyTo,
    (text) =>
      text === '' || addressHalves(text) ? undefined : l10n.t('Write an address, as anna@example.org.'),
  );
  if (replyTo === undefined) return undefined;
  // In one line; who wants more of them writes them into the settings.
  const signature = await optional(
    l10n.t('Signature; write \\n where a new line begins'),
    before.signature?.replaceAll('\n', '\\n'),
  );
  if (signature === undefined) return undefined;
  const identity: Identity = {
    address,
    ...(name === '' ? {} : { name }),
    ...(replyTo === '' ? {} : { replyTo }),
    ...(signature === '' ? {} : { signature: signature.replaceAll('\\n', '\n') }),
  };
  return withSubmission(account, { identities: [identity, ...others] });
};

const changeDkim: Change = async (account, { accounts }) => {
  const { dkim: before, ...rest } = account.submission ?? {};
  const domain = await optional(
    l10n.t('Domain that signs; empty: messages are not signed'),
    before?.domain ?? addressHalves(account.address ?? '')?.domain,
  );
  if (domain === undefined) return undefined;
  if (domain === '') {
    await accounts.secrets.delete(account.id, 'dkim');
    return { ...account, submission: rest };
  }
  const selector = await asked(l10n.t('Selector of the key'), before?.selector ?? '');
  if (selector === undefined) return undefined;
  const [file] =
    (await window.showOpenDialog({
      title: l10n.t('Private Key (PEM); cancel to keep the key in the secret storage'),
      filters: { PEM: ['pem', 'key'] },
    })) ?? [];
  if (file) {
    await accounts.secrets.delete(account.id, 'dkim');
    return withSubmission(account, { dkim: { domain, selector, keyFile: file.fsPath } });
  }
  const key = await secret(l10n.t('Private key in PEM; line ends may be left out'));
  if (key === undefined) return undefined;
  await accounts.secrets.store(account.id, 'dkim', pemOf(key));
  return withSubmission(account, { dkim: { domain, selector } });
};

/** An input of one line loses the line ends of a key: they come back around its base64. */
function pemOf(typed: string): string {
  const [, start, content, end] =
    /^\s*(-----BEGIN [A-Z ]+-----)([^-]+)(-----END [A-Z ]+-----)\s*$/.exec(typed) ?? [];
  return content === undefined
    ? typed
    : [start, ...(content.replace(/\s/g, '').match(/.{1,64}/g) ?? []), end, ''].join('\n');
}

const changeCopy: Change = async (account) => {
  const choices = [undefined, true, false];
  const rows = choices.map((sentCopy) => ({ label: copyWords(sentCopy), sentCopy }));
  const chosen = await window.showQuickPick(rows, { title: l10n.t('What becomes of mail that was sent?') });
  if (!chosen) return undefined;
  const { sentCopy: _, ...rest } = account.submission ?? {};
  const { sentCopy } = chosen;
  return { ...account, submission: sentCopy === undefined ? rest : { ...rest, sentCopy } };
};

function loginWords({ login, user }: ServerSettings, { incoming }: AccountSettings): string {
  if (login === 'none') return l10n.t('none');
  return incoming?.user === user ? l10n.t('as at the incoming server') : clean(user);
}

function wayWords(kind: SubmissionKind): string {
  switch (kind) {
    case 'smtp':
      return l10n.t('SMTP: the outgoing server takes it on');
    case 'lmtp':
      return l10n.t('LMTP: straight into the mailboxes of the outgoing server');
    case 'outbox':
      return l10n.t('into a folder of this machine');
  }
}

function copyWords(copy: boolean | undefined): string {
  if (copy === undefined) return l10n.t('stored, unless the provider does it');
  return copy ? l10n.t('always stored') : l10n.t('not stored');
}

async function asked(
  prompt: string,
  value: string,
  wrong: (text: string) => string | undefined = () => undefined,
): Promise<string | undefined> {
  return optional(prompt, value, (text) => (text === '' ? l10n.t('It cannot be empty.') : wrong(text)));
}

/** As `asked`, but it may be empty. */
async function optional(
  prompt: string,
  value = '',
  wrong: (text: string) => string | undefined = () => undefined,
): Promise<string | undefined> {
  const typed = await window.showInputBox({
    prompt,
    value,
    ignoreFocusOut: true,
    validateInput: (text) => wrong(text.trim()),
  });
  return typed?.trim();
}

async function secret(prompt: string): Promise<string | undefined> {
  const typed = await window.showInputBox({ prompt, password: true, ignoreFocusOut: true });
  return typed === '' ? undefined : typed;
}
