// How the user wants mail to be sent, as the settings of this machine say.

import { workspace } from 'vscode';

import type { SubmissionEnvelope } from '../../mail/submission.ts';

export type AddedField = 'date' | 'messageId' | 'mimeVersion';
export type Notification = NonNullable<SubmissionEnvelope['notify']>[number];

export interface SendSettings {
  readonly codeLens: boolean;
  /** True: what goes to this machine itself is sent without a question. */
  readonly atOnceToLoopback: boolean;
  /** Fields that are added where they are missing. */
  readonly addMissing: readonly AddedField[];
  readonly keepBcc: boolean;
  /** True: signed where the account has a key for it. */
  readonly sign: boolean;
  /** Reports that are asked for (RFC 3461); none: as the server likes. */
  readonly notify: readonly Notification[];
  /** RFC 8689. */
  readonly requireTls: boolean;
}

export function readSendSettings(): SendSettings {
  const section = workspace.getConfiguration('mailWorkbench.send');
  const flag = (name: string, usual: boolean): boolean => {
    const value = section.get<unknown>(name);
    return typeof value === 'boolean' ? value : usual;
  };
  const some = <T extends string>(name: string, all: readonly T[], usual: readonly T[]): readonly T[] => {
    const value = section.get<unknown>(name);
    return Array.isArray(value) ? all.filter((one) => value.includes(one)) : usual;
  };
  return {
    codeLens: flag('codeLens', true),
    atOnceToLoopback: flag('atOnceToLoopback', false),
    addMissing: some('addMissing', ADDED, ADDED),
    keepBcc: flag('keepBcc', false),
    sign: flag('sign', true),
    notify: some('notify', NOTIFICATIONS, []),
    requireTls: flag('requireTls', false),
  };
}

const ADDED: readonly AddedField[] = ['date', 'messageId', 'mimeVersion'];
const NOTIFICATIONS: readonly Notification[] = ['success', 'failure', 'delay', 'never'];
