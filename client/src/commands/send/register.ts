// The commands that send, what stands above messages, and the reports.

import { Disposable, Uri, commands, l10n, window } from 'vscode';

import { tellFailure } from '../mailbox/underWay.ts';
import { check } from './check.ts';
import { checkCommand, resultCommand, sendCommand, sendToCommand } from './commands.ts';
import type { SendContext, SendPorts } from './context.ts';
import { SendLenses } from './lenses.ts';
import { ReportDocuments } from './reportDocuments.ts';
import { send } from './send.ts';
import { sendTo } from './sendTo.ts';
import { SentLog } from './sentLog.ts';
import { shownUri } from '../../bytes/shownUri.ts';

type Run = (context: SendContext, uri: Uri | undefined) => Promise<void>;

const COMMANDS: Readonly<Record<string, Run>> = {
  [sendCommand]: send,
  [sendToCommand]: sendTo,
  [checkCommand]: check,
  [resultCommand]: showResult,
};

export function registerSending(ports: SendPorts): Disposable {
  const reports = new ReportDocuments();
  const shown = {
    underWay: new Set<string>(),
    results: new Map<string, string>(),
    sent: new SentLog(ports.state),
  };
  const lenses = new SendLenses(shown);
  const context: SendContext = { ...ports, ...shown, reports, changed: () => lenses.update() };
  const registered = Object.entries(COMMANDS).map(([name, run]) =>
    commands.registerCommand(name, async (of?: unknown) => {
      const again = (): Promise<void> => run(context, addressOf(of));
      await again().catch((error: unknown) => tellFailure(error, undefined, again));
    }),
  );
  return Disposable.from(...registered, lenses, reports);
}

async function showResult({ results, reports }: SendContext, uri: Uri | undefined): Promise<void> {
  const address = (uri ?? window.activeTextEditor?.document.uri ?? shownUri())?.toString() ?? '';
  const report = results.get(address);
  if (report !== undefined) await reports.show(Uri.parse(report), true);
  else {
    void window.showInformationMessage(l10n.t('This message has not been sent since the window was opened.'));
  }
}

/** A menu gives an address, a report its text. */
function addressOf(of: unknown): Uri | undefined {
  if (of instanceof Uri) return of;
  return typeof of === 'string' ? Uri.parse(of) : undefined;
}
