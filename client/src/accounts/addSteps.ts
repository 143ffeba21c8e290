// The first questions for a new account: whose address or which folder, and which servers.

import type { Uri } from 'vscode';
import { l10n, ProgressLocation, QuickPickItemKind, ThemeIcon, window } from 'vscode';

import type { AccountKind } from '../mail/account.ts';
import type { AddContext } from './addContext.ts';
import { withProposal } from './draft.ts';
import type { Draft } from './draft.ts';
import { faultOf } from './faultOf.ts';
import { askLogin } from './loginSteps.ts';
import { presetProposals } from './presets.ts';
import { addressHalves } from './proposal.ts';
import type { Proposal } from './proposal.ts';
import { askName } from './nameStep.ts';
import { askProtocol } from './serverSteps.ts';
import { cancellable, faultSentence, securityName } from './words.ts';
import type { Outcome, Row, Step } from './wizard.ts';

type LocalKind = Exclude<AccountKind, 'imap' | 'pop3'>;
type Start = { readonly address: string } | { readonly local: LocalKind };

/** The first step: an address, or a kind of store that needs none. */
export function askAddress(context: AddContext): Step<Draft> {
  return async (draft, ask) => {
    const answer = await ask.pick<Start>({
      prompt: context.network
        ? l10n.t('Type your address, as anna@example.org')
        : l10n.t('In the browser no mail server can be reached: choose a store.'),
      following: 3,
      value: draft.address,
      rows: (typed) => [...(context.network ? addressRows(typed, context.place) : []), ...localRows(context)],
    });
    if (typeof answer === 'string') return answer;
    if ('local' in answer.value) {
      return localStore({ ...draft, address: '', kind: answer.value.local }, context);
    }
    const address = answer.value.address;
    const proposals = presetProposals(address);
    const state = { ...draft, address, proposals };
    return { next: proposals.length > 0 ? chooseServer(context) : offerLookUp(context), state };
  };
}

function addressRows(typed: string, place: string): readonly Row<Start | undefined>[] {
  const address = typed.trim();
  // It must stay visible whatever the filter makes of it.
  const shown = {
    alwaysShow: true,
    iconPath: new ThemeIcon('mail'),
    detail: l10n.t('Its server is reached {0}.', place),
  };
  const separator = {
    label: l10n.t('without a server'),
    kind: QuickPickItemKind.Separator,
    value: undefined,
  };
  if (address === '') {
    return [{ label: l10n.t('Type a mail address'), value: undefined, ...shown }, separator];
  }
  return addressHalves(address)
    ? [{ label: l10n.t('Continue with {0}', address), value: { address }, ...shown }, separator]
    : [{ label: address, description: l10n.t('is no address yet'), value: undefined, ...shown }, separator];
}

function localRows({ hasNode }: AddContext): readonly Row<Start>[] {
  const rows: readonly (Row<Start> & { readonly node: boolean })[] = [
    row('folder', 'files', l10n.t('Folder of .eml Files'), l10n.t('each file a message'), false),
    row('maildir', 'folder-library', l10n.t('Maildir'), l10n.t('a folder with cur, new and tmp'), true),
    row('mbox', 'archive', l10n.t('Mbox File'), l10n.t('all messages in one file'), true),
    row('demo', 'beaker', l10n.t('Demo Account'), l10n.t('sample messages, no server'), false),
  ];
  return rows.filter(({ node }) => hasNode || !node);
}

function row(
  local: LocalKind,
  icon: string,
  label: string,
  description: string,
  node: boolean,
): Row<Start> & { readonly node: boolean } {
  return { label, description, iconPath: new ThemeIcon(icon), value: { local }, node };
}

