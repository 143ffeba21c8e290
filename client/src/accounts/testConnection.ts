// Tests an account's server and says in words how far it came, with what can be done about it.

import { l10n, ProgressLocation, window } from 'vscode';

import type { AccountSettings, ServerRole } from '../mail/account.ts';
import type { FaultAction } from '../mail/faults.ts';
import type { AccountNetwork, Diagnosis, Login } from './network.ts';
import { cancellable, checkWords, clean, faultSentence } from './words.ts';

/** What the user wants after a failed test. */
export type TestChoice = 'retry' | 'change' | 'save' | 'trustCertificate' | 'enterPassword' | 'signIn';

/** Connects and logs in, with progress; undefined where the user has stopped it. */
export async function testServer(
  account: AccountSettings,
  login: Login,
  network: AccountNetwork,
  role: ServerRole = 'incoming',
): Promise<Diagnosis | undefined> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Testing the connection to {0}', clean(account[role]?.host ?? account.name)),
    cancellable: true,
  };
  return window.withProgress(options, async (_, token) => {
    const diagnosis = await network
      .diagnose(account, login, cancellable(token), role)
      .catch((error: unknown) => {
        if (token.isCancellationRequested) return undefined;
        throw error;
      });
    return token.isCancellationRequested ? undefined : diagnosis;
  });
}

/**
 * Shows what a failed test has found out.
 * @param choices what is offered; what the failure does not call for is left out.
 */
export async function explainFailure(
  diagnosis: Diagnosis,
  choices: readonly TestChoice[],
): Promise<TestChoice | undefined> {
  const { fault } = diagnosis;
  if (!fault) return undefined;
  const called: ReadonlySet<FaultAction> = new Set(fault.actions);
  const offered = choices.filter((choice) => ALWAYS.has(choice) || called.has(choice as FaultAction));
  const words = choiceWords();
  const chosen = await window.showWarningMessage(
    faultSentence(fault),
    { modal: true, detail: diagnosisText(diagnosis) },
    ...offered.map((choice) => words[choice]),
  );
  return offered.find((choice) => words[choice] === chosen);
}

/** The checks, a line each, and what was found out besides. */
export function diagnosisText({ checks, advice }: Diagnosis): string {
  const mark = { passed: '✓', failed: '✗', 'not reached': '–' } as const;
  const lines = checks.map(({ name, outcome }) => `${mark[outcome]} ${checkWords(name)}`);
  const found = advice ? ['', l10n.t(advice.sentence, ...advice.details.map(clean))] : [];
  return [...lines, ...found].join('\n');
}

function choiceWords(): Readonly<Record<TestChoice, string>> {
  return {
    retry: l10n.t('Try Again'),
    change: l10n.t('Change Settings'),
    save: l10n.t('Save Anyway'),
    trustCertificate: l10n.t('Look at the Certificate'),
    enterPassword: l10n.t('Enter Password'),
    signIn: l10n.t('Sign In'),
  };
}

const ALWAYS: ReadonlySet<TestChoice> = new Set(['retry', 'change', 'save']);
