// Words for what accounts deal with, in the user's language.

import { env, ExtensionKind, l10n, UIKind } from 'vscode';
import type { CancellationToken } from 'vscode';

import type { ConnectionSecurity } from '../mail/account.ts';
import { templateOf } from '../mail/faultDetails.ts';
import { faults } from '../mail/faults.ts';
import type { Cancellation } from '../mail/mailStore.ts';
import { shownText } from '../mail/shownText.ts';
import type { KnownFault } from './faultOf.ts';
import type { CheckName } from './network.ts';
import type { LoginAdvice } from './proposal.ts';

/** The sentence of a failure; details come from servers and are cut and cleaned of what would confuse. */
export function faultSentence({ code, details }: KnownFault): string {
  return l10n.t(faults[code].sentence, ...details.map(detailText));
}

/** A detail in the user's language where it is ours, else as a server said it. */
function detailText(text: string): string {
  const known = templateOf(text);
  return known ? l10n.t(known.template, ...known.args.map(clean)) : clean(text);
}

/** A text of a server in one line, with what cannot be seen named. */
export function clean(text: string): string {
  return shownText(text, MAX_SHOWN);
}

export function securityName(security: ConnectionSecurity): string {
  switch (security) {
    case 'tls':
      return 'TLS';
    case 'starttls':
      return 'STARTTLS';
    case 'none':
      return l10n.t('no encryption');
  }
}

export function checkWords(name: CheckName): string {
  switch (name) {
    case 'name':
      return l10n.t('The name of the server is known');
    case 'port':
      return l10n.t('The server answers on its port');
    case 'tls':
      return l10n.t('The connection is encrypted');
    case 'certificate':
      return l10n.t('The certificate is good');
    case 'login':
      return l10n.t('The login is accepted');
  }
}

/** What to know before one types a password. */
export function adviceWords(advice: LoginAdvice | undefined, provider = ''): string | undefined {
  switch (advice) {
    case undefined:
      return undefined;
    case 'appPassword':
      return l10n.t(
        '{0} wants an app password, which its web page makes: the usual password does not work.',
        provider,
      );
    case 'enableAccess':
      return l10n.t(
        '{0} allows mail programs only once you have switched that on in its settings.',
        provider,
      );
    case 'bridge':
      return l10n.t('The password is the one that Proton Mail Bridge shows, which must run on this machine.');
    case 'signInOnly':
      return l10n.t('{0} takes no passwords of mail programs: sign in instead.', provider);
    case 'ownPassword':
      return l10n.t('{0} has a password of its own for mail programs, set in its customer centre.', provider);
  }
}

/** Which machine opens the connections: the one that the extension runs on. */
export function placeWords(kind: ExtensionKind): string {
  if (env.remoteName !== undefined && kind === ExtensionKind.Workspace) {
    return l10n.t('from the remote machine {0}', env.remoteName);
  }
  return env.uiKind === UIKind.Web
    ? l10n.t('from the machine that serves this editor')
    : l10n.t('from this computer');
}

/** VS Code's way to cancel as ours. */
export function cancellable(token: CancellationToken): Cancellation {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return { signal: controller.signal };
}

const MAX_SHOWN = 300;
