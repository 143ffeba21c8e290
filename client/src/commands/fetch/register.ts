// The commands that fetch: what each is called, and what it does to what is chosen in the view.

import { Disposable, commands } from 'vscode';

import type { MailboxNode } from '../../mailbox/nodes/node.ts';
import type { Clicked } from '../../mailbox/selection.ts';
import { chosenMessages } from '../mailbox/chosen.ts';
import { tellFailure } from '../mailbox/underWay.ts';
import { fetchByMessageId, fetchBySearch, fetchByUid } from './find.ts';
import { fetchNewMail, forgetFetches } from './newMail.ts';
import { openHeaders, openStructure, registerStructures } from './parts.ts';
import type { FetchContext } from './session.ts';

type Run = (context: FetchContext, nodes: readonly MailboxNode[]) => Promise<void>;

const COMMANDS: Readonly<Record<string, Run>> = {
  'mailWorkbench.fetch.newMail': fetchNewMail,
  'mailWorkbench.fetch.byMessageId': fetchByMessageId,
  'mailWorkbench.fetch.byUid': fetchByUid,
  'mailWorkbench.fetch.bySearch': fetchBySearch,
  'mailWorkbench.fetch.headers': (context, nodes) => openHeaders(context, chosenMessages(nodes)),
  'mailWorkbench.fetch.structure': (context, nodes) => openStructure(context, chosenMessages(nodes)),
};

export function registerFetching(context: FetchContext): Disposable {
  const registered = Object.entries(COMMANDS).map(([name, run]) =>
    commands.registerCommand(name, async (...args: Clicked<MailboxNode>) => {
      const chosen = context.mailbox.chosen(args);
      if (!chosen) return;
      const again = (): Promise<void> => run(context, chosen);
      await again().catch((error: unknown) => tellFailure(error, chosen[0]?.account, again));
    }),
  );
  return Disposable.from(...registered, forgetFetches(context), registerStructures());
}
