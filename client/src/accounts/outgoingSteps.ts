// Questions for the server that mail is sent by, where nothing has named it.

import { l10n, ThemeIcon } from 'vscode';

import type { ConnectionSecurity, ServerSettings } from '../mail/account.ts';
import type { AddContext } from './addContext.ts';
import type { Draft } from './draft.ts';
import { askName } from './nameStep.ts';
import { plainIsWanted, portRows, USUAL_PORTS, wrongPort } from './portChoice.ts';
import type { PortChoice } from './portChoice.ts';
import { addressHalves } from './proposal.ts';
import { isHost } from './settings.ts';
import type { Step } from './wizard.ts';

/** What follows the login: the outgoing server where it is not known, then the name. */
export function askNext(draft: Draft, context: AddContext): Step<Draft> {
  return draft.proposals.length > 0 && draft.outgoing ? askName : askOutgoing(context);
}

/** Which server; none where the user sends no mail. */
export function askOutgoing(context: AddContext): Step<Draft> {
  return async (draft, ask) => {
    const domain = addressHalves(draft.address)?.domain;
    const answer = await ask.text({
      prompt: l10n.t('Name of the server that mail is sent by; leave it empty to send no mail.'),
      placeholder: domain === undefined ? '' : `smtp.${domain}`,
      following: 3,
      value: draft.outgoing?.host ?? '',
      wrong: (text) =>
        text.trim() === '' || isHost(text.trim()) ? undefined : l10n.t('Write a name, as smtp.example.org.'),
    });
    if (typeof answer === 'string') return answer;
    const host = answer.value.trim();
    if (host === '') {
      const { outgoing: _, ...rest } = draft;
      return { next: askName, state: rest };
    }
    return { next: askOutgoingPort(context), state: withOutgoing(draft, { host }) };
  };
}

function askOutgoingPort(context: AddContext): Step<Draft> {
  return async (draft, ask) => {
    const host = draft.outgoing?.host ?? '';
    const answer = await ask.pick<PortChoice | ConnectionSecurity>({
      prompt: l10n.t('How does {0} make connections safe?', host),
      following: 2,
      rows: portRows('smtp', context.network?.().isLoopback(host) ?? false),
    });
    if (typeof answer === 'string') return answer;
    if (typeof answer.value === 'string') {
      return { next: askOtherPort(context), state: withOutgoing(draft, { security: answer.value }) };
    }
    if (answer.value.security === 'none' && !(await plainIsWanted(host))) {
      return { next: askOutgoingPort(context), state: draft };
    }
    return { next: askOutgoingLogin, state: withOutgoing(draft, answer.value) };
  };
}

function askOtherPort(context: AddContext): Step<Draft> {
  return async (draft, ask) => {
    const { host = '', security = 'tls' } = draft.outgoing ?? {};
    const answer = await ask.text({
      prompt: l10n.t('Port of {0}', host),
      following: 2,
      value: String(USUAL_PORTS.smtp[security]),
      wrong: wrongPort,
    });
    if (typeof answer === 'string') return answer;
    const state = withOutgoing(draft, { port: Number(answer.value) });
    if (security === 'none' && !(await plainIsWanted(host))) {
      return { next: askOutgoingPort(context), state: draft };
    }
    return { next: askOutgoingLogin, state };
  };
}

type Way = 'same' | 'own' | 'none';

const askOutgoingLogin: Step<Draft> = async (draft, ask) => {
  const host = draft.outgoing?.host ?? '';
  const { user = '', login = 'password' } = draft.incoming ?? {};
  const answer = await ask.pick<Way>({
    prompt: l10n.t('How do you log in at {0}?', host),
    following: 1,
    rows: [
      {
        label: l10n.t('As at the Incoming Server'),
        description: user,
        iconPath: new ThemeIcon('key'),
        value: 'same',
      },
      { label: l10n.t('With Another Name and Password'), iconPath: new ThemeIcon('key'), value: 'own' },
      { label: l10n.t('Without a Login'), iconPath: new ThemeIcon('unlock'), value: 'none' },
    ],
  });
  if (typeof answer === 'string') return answer;
  const { outgoingPassword: _, ...shared } = draft.login;
  const state = { ...draft, login: shared };
  switch (answer.value) {
    case 'same':
      return { next: askName, state: withOutgoing(state, { user, login }) };
    case 'none':
      return { next: askName, state: withOutgoing(state, { user: '', login: 'none' }) };
    case 'own':
      return { next: askOutgoingUser, state: withOutgoing(state, { login: 'password' }) };
  }
};

const askOutgoingUser: Step<Draft> = async (draft, ask) => {
  const { host = '', user = '' } = draft.outgoing ?? {};
  const answer = await ask.text({
    prompt: l10n.t('Name that you log in with at {0}', host),
    following: 2,
    value: user === '' ? draft.address : user,
    wrong: (text) => (text.trim() === '' ? l10n.t('Servers ask for a name.') : undefined),
  });
  if (typeof answer === 'string') return answer;
  return { next: askOutgoingPassword, state: withOutgoing(draft, { user: answer.value.trim() }) };
};

const askOutgoingPassword: Step<Draft> = async (draft, ask) => {
  const answer = await ask.text({
    prompt: l10n.t(
      'Password of {0}. It is kept in the secret storage of VS Code.',
      draft.outgoing?.user ?? '',
    ),
    placeholder: l10n.t('leave it empty to be asked later'),
    following: 1,
    password: true,
    value: draft.login.outgoingPassword ?? '',
    wrong: (text) => (/[\r\n\0]/.test(text) ? l10n.t('A password has no line end.') : undefined),
  });
  if (typeof answer === 'string') return answer;
  const { outgoingPassword: _, ...shared } = draft.login;
  const login = answer.value === '' ? shared : { ...shared, outgoingPassword: answer.value };
  return { next: askName, state: { ...draft, login } };
};

function withOutgoing(draft: Draft, change: Partial<ServerSettings>): Draft {
  const unknown: ServerSettings = { host: '', port: 465, security: 'tls', user: '', login: 'password' };
  return { ...draft, outgoing: { ...unknown, ...draft.outgoing, ...change } };
}
