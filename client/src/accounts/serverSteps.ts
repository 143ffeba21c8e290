// Questions for a server that nobody knows but the user.

import { l10n } from 'vscode';

import type { ConnectionSecurity, ServerSettings } from '../mail/account.ts';
import type { AddContext } from './addContext.ts';
import type { Draft } from './draft.ts';
import { askLogin } from './loginSteps.ts';
import { addressHalves } from './proposal.ts';
import { plainIsWanted, portRows, USUAL_PORTS, wrongPort } from './portChoice.ts';
import type { PortChoice } from './portChoice.ts';
import { isHost } from './settings.ts';
import type { Step } from './wizard.ts';

export function askProtocol(context: AddContext): Step<Draft> {
  return async (draft, ask) => {
    const answer = await ask.pick<'imap' | 'pop3'>({
      prompt: l10n.t('Which protocol does the server speak?'),
      following: 6,
      rows: [
        { label: 'IMAP', detail: l10n.t('The mail stays on the server, in folders.'), value: 'imap' },
        { label: 'POP3', detail: l10n.t('One list of messages, which are fetched.'), value: 'pop3' },
      ],
    });
    if (typeof answer === 'string') return answer;
    return { next: askHost(context), state: { ...draft, kind: answer.value } };
  };
}

function askHost(context: AddContext): Step<Draft> {
  return async (draft, ask) => {
    const domain = addressHalves(draft.address)?.domain;
    const answer = await ask.text({
      prompt: l10n.t('Name of the server. It is reached {0}.', context.place),
      placeholder: domain === undefined ? '' : `${protocolOf(draft)}.${domain}`,
      following: 5,
      value: draft.incoming?.host ?? '',
      wrong: (text) => (isHost(text.trim()) ? undefined : l10n.t('Write a name, as imap.example.org.')),
    });
    if (typeof answer === 'string') return answer;
    const host = answer.value.trim();
    return { next: askPort(context), state: withServer(draft, { host }) };
  };
}

function askPort(context: AddContext): Step<Draft> {
  return async (draft, ask) => {
    const host = draft.incoming?.host ?? '';
    const answer = await ask.pick<PortChoice | ConnectionSecurity>({
      prompt: l10n.t('How does {0} make connections safe?', host),
      following: 4,
      rows: portRows(protocolOf(draft), context.network?.().isLoopback(host) ?? false),
    });
    if (typeof answer === 'string') return answer;
    if (typeof answer.value === 'string') {
      const state = withServer(draft, { security: answer.value });
      return { next: askOtherPort(context), state };
    }
    if (answer.value.security === 'none' && !(await plainIsWanted(host))) {
      return { next: askPort(context), state: draft };
    }
    return { next: askUser(context), state: withServer(draft, answer.value) };
  };
}

function askOtherPort(context: AddContext): Step<Draft> {
  return async (draft, ask) => {
    const { host = '', security = 'tls' } = draft.incoming ?? {};
    const answer = await ask.text({
      prompt: l10n.t('Port of {0}', host),
      following: 4,
      value: String(draft.incoming?.port ?? USUAL_PORTS[protocolOf(draft)][security]),
      wrong: wrongPort,
    });
    if (typeof answer === 'string') return answer;
    if (security === 'none' && !(await plainIsWanted(host))) return 'back';
    return { next: askUser(context), state: withServer(draft, { port: Number(answer.value) }) };
  };
}

function askUser(context: AddContext): Step<Draft> {
  return async (draft, ask) => {
    const known = draft.incoming?.user ?? '';
    const answer = await ask.text({
      prompt: l10n.t('Name that you log in with at {0}', draft.incoming?.host ?? ''),
      following: 3,
      value: known === '' ? draft.address : known,
      wrong: (text) => (text.trim() === '' ? l10n.t('Servers ask for a name.') : undefined),
    });
    if (typeof answer === 'string') return answer;
    return { next: askLogin(context), state: withServer(draft, { user: answer.value.trim() }) };
  };
}

function protocolOf({ kind }: Draft): 'imap' | 'pop3' {
  return kind === 'pop3' ? 'pop3' : 'imap';
}

function withServer(draft: Draft, change: Partial<ServerSettings>): Draft {
  const unknown: ServerSettings = { host: '', port: 993, security: 'tls', user: '', login: 'password' };
  return { ...draft, incoming: { ...unknown, ...draft.incoming, ...change } };
}
