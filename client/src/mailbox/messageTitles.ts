// What the tab of a message says on hover: its subject and its sender, for its address is only a number.

import { FileDecoration, window } from 'vscode';
import type { Disposable, ProviderResult, Uri } from 'vscode';

import type { Envelope } from '../mail/mailStore.ts';
import { mailAddressOf } from './mailAddress.ts';
import type { MailAddress } from './mailAddress.ts';
import { senderLabel, subjectLabel } from './words.ts';

/** @param envelope of a message that is listed; undefined for others. */
export function showMessageTitles(envelope: (address: MailAddress) => Envelope | undefined): Disposable {
  return window.registerFileDecorationProvider({
    provideFileDecoration: (uri: Uri): ProviderResult<FileDecoration> => {
      const address = mailAddressOf(uri);
      const listed = address && envelope(address);
      return listed && new FileDecoration(undefined, `${subjectLabel(listed)} · ${senderLabel(listed)}`);
    },
  });
}
