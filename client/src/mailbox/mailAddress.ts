// Messages as `Uri` and back.

import { Uri } from 'vscode';

import type { MessageId } from '../mail/mailStore.ts';
import { mailPath, mailScheme, messageIdOf } from './mailUri.ts';

/** A message with the account it belongs to. */
export interface MailAddress {
  readonly accountId: string;
  readonly id: MessageId;
}

/** Where a message is opened. */
export function mailUri(accountId: string, id: MessageId): Uri {
  return Uri.from({ scheme: mailScheme, authority: accountId, path: mailPath(id) });
}

/** The message of an address; undefined where it names none. */
export function mailAddressOf(uri: Uri): MailAddress | undefined {
  if (uri.scheme !== mailScheme) return undefined;
  const id = messageIdOf(uri.path);
  return id && uri.authority !== '' ? { accountId: uri.authority, id } : undefined;
}
