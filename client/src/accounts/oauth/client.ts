// Asks for the client that the user has registered at an issuer of tokens.

import { l10n } from 'vscode';

import type { OAuthSettings } from '../../mail/account.ts';
import { runWizard } from '../wizard.ts';
import type { Outcome, Step, TextQuestion } from '../wizard.ts';

/** A client that the user has registered at an issuer. */
export interface OAuthClient {
  readonly oauth: OAuthSettings;
  readonly clientSecret: string | undefined;
}

interface ClientDraft {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: string;
}

/** Asks for what is not known of the client; undefined where the user went away. */
export async function askIssuer(known: OAuthSettings | undefined): Promise<OAuthClient | undefined> {
  const draft: ClientDraft = {
    issuer: known?.issuer ?? '',
    clientId: known?.clientId ?? '',
    clientSecret: '',
    scopes: (known?.scopes ?? []).join(' '),
  };
  // An issuer that is known brings its scopes along.
  const first = known?.issuer === undefined ? issuerStep : clientIdStep(known.scopes !== undefined);
  const told = await runWizard(l10n.t('Sign In in the Browser'), first, draft);
  if (!told) return undefined;
  const scopes = told.scopes.split(/\s+/).filter((scope) => scope !== '');
  const { issuer, clientId, clientSecret } = told;
  return {
    oauth: { provider: 'issuer', issuer, clientId, ...(scopes.length > 0 ? { scopes } : {}) },
    clientSecret: clientSecret === '' ? undefined : clientSecret,
  };
}

/** The host of an address, for sentences. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

/** Asks for one member of the draft. */
function member(
  key: keyof ClientDraft,
  question: (draft: ClientDraft) => TextQuestion,
  then: (draft: ClientDraft) => Outcome<ClientDraft>,
): Step<ClientDraft> {
  return async (draft, ask) => {
    const answer = await ask.text({ value: draft[key], ...question(draft) });
    return typeof answer === 'string' ? answer : then({ ...draft, [key]: answer.value.trim() });
  };
}

const scopesStep = member(
  'scopes',
  () => ({
    prompt: l10n.t('Scopes that the mail server asks for, with spaces between them.'),
    placeholder: 'mail offline_access',
    following: 0,
  }),
  (done) => ({ done }),
);

function secretStep(last: boolean): Step<ClientDraft> {
  return member(
    'clientSecret',
    () => ({
      prompt: l10n.t('Client secret. Leave it empty where the provider has given none.'),
      password: true,
      following: last ? 0 : 1,
    }),
    (state) => (last ? { done: state } : { next: scopesStep, state }),
  );
}

function clientIdStep(scopesKnown: boolean): Step<ClientDraft> {
  return member(
    'clientId',
    ({ issuer }) => ({
      prompt: l10n.t('Client id that you have registered at {0}, for a desktop application.', hostOf(issuer)),
      following: scopesKnown ? 1 : 2,
      wrong: (text) =>
        text.trim() === '' ? l10n.t('The provider gives one to whoever registers.') : undefined,
    }),
    (state) => ({ next: secretStep(scopesKnown), state }),
  );
}

const issuerStep = member(
  'issuer',
  () => ({
    prompt: l10n.t('Address of the issuer, which tells its endpoints below /.well-known.'),
    placeholder: 'https://auth.example.org',
    following: 3,
    wrong: (text) =>
      URL.canParse(text.trim()) && /^https?:$/.test(new URL(text.trim()).protocol)
        ? undefined
        : l10n.t('Write an address, as https://auth.example.org.'),
  }),
  (state) => ({ next: clientIdStep(false), state }),
);