async function localStore(draft: Draft, context: AddContext): Promise<Outcome<Draft>> {
  if (draft.kind === 'demo') return { done: { ...draft, id: DEMO, name: l10n.t('Demo') } };
  const file = draft.kind === 'mbox';
  const [chosen] =
    (await window.showOpenDialog({
      canSelectFiles: file,
      canSelectFolders: !file,
      title: file ? l10n.t('Choose an Mbox File') : l10n.t('Choose the Folder of the Mailbox'),
      openLabel: l10n.t('Choose'),
    })) ?? [];
  // Asked again from the first step on.
  if (!chosen) return { next: askAddress(context), state: draft };
  return { next: askName, state: { ...draft, path: pathOf(chosen) } };
}

/** A file's path as one writes it; anything else keeps its scheme. */
function pathOf(uri: Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}

/** Asks before anything is asked of anybody. */
function offerLookUp(context: AddContext): Step<Draft> {
  return async (draft, ask) => {
    const domain = addressHalves(draft.address)?.domain ?? '';
    const answer = await ask.pick<'look up' | 'by hand'>({
      prompt: l10n.t('The settings of {0} are not known. Look them up?', domain),
      following: 3,
      rows: [
        {
          label: l10n.t('Look Up the Settings'),
          detail: l10n.t(
            'Asks the DNS for the mail servers of {0}, and the web servers autoconfig.{0} and {0}; the address is sent to nobody.',
            domain,
          ),
          iconPath: new ThemeIcon('search'),
          value: 'look up',
        },
        {
          label: l10n.t('Enter the Servers by Hand'),
          detail: l10n.t('Asks nobody.'),
          iconPath: new ThemeIcon('edit'),
          value: 'by hand',
        },
      ],
    });
    if (typeof answer === 'string') return answer;
    if (answer.value === 'by hand') return { next: askProtocol(context), state: draft };
    const proposals = await lookedUp(draft.address, context);
    return {
      next: proposals.length > 0 ? chooseServer(context) : askProtocol(context),
      state: { ...draft, proposals },
    };
  };
}

async function lookedUp(address: string, { network }: AddContext): Promise<readonly Proposal[]> {
  if (!network) return [];
  const domain = addressHalves(address)?.domain ?? '';
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Looking up the mail servers of {0}', domain),
    cancellable: true,
  };
  const found = await window.withProgress(options, (_, token) =>
    network()
      .discover(address, cancellable(token))
      .catch((error: unknown) => {
        const fault = faultOf(error);
        if (fault) void window.showWarningMessage(faultSentence(fault));
        return [];
      }),
  );
  if (found.length === 0) {
    void window.showInformationMessage(
      l10n.t('Nothing was found for {0}: enter the servers by hand.', domain),
    );
  }
  return found;
}

function chooseServer(context: AddContext): Step<Draft> {
  return async (draft, ask) => {
    const rows = draft.proposals.map((proposal) => ({
      label: `${proposal.provider ?? addressHalves(draft.address)?.domain ?? ''} ${proposal.kind.toUpperCase()}`,
      description: `${proposal.incoming.host}:${proposal.incoming.port} ${securityName(proposal.incoming.security)}`,
      detail: sourceOf(proposal),
      iconPath: new ThemeIcon('server'),
      value: proposal,
    }));
    const byHand: Row<Proposal | 'by hand'> = {
      label: l10n.t('Enter the Servers by Hand'),
      iconPath: new ThemeIcon('edit'),
      value: 'by hand',
    };
    const answer = await ask.pick<Proposal | 'by hand'>({
      prompt: l10n.t('Which server? IMAP leaves the mail on the server, with its folders.'),
      following: 2,
      rows: [...rows, byHand],
    });
    if (typeof answer === 'string') return answer;
    if (answer.value === 'by hand') return { next: askProtocol(context), state: draft };
    return { next: askLogin(context), state: withProposal(draft, answer.value) };
  };
}

function sourceOf({ source, help }: Proposal): string {
  switch (source) {
    case 'preset':
      return help === undefined
        ? l10n.t('known here')
        : l10n.t('known here, from {0}', new URL(help).hostname);
    case 'autoconfig':
      return l10n.t('found at the web server of the domain');
    case 'srv':
      return l10n.t('found in the DNS');
  }
}

/** The one demo account there is. */
const DEMO = 'demo';
