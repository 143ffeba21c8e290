// Signing in, renewing and signing out at an issuer on loopback.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MailError } from '../../mail/faults.ts';
import type { SignInDialog, TokenSet } from '../network.ts';
import { nodeNetwork } from '../nodeNetwork.ts';
import { clientAt, startLocalIssuer } from '../testing/localIssuer.ts';
import type { LocalIssuer } from '../testing/localIssuer.ts';

const network = nodeNetwork(() => undefined);
const cancel = { signal: new AbortController().signal };
const page = 'You are signed in.';
const user = 'anna@example.org';

/** The user's browser: follows redirections, and in a remote window the user pastes where they end. */
function browserAt(
  issuer: LocalIssuer,
  change: (back: URL) => URL = (back) => back,
): SignInDialog & { shown: string[] } {
  const shown: string[] = [];
  let last: URL | undefined;
  return {
    shown,
    openPage: async (address) => {
      last = change(await issuer.browse(address));
      if (last.port !== '') shown.push(await (await fetch(last)).text());
    },
    pasteAddress: () => Promise.resolve(last?.href),
    showCode: (code, place) => void shown.push(`${code} at ${place}`),
  };
}

function signIn(
  issuer: LocalIssuer,
  dialog: SignInDialog,
  way: 'loopback' | 'paste' | 'device',
): Promise<TokenSet> {
  const { clientSecret } = issuer.behaviour;
  const secret = clientSecret === undefined ? {} : { clientSecret };
  return network.signIn({ oauth: clientAt(issuer.issuer), user, way, page, ...secret }, dialog, cancel);
}

async function refused(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof MailError, String(error));
    return `${error.code}: ${error.details.join(' | ')}`;
  }
  return 'not refused';
}

test('with the browser: a code with PKCE comes back on loopback', async () => {
  await using issuer = await startLocalIssuer('anna');
  const browser = browserAt(issuer);
  const tokens = await signIn(issuer, browser, 'loopback');
  assert.equal(issuer.tokens.get(tokens.accessToken), 'anna');
  assert.deepEqual(browser.shown, [page]);
  assert.ok(tokens.expires > Date.now() + 3_500_000);
});

test('in a remote window the last address of the browser is pasted', async () => {
  await using issuer = await startLocalIssuer('anna');
  const tokens = await signIn(issuer, browserAt(issuer), 'paste');
  assert.equal(issuer.tokens.get(tokens.accessToken), 'anna');
});

test('a client with a secret sends it to the token endpoint only', async () => {
  await using issuer = await startLocalIssuer('anna');
  issuer.behaviour.clientSecret = 's3cret';
  const tokens = await signIn(issuer, browserAt(issuer), 'loopback');
  assert.ok(issuer.tokens.has(tokens.accessToken));
  issuer.behaviour.clientSecret = 'another';
  const old = network.refresh(clientAt(issuer.issuer), 's3cret', tokens, cancel);
  assert.match(await refused(old), /sign-in-refused: .*the client id, or its secret/);
});

test('an answer with a state of somebody else is not taken', async () => {
  await using issuer = await startLocalIssuer('anna');
  const forged = browserAt(issuer, (back) => {
    back.searchParams.set('state', 'forged');
    return back;
  });
  assert.match(await refused(signIn(issuer, forged, 'paste')), /sign-in-refused: anna@example.org .*state/);
  // On loopback the knock is answered with 404, and the waiting goes on.
  const stop = new AbortController();
  const request = { oauth: clientAt(issuer.issuer), user, way: 'loopback', page } as const;
  const knocking: SignInDialog = {
    ...forged,
    openPage: async (address) => {
      await forged.openPage(address);
      setTimeout(() => stop.abort(), 20);
    },
  };
  const waiting = network.signIn(request, knocking, { signal: stop.signal });
  await assert.rejects(waiting, { name: 'AbortError' });
  assert.deepEqual(forged.shown, ['']);
});

for (const [error, words] of [
  ['access_denied', 'access was not allowed there.'],
  ['invalid_scope', 'the scopes are not known there, or not allowed to this client.'],
  ['temporarily_unavailable', 'the issuer is overloaded: try again later.'],
] as const) {
  test(`fault 26: the issuer answers ${error}`, async () => {
    await using issuer = await startLocalIssuer('anna');
    issuer.behaviour.deny = error;
    assert.equal(
      await refused(signIn(issuer, browserAt(issuer), 'loopback')),
      `sign-in-refused: ${user} | ${words}`,
    );
  });
}

test('with a code: asked again while it is pending, and slower where that is wanted', async () => {
  await using issuer = await startLocalIssuer('anna');
  issuer.behaviour.pending = ['authorization_pending'];
  const browser = browserAt(issuer);
  const tokens = await signIn(issuer, browser, 'device');
  assert.equal(issuer.tokens.get(tokens.accessToken), 'anna');
  assert.deepEqual(browser.shown, [`WDJB-MJHT at ${issuer.issuer}/type`]);
});

test('a code is offered only where the issuer has it', async () => {
  await using issuer = await startLocalIssuer('anna');
  const oauth = clientAt(issuer.issuer);
  assert.deepEqual(await network.signInWays(oauth, false, cancel), ['loopback', 'device']);
  issuer.behaviour.device = false;
  assert.deepEqual(await network.signInWays(oauth, true, cancel), ['paste']);
});

test('a token is renewed, and its refresh token counts once', async () => {
  await using issuer = await startLocalIssuer('anna');
  const tokens = await signIn(issuer, browserAt(issuer), 'loopback');
  const oauth = clientAt(issuer.issuer);
  const renewed = await network.refresh(oauth, undefined, tokens, cancel);
  assert.notEqual(renewed.accessToken, tokens.accessToken);
  assert.equal(issuer.tokens.has(tokens.accessToken), false);
  assert.match(await refused(network.refresh(oauth, undefined, tokens, cancel)), /^token-expired/);
});

test('signing out takes the tokens back', async () => {
  await using issuer = await startLocalIssuer('anna');
  const tokens = await signIn(issuer, browserAt(issuer), 'loopback');
  await network.revoke(clientAt(issuer.issuer), undefined, tokens, cancel);
  assert.equal(issuer.tokens.size, 0);
});

test('no token is in an error', async () => {
  await using issuer = await startLocalIssuer('anna');
  const tokens = await signIn(issuer, browserAt(issuer), 'loopback');
  issuer.behaviour.tokenError = 'server_error';
  const error: unknown = await network
    .refresh(clientAt(issuer.issuer), undefined, tokens, cancel)
    .catch((e: unknown) => e);
  assert.ok(error instanceof MailError);
  assert.doesNotMatch(`${error.message} ${String(error.stack)} ${JSON.stringify(error)}`, /access-|refresh-/);
});

test('an issuer elsewhere in clear is not asked, and one that says nothing of itself is named', async () => {
  const elsewhere = { provider: 'issuer', issuer: 'http://auth.example.org', clientId: 'x' } as const;
  assert.match(await refused(network.signInWays(elsewhere, false, cancel)), /sign-in-refused|plain-refused/);
  const nothing = { provider: 'issuer', issuer: 'https://auth.example.org' } as const;
  assert.match(await refused(network.signInWays(nothing, false, cancel)), /sign-in-refused/);
});
