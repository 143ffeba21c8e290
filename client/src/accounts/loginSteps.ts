// Questions on how one logs in at a new account: with a password, or by signing in.

import { l10n, ThemeIcon } from 'vscode';

import type { AddContext } from './addContext.ts';
import { withLogin } from './draft.ts';
import type { Draft } from './draft.ts';
import { askNext } from './outgoingSteps.ts';
import { microsoftToken } from './oauth/microsoft.ts';
import { askIssuer } from './oauth/client.ts';
import { signedIn } from './oauth/signIn.ts';
import { adviceWords } from './words.ts';
import type { Row, Step } from './wizard.ts';

type Way = 'password' | 'microsoft' | 'issuer';

/** A choice where there is one, else the password. */
export function askLogin(context: AddContext): Step<Draft> {
  return async (draft, ask) => {
    const rows = loginRows(draft);
    const [only] = rows;
    // A step that asks nothing must not stand in the way back.
    if (rows.length === 1 && only?.value === 'password') return askPassword(context)(draft, ask);
    const answer = await ask.pick<Way>({
      prompt: l10n.t('How do you log in at {0}?', draft.incoming?.host ?? ''),
      following: 2,
      rows,
    });
    if (typeof answer === 'string') return answer;
    switch (answer.value) {
      case 'password':
        return { next: askPassword(context), state: draft };
      case 'issuer':
        return { next: askClient(context), state: draft };
      case 'microsoft': {
        const oauth = { ...draft.oauth, provider: 'microsoft' } as const;
        const accessToken = await microsoftToken(oauth, draft.incoming?.user, true);
        if (accessToken === undefined) return { next: askLogin(context), state: draft };
        return {
          next: askNext(draft, context),
          state: { ...withLogin(draft, 'oauth', { accessToken }), oauth },
        };
      }
    }
  };
}

function loginRows({ advice, oauth, proposals, provider }: Draft): readonly Row<Way>[] {
  const password: Row<Way> = {
    label: l10n.t('Password'),
    ...detail(adviceWords(advice, provider)),
    iconPath: new ThemeIcon('key'),
    value: 'password',
  };
  const microsoft: Row<Way> = {
    label: l10n.t('Sign In at Microsoft'),
    detail: l10n.t('With the accounts of VS Code.'),
    iconPath: new ThemeIcon('account'),
    value: 'microsoft',
  };
  const issuer: Row<Way> = {
    label: l10n.t('Sign In in the Browser'),
    detail: l10n.t('OAuth 2.0, with a client id that you have registered at the provider.'),
    iconPath: new ThemeIcon('account'),
    value: 'issuer',
  };
  if (oauth?.provider === 'microsoft') return [microsoft];
  if (oauth) return [password, issuer];
  // A provider of our table that has no sign-in takes passwords; of other servers nobody knows.
  return proposals.some(({ source }) => source === 'preset') && provider !== undefined
    ? [password]
    : [password, issuer, microsoft];
}

function detail(text: string | undefined): { detail?: string } {
  return text === undefined ? {} : { detail: text };
}

function askPassword(context: AddContext): Step<Draft> {
  return async (draft, ask) => {
    const advice = adviceWords(draft.advice, draft.provider);
    const asked = l10n.t(
      'Password of {0}. It is kept in the secret storage of VS Code.',
      draft.incoming?.user ?? '',
    );
    const answer = await ask.text({
      prompt: advice === undefined ? asked : `${asked} ${advice}`,
      placeholder: l10n.t('leave it empty to be asked later'),
      following: draft.outgoing ? 1 : 4,
      password: true,
      value: draft.login.password ?? '',
      wrong: (text) => (/[\r\n\0]/.test(text) ? l10n.t('A password has no line end.') : undefined),
    });
    if (typeof answer === 'string') return answer;
    const login = answer.value === '' ? {} : { password: answer.value };
    return { next: askNext(draft, context), state: withLogin(draft, 'password', login) };
  };
}

function askClient(context: AddContext): Step<Draft> {
  return async (draft) => {
    const client = await askIssuer(draft.oauth);
    if (!client || !context.network) return 'back';
    const { oauth, clientSecret } = client;
    const user = draft.incoming?.user ?? draft.address;
    const tokens = await signedIn({ oauth, user, clientSecret }, context.network(), context.remote);
    if (!tokens) return 'back';
    const login = { tokens, ...(clientSecret === undefined ? {} : { clientSecret }) };
    return { next: askNext(draft, context), state: { ...withLogin(draft, 'oauth', login), oauth } };
  };
}
