// Reads the accounts out of the settings, where anything may stand, as users write them by hand.

import type {
  AccountKind,
  AccountSettings,
  CertificateSettings,
  ConnectionSecurity,
  LeaveOnServer,
  LoginKind,
  OAuthSettings,
  ServerSettings,
} from '../mail/account.ts';
import { readSubmission } from './readSubmission.ts';
import { isRecord, oneOf, present, text, texts } from './settingValues.ts';

/** Why an entry counts for nothing; `{0}` and `{1}` of the sentence are the details. */
export interface SettingsProblem {
  readonly sentence: string;
  readonly details: readonly string[];
}

/** The accounts that can be used, in order, and what is wrong with the others. */
export interface AccountsReading {
  readonly accounts: readonly AccountSettings[];
  readonly problems: readonly SettingsProblem[];
}

/** Reads the value of `mailWorkbench.accounts`. What is unknown is left out, what is needed and missing is told. */
export function readAccounts(value: unknown): AccountsReading {
  if (value === undefined) return { accounts: [], problems: [] };
  if (!Array.isArray(value)) {
    return {
      accounts: [],
      problems: [{ sentence: 'The accounts in the settings are no list.', details: [] }],
    };
  }
  const accounts: AccountSettings[] = [];
  const problems: SettingsProblem[] = [];
  const ids = new Set<string>();
  value.slice(0, MAX_ACCOUNTS).forEach((entry: unknown, index) => {
    const read = readAccount(entry);
    if (typeof read === 'string') {
      problems.push({ sentence: 'Account {0} of the settings: {1}.', details: [String(index + 1), read] });
    } else if (ids.has(read.id)) {
      problems.push({
        sentence: 'Account {0} of the settings: {1}.',
        details: [String(index + 1), 'its id is the one of another account'],
      });
    } else {
      ids.add(read.id);
      accounts.push(read);
    }
  });
  return { accounts, problems };
}

/** An id for a new account: 20 random characters, which stand in the address of each message (RFC 3986). */
export function newAccountId(): string {
  const octets = crypto.getRandomValues(new Uint8Array(ID_LENGTH));
  // 32 letters and digits: five bits of each octet, no bias.
  return Array.from(octets, (octet) => ID_LETTERS[octet & 31] ?? '').join('');
}

/** @returns the account, or what is wrong with it, as a half sentence. */
function readAccount(value: unknown): AccountSettings | string {
  if (!isRecord(value)) return 'it is no object';
  const id = text(value['id']);
  if (id === undefined || !ID.test(id)) return 'its id must be 1 to 40 lower-case letters and digits';
  const kind = oneOf(KINDS, value['kind']);
  if (kind === undefined) return `its kind must be one of ${KINDS.join(', ')}`;
  const incoming = readServer(value['incoming'], false);
  const outgoing = readServer(value['outgoing'], true);
  const path = text(value['path']);
  if ((kind === 'imap' || kind === 'pop3') && incoming === undefined) {
    return 'its incoming server is incomplete';
  }
  if ((kind === 'maildir' || kind === 'mbox' || kind === 'folder') && path === undefined) {
    return 'its path is missing';
  }
  const proxy = text(value['proxy']);
  // Settings are synchronised, shown and copied.
  if (proxy?.includes('@') === true) return 'its proxy must hold no password: the one of VS Code may';
  const address = text(value['address']);
  return {
    id,
    name: text(value['name']) ?? address ?? incoming?.host ?? path ?? id,
    kind,
    ...present('address', address),
    ...present('incoming', incoming),
    ...present('outgoing', outgoing),
    ...present('submission', readSubmission(value['submission'])),
    ...present('path', path),
    ...present('mboxFlavour', oneOf(FLAVOURS, value['mboxFlavour'])),
    ...present('certificates', readCertificates(value['certificates'])),
    ...present('oauth', readOAuth(value['oauth'])),
    ...present('proxy', proxy),
    ...present('leaveOnServer', readLeave(value['leaveOnServer'])),
    ...(typeof value['record'] === 'boolean' ? { record: value['record'] } : {}),
  };
}

/** @param open true for a server that one may use without a login. */
function readServer(value: unknown, open: boolean): ServerSettings | undefined {
  if (!isRecord(value)) return undefined;
  const host = text(value['host']);
  const port = value['port'];
  const login = oneOf(LOGINS, value['login']) ?? 'password';
  const anonymous = open && login === 'none';
  const user = text(value['user']) ?? (anonymous ? '' : undefined);
  if (host === undefined || !isHost(host) || user === undefined || !isPort(port)) return undefined;
  return {
    host,
    port,
    // What is not understood is safe: TLS from the start, which sends nothing before it stands.
    security: oneOf(SECURITIES, value['security']) ?? 'tls',
    user,
    login: login === 'none' && !anonymous ? 'password' : login,
  };
}

function readCertificates(value: unknown): CertificateSettings | undefined {
  if (!isRecord(value)) return undefined;
  const pins = texts(value['pins'])
    .map((pin) => pin.replaceAll(':', '').toLowerCase())
    .filter((pin) => /^[0-9a-f]{64}$/.test(pin));
  return {
    ...present('caFile', text(value['caFile'])),
    ...(pins.length > 0 ? { pins } : {}),
    ...present('certificateFile', text(value['certificateFile'])),
    ...present('keyFile', text(value['keyFile'])),
  };
}

function readOAuth(value: unknown): OAuthSettings | undefined {
  if (!isRecord(value)) return undefined;
  const provider = oneOf(PROVIDERS, value['provider']);
  if (provider === undefined) return undefined;
  const scopes = texts(value['scopes']);
  return {
    provider,
    ...present('issuer', text(value['issuer'])),
    ...present('clientId', text(value['clientId'])),
    ...(scopes.length > 0 ? { scopes } : {}),
  };
}

/** Keeping is what is safe: nothing is deleted by a mistake in the settings. */
function readLeave(value: unknown): LeaveOnServer | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, days } = value as { kind?: unknown; days?: unknown };
  if (kind === 'delete') return { kind };
  if (kind === 'days' && typeof days === 'number' && days >= 1) return { kind, days: Math.floor(days) };
  return { kind: 'keep' };
}

/** True for what may be a host's name or address; a space or control character would be part of something else. */
export function isHost(text: string): boolean {
  return /^[^\s\p{Cc}/@?#]{1,253}$/u.test(text);
}

export function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536;
}

const KINDS: readonly AccountKind[] = ['imap', 'pop3', 'maildir', 'mbox', 'folder', 'demo'];
const FLAVOURS: readonly NonNullable<AccountSettings['mboxFlavour']>[] = [
  'mboxo',
  'mboxrd',
  'mboxcl',
  'mboxcl2',
];
const SECURITIES: readonly ConnectionSecurity[] = ['tls', 'starttls', 'none'];
const LOGINS: readonly LoginKind[] = ['password', 'oauth', 'none'];
const PROVIDERS: readonly OAuthSettings['provider'][] = ['microsoft', 'issuer'];

const ID = /^[a-z0-9]{1,40}$/;
const ID_LENGTH = 20;
const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const MAX_ACCOUNTS = 1000;
