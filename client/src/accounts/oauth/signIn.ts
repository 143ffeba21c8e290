// Signs in with the user's OAuth client: in the browser, by a pasted address, or by a code.

import { env, l10n, ProgressLocation, Uri, window } from 'vscode';

import { faultOf } from '../faultOf.ts';
import type { AccountNetwork, SignInDialog, SignInWay, TokenSet } from '../network.ts';
import { cancellable, clean, faultSentence } from '../words.ts';
import { hostOf } from './client.ts';
import type { OAuthClient } from './client.ts';

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
      const page = l10n.t('You are signed in. This page can be closed.');
      const request = { oauth, user, way, page, ...(clientSecret === undefined ? {} : { clientSecret }) };
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
