// Changes an account, a row at a time; what only few need is changed in the settings themselves.

import { commands, l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';

import type { AccountSettings, ConnectionSecurity, LeaveOnServer, ServerSettings } from '../mail/account.ts';
import { sendingRows } from './editSending.ts';
import { plainIsWanted, portRows, wrongPort } from './portChoice.ts';
import type { AccountServices } from './services.ts';
import { isHost } from './settings.ts';
import { clean, securityName } from './words.ts';

/** Changes one thing; undefined: nothing was changed. */
type Change = (account: AccountSettings, services: AccountServices) => Promise<AccountSettings | undefined>;

interface EditRow extends QuickPickItem {
  /** Undefined: opens the settings. */
  readonly change?: Change;
}

export async function editAccount({ id }: AccountSettings, services: AccountServices): Promise<void> {
  const { accounts } = services;
  for (let account = accounts.find(id); account !== undefined; account = accounts.find(id)) {
    const chosen = await window.showQuickPick(rowsOf(account), {
      title: l10n.t('Edit {0}', clean(account.name)),
      placeHolder: l10n.t('What do you want to change?'),
      matchOnDescription: true,
    });
    if (!chosen) return;
    if (!chosen.change) {
      await commands.executeCommand('workbench.action.openSettings', 'mailWorkbench.accounts');
      return;
    }
    const changed = await chosen.change(account, services);
    if (changed) await accounts.update(changed);
  }
}

function rowsOf(account: AccountSettings): readonly EditRow[] {
  const { name, incoming, outgoing, kind, leaveOnServer, record, certificates, proxy, path } = account;
  const server = incoming ? serverRows('incoming', incoming, l10n.t('Incoming')) : [];
  const sending = outgoing ? serverRows('outgoing', outgoing, l10n.t('Outgoing')) : [];
  return [
    { label: l10n.t('Name'), description: clean(name), change: changeName },
    ...server,
    ...sending,
    ...sendingRows(account),
    ...(kind === 'pop3'
      ? [{ label: l10n.t('Mail on the Server'), description: leaveWords(leaveOnServer), change: changeLeave }]
      : []),
    ...(incoming
      ? [
          { label: l10n.t('Proxy'), description: proxy ?? l10n.t('as VS Code'), change: changeProxy },
          fileRow(l10n.t('File of Further Authorities'), 'caFile', certificates?.caFile),
          fileRow(l10n.t('Client Certificate'), 'certificateFile', certificates?.certificateFile),
          fileRow(l10n.t('Key of the Client Certificate'), 'keyFile', certificates?.keyFile),
          ...(certificates?.pins ? [pinRow(certificates.pins.length)] : []),
          {
            label: l10n.t('Session Recording'),
            description: record === true ? l10n.t('on') : l10n.t('off'),
            change: (one: AccountSettings) => Promise.resolve({ ...one, record: one.record !== true }),
          },
        ]
      : []),
    ...(path === undefined ? [] : [{ label: l10n.t('Path'), description: clean(path) }]),
    { label: l10n.t('Open Settings') },
  ];
}

type Role = 'incoming' | 'outgoing';

function serverRows(
  role: Role,
  { host, port, security, user }: ServerSettings,
  label: string,
): readonly EditRow[] {
  return [
    {
      label: l10n.t('{0} Server', label),
      description: clean(host),
      change: changed(role, async (server) => {
        const typed = await asked(l10n.t('Name of the server'), server.host, (text) =>
          isHost(text) ? undefined : l10n.t('Write a name, as imap.example.org.'),
        );
        // In clear was meant for the server that was.
        return typed === undefined
          ? undefined
          : { host: typed, ...(server.security === 'none' ? { security: 'tls' } : {}) };
      }),
    },
    {
      label: l10n.t('{0} Port and Security', label),
      description: `${port} ${securityName(security)}`,
      change: async (account, services) => {
        const loopback = services.network?.().isLoopback(account[role]?.host ?? '') ?? false;
        const protocol = role === 'outgoing' ? 'smtp' : account.kind === 'pop3' ? 'pop3' : 'imap';
        const chosen = await window.showQuickPick([...portRows(protocol, loopback)], {
          title: l10n.t('How does {0} make connections safe?', clean(host)),
        });
        const choice = await portOf(chosen?.value, port);
        if (!choice || (choice.security === 'none' && !(await plainIsWanted(host)))) return undefined;
        return withServer(account, role, choice);
      },
    },
    {
      label: l10n.t('{0} User Name', label),
      description: clean(user),
      change: changed(role, async (server) => {
        const typed = await asked(l10n.t('Name that you log in with'), server.user);
        return typed === undefined ? undefined : { user: typed };
      }),
    },
  ];
}

interface PortChange {
  readonly port: number;
  readonly security: ConnectionSecurity;
}

async function portOf(
  chosen: PortChange | ConnectionSecurity | undefined,
  port: number,
): Promise<PortChange | undefined> {
  if (typeof chosen !== 'string') return chosen;
  const typed = await asked(l10n.t('Port'), String(port), wrongPort);
  return typed === undefined ? undefined : { port: Number(typed), security: chosen };
}

function changed(
  role: Role,
  ask: (server: ServerSettings) => Promise<Partial<ServerSettings> | undefined>,
): Change {
  return async (account) => {
    const server = account[role];
    const change = server ? await ask(server) : undefined;
    return change ? withServer(account, role, change) : undefined;
  };
}

function withServer(account: AccountSettings, role: Role, change: Partial<ServerSettings>): AccountSettings {
  const server = account[role];
  return server ? { ...account, [role]: { ...server, ...change } } : account;
}

const changeName: Change = async (account) => {
  const name = await asked(l10n.t('What is the account called?'), account.name);
  return name === undefined ? undefined : { ...account, name };
};

const changeLeave: Change = async (account) => {
  const choices: readonly LeaveOnServer[] = [
    { kind: 'keep' },
    { kind: 'days', days: 14 },
    { kind: 'delete' },
  ];
  const rows = choices.map((leaveOnServer) => ({ label: leaveWords(leaveOnServer), leaveOnServer }));
  const chosen = await window.showQuickPick(rows, {
    title: l10n.t('What becomes of mail that was fetched?'),
  });
  if (chosen?.leaveOnServer.kind !== 'days') {
    return chosen ? { ...account, leaveOnServer: chosen.leaveOnServer } : undefined;
  }
  const days = await asked(
    l10n.t('Days that mail stays on the server'),
    String(chosen.leaveOnServer.days),
    (text) => (/^[1-9]\d{0,3}$/.test(text) ? undefined : l10n.t('Write a number from 1 to 9999.')),
  );
  return days === undefined ? undefined : { ...account, leaveOnServer: { kind: 'days', days: Number(days) } };
};

function leaveWords(leave: LeaveOnServer = { kind: 'keep' }): string {
  switch (leave.kind) {
    case 'keep':
      return l10n.t('stays on the server');
    case 'delete':
      return l10n.t('is deleted on the server once it is fetched');
    case 'days':
      return l10n.t('stays on the server for {0} days', leave.days);
  }
}

const changeProxy: Change = async ({ proxy, ...account }) => {
  const typed = await window.showInputBox({
    prompt: l10n.t(
      'Proxy, as socks5://127.0.0.1:1080 or http://proxy:3128; `none` for none; empty for the one of VS Code',
    ),
    value: proxy ?? '',
    validateInput: (text) =>
      text === '' || text === 'none' || (URL.canParse(text) && !text.includes('@'))
        ? undefined
        : l10n.t('Write an address with its scheme, and without a password.'),
  });
  if (typed === undefined) return undefined;
  return typed === '' ? account : { ...account, proxy: typed };
};

function fileRow(
  label: string,
  key: 'caFile' | 'certificateFile' | 'keyFile',
  file: string | undefined,
): EditRow {
  return {
    label,
    description: clean(file ?? l10n.t('none')),
    change: async (account) => {
      const [chosen] =
        (await window.showOpenDialog({ title: label, filters: { PEM: ['pem', 'crt', 'cer', 'key'] } })) ?? [];
      const { [key]: _, ...others } = account.certificates ?? {};
      return chosen || file !== undefined
        ? { ...account, certificates: chosen ? { ...others, [key]: chosen.fsPath } : others }
        : undefined;
    },
  };
}

function pinRow(count: number): EditRow {
  return {
    label: l10n.t('Forget Trusted Certificates'),
    description: String(count),
    change: (account) => {
      const { pins: _, ...others } = account.certificates ?? {};
      return Promise.resolve({ ...account, certificates: others });
    },
  };
}

async function asked(
  prompt: string,
  value: string,
  wrong: (text: string) => string | undefined = () => undefined,
): Promise<string | undefined> {
  const typed = await window.showInputBox({
    prompt,
    value,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('It cannot be empty.') : wrong(text.trim())),
  });
  return typed?.trim();
}
