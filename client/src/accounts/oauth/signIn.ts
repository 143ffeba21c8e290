// Asks for the user's OAuth client, and signs in with it: in the browser, by a pasted address, or by a code.

import { env, l10n, ProgressLocation, Uri, window } from 'vscode';

import type { OAuthSettings } from '../../mail/account.ts';
import { faultOf } from '../faultOf.ts';
import type { AccountNetwork, SignInDialog, SignInWay, TokenSet } from '../network.ts';
import { cancellable, clean, faultSentence } from '../words.ts';

/** A client that the user has registered at an issuer. */
export interface OAuthClient {
  readonly oauth: OAuthSettings;
  readonly clientSecret: string | undefined;
}

/** Asks for what is not known of the client; undefined where the user went away. */
export async function askIssuer(known: OAuthSettings | undefined): Promise<OAuthClient | undefined> {
  const issuer = known?.issuer ?? (await askedIssuer());
  if (issuer === undefined) return undefined;
  const clientId = await window.showInputBox({
    title: l10n.t('Sign In in the Browser'),
    prompt: l10n.t('Client id that you have registered at {0}, for a desktop application.', hostOf(issuer)),
    value: known?.clientId ?? '',
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' ? l10n.t('The provider gives one to whoever registers.') : undefined,
  });
  if (clientId === undefined) return undefined;
  const clientSecret = await window.showInputBox({
    title: l10n.t('Sign In in the Browser'),
    prompt: l10n.t('Client secret. Leave it empty where the provider has given none.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (clientSecret === undefined) return undefined;
  const scopes = known?.scopes ?? (await askedScopes());
  if (scopes === undefined) return undefined;
  return {
    oauth: {
      provider: 'issuer',
      issuer,
      clientId: clientId.trim(),
      ...(scopes.length > 0 ? { scopes } : {}),
    },
    clientSecret: clientSecret === '' ? undefined : clientSecret,
  };
}

async function askedIssuer(): Promise<string | undefined> {
  const issuer = await window.showInputBox({
    title: l10n.t('Sign In in the Browser'),
    prompt: l10n.t('Address of the issuer, which tells its endpoints below /.well-known.'),
    placeHolder: 'https://auth.example.org',
    ignoreFocusOut: true,
    validateInput: (text) =>
      URL.canParse(text.trim()) && /^https?:$/.test(new URL(text.trim()).protocol)
        ? undefined
        : l10n.t('Write an address, as https://auth.example.org.'),
  });
  return issuer?.trim();
}

async function askedScopes(): Promise<readonly string[] | undefined> {
  const scopes = await window.showInputBox({
    title: l10n.t('Sign In in the Browser'),
    prompt: l10n.t('Scopes that the mail server asks for, with spaces between them.'),
    placeHolder: 'mail offline_access',
    ignoreFocusOut: true,
  });
  return scopes?.split(/\s+/).filter((scope) => scope !== '');
}

/** Signs in. Tells the user what went wrong; undefined then, and where he went away. */
export async function signedIn(
  { oauth, user, clientSecret }: OAuthClient & { readonly user: string },
  network: AccountNetwork,
  remote: boolean,
): Promise<TokenSet | undefined> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Waiting for your sign-in at {0}', hostOf(oauth.issuer ?? '')),
    cancellable: true,
  };
  try {
    return await window.withProgress(options, async (_, token) => {
      const cancel = cancellable(token);
      const way = await chosenWay(await network.signInWays(oauth, remote, cancel));
      if (way === undefined) return undefined;
      const request = { oauth, user, way, ...(clientSecret === undefined ? {} : { clientSecret }) };
      return network.signIn(request, dialog, cancel);
    });
  } catch (error) {
    const fault = faultOf(error);
    if (fault) void window.showErrorMessage(faultSentence(fault));
    else if (!(error instanceof Error && error.name === 'AbortError')) throw error;
    return undefined;
  }
}

async function chosenWay(ways: readonly SignInWay[]): Promise<SignInWay | undefined> {
  if (ways.length <= 1) return ways[0];
  const words: Readonly<Record<SignInWay, readonly [string, string]>> = {
    loopback: [l10n.t('Sign In in the Browser'), l10n.t('The browser tells the editor when you are done.')],
    paste: [
      l10n.t('Sign In and Paste the Address'),
      l10n.t('For a remote window: the last address of the browser is pasted here.'),
    ],
    device: [l10n.t('Sign In with a Code'), l10n.t('The code is typed at a page, on any device.')],
  };
  const rows = ways.map((way) => ({ label: words[way][0], detail: words[way][1], way }));
  const chosen = await window.showQuickPick(rows, {
    title: l10n.t('How do you want to sign in?'),
    ignoreFocusOut: true,
  });
  return chosen?.way;
}

const dialog: SignInDialog = {
  openPage: async (address) => {
    await env.openExternal(Uri.parse(address, true));
  },
  pasteAddress: async () =>
    window.showInputBox({
      title: l10n.t('Paste the Address'),
      prompt: l10n.t(
        'Once you have signed in, the browser shows a page that cannot be reached: paste its whole address here.',
      ),
      placeHolder: 'http://127.0.0.1/?code=…',
      ignoreFocusOut: true,
      validateInput: (text) =>
        URL.canParse(text.trim()) ? undefined : l10n.t('Paste the whole address, from http on.'),
    }),
  showCode: (code, page) => {
    const copy = l10n.t('Copy Code and Open Page');
    const message = l10n.t('Type the code {0} at {1} to sign in.', clean(code), clean(page));
    void window.showInformationMessage(message, copy).then(async (chosen) => {
      if (chosen !== copy) return;
      await env.clipboard.writeText(code);
      await env.openExternal(Uri.parse(page, true));
    });
  },
};

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
