// Signs in with a code that is typed on any device (RFC 8628).

import { setTimeout as wait } from 'node:timers/promises';

import * as oauth4 from 'oauth4webapi';

import type { OAuthSettings } from '../../mail/account.ts';
import type { Cancellation } from '../../mail/mailStore.ts';
import type { SignInDialog, TokenSet } from '../network.ts';
import { inWords, refusal } from './issuer.ts';
import type { IssuerSession } from './issuer.ts';
import { tokensOf } from './tokens.ts';

/** True where the issuer offers it, and for mail. */
export function allowsDevice({ server }: IssuerSession): boolean {
  return (
    server.device_authorization_endpoint !== undefined &&
    !WITHOUT_MAIL.has(server.issuer) &&
    (server.grant_types_supported?.includes(GRANT) ?? true)
  );
}

/** Rejects with `sign-in-refused`, also when the code expires, and where the signal aborts. */
export async function signInByDevice(
  { server, client, authentication, options }: IssuerSession,
  { scopes = [] }: OAuthSettings,
  user: string,
  dialog: SignInDialog,
  { signal }: Cancellation,
): Promise<TokenSet> {
  return inWords(user, async () => {
    const parameters = new URLSearchParams(scopes.length > 0 ? { scope: scopes.join(' ') } : {});
    const asked = await oauth4.deviceAuthorizationRequest(
      server,
      client,
      authentication,
      parameters,
      options,
    );
    const device = await oauth4.processDeviceAuthorizationResponse(server, client, asked);
    dialog.showCode(device.user_code, device.verification_uri);
    // RFC 8628: five seconds where nothing is said.
    let interval = device.interval ?? 5;
    for (let left = device.expires_in; left > 0; left -= interval) {
      await wait(interval * 1000, undefined, { signal });
      const response = await oauth4.deviceCodeGrantRequest(
        ...([server, client, authentication, device.device_code, options] as const),
      );
      const tokens = await oauth4.processDeviceCodeResponse(server, client, response).catch(pending);
      if (tokens === 'slow_down') interval += 5;
      else if (tokens !== 'authorization_pending') return tokensOf(tokens, Date.now());
    }
    throw refusal(user, 'expired_token');
  });
}

/** RFC 8628: these two say that one has to go on asking. */
function pending(error: unknown): 'slow_down' | 'authorization_pending' {
  if (error instanceof oauth4.ResponseBodyError) {
    if (error.error === 'slow_down' || error.error === 'authorization_pending') return error.error;
  }
  throw error;
}

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
/** developers.google.com/identity/protocols/oauth2/limited-input-device: scopes of Gmail are not allowed. */
const WITHOUT_MAIL: ReadonlySet<string> = new Set(['https://accounts.google.com']);
