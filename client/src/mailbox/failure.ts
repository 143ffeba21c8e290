// Failures as the user sees them: one sentence, and buttons for what can be done about it.

import { commands, l10n, window } from 'vscode';

import { faultOf } from '../accounts/faultOf.ts';
import { faultSentence } from '../accounts/words.ts';
import type { FaultAction, FaultCode } from '../mail/faults.ts';
import { shownText } from '../mail/shownText.ts';

/** What is known of a failure. */
export interface Failure {
  readonly sentence: string;
  /** Undefined for what is no row of the table of faults. */
  readonly code?: FaultCode;
  readonly actions: readonly FaultAction[];
}

/**
 * Reads an error of a store.
 * @returns undefined where somebody gave up waiting.
 */
export function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return { sentence: shownText(String(error)), actions: ['retry'] };
  if (error.name === 'AbortError' || error.name === 'Canceled') return undefined;
  const fault = faultOf(error);
  if (fault) {
    return { sentence: faultSentence(fault), code: fault.code, actions: fault.actions };
  }
  return { sentence: shownText(error.message), actions: ['retry'] };
}

/** What a button says, and the command behind it: called with `{account, error}`, or with the node of the failure. */
export function actionOf(action: FaultAction): { readonly title: string; readonly command: string } {
  return { title: titles()[action], command: COMMANDS[action] };
}

/**
 * Tells of a failure with its buttons.
 * @param target what the commands behind the buttons are called with.
 */
export async function showFailure(error: unknown, target: unknown): Promise<void> {
  const failure = failureOf(error);
  if (!failure) return;
  const actions = failure.actions.map(actionOf);
  const chosen = await window.showErrorMessage(failure.sentence, ...actions.map(({ title }) => title));
  const action = actions.find(({ title }) => title === chosen);
  if (action) await commands.executeCommand(action.command, target);
}

function titles(): Readonly<Record<FaultAction, string>> {
  return {
    openSettings: l10n.t('Open Settings'),
    enterPassword: l10n.t('Enter Password'),
    signIn: l10n.t('Sign In'),
    trustCertificate: l10n.t('Trust Certificate'),
    showTranscript: l10n.t('Show Transcript'),
    retry: l10n.t('Try Again'),
    clearCache: l10n.t('Clear Cache'),
    refresh: l10n.t('Refresh'),
  };
}

export const retryCommand = 'mailWorkbench.mailbox.retry';
const COMMANDS: Readonly<Record<FaultAction, string>> = {
  openSettings: 'mailWorkbench.account.openSettings',
  enterPassword: 'mailWorkbench.account.enterPassword',
  signIn: 'mailWorkbench.account.signIn',
  trustCertificate: 'mailWorkbench.account.trustCertificate',
  showTranscript: 'mailWorkbench.account.showTranscript',
  clearCache: 'mailWorkbench.account.clearCache',
  retry: retryCommand,
  refresh: retryCommand,
};
