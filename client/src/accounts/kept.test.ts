// Small decisions: which proxy, which accounts are gone for good, when a token is renewed, what the settings of a draft are.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { settingsOf, withLogin, withProposal } from './draft.ts';
import type { Draft } from './draft.ts';
import { needsRefresh, readTokens, tokensOf } from './oauth/tokens.ts';
import { isNamed, missingIds, orphans } from './orphans.ts';
import { presetProposals } from './presets.ts';
import { proxyFor } from './proxyFor.ts';

const none = { own: undefined, proxy: '', support: 'override', without: [] };

for (const [what, settings, environment, expected] of [
  ['nothing is set', none, {}, undefined],
  ['the editor has one', { ...none, proxy: 'http://p:1' }, {}, 'http://p:1'],
  ['the account has its own', { ...none, own: 'socks5://s:1', proxy: 'http://p:1' }, {}, 'socks5://s:1'],
  ['the account wants none', { ...none, own: 'none', proxy: 'http://p:1' }, {}, undefined],
  ['the editor has switched it off', { ...none, proxy: 'http://p:1', support: 'off' }, {}, undefined],
  ['the environment has one', none, { HTTPS_PROXY: 'http://e:1' }, 'http://e:1'],
  ['the host is exempt', { ...none, proxy: 'http://p:1', without: ['.example.org'] }, {}, undefined],
  ['another host is exempt', { ...none, proxy: 'http://p:1', without: ['ample.org'] }, {}, 'http://p:1'],
  ['the environment exempts all', none, { https_proxy: 'http://e:1', no_proxy: 'a, *' }, undefined],
] as const) {
  test(`proxy: ${what}`, () => {
    assert.equal(proxyFor('imap.example.org', settings, environment), expected);
  });
}

test('an account is forgotten an hour after it was first missed, not at once', () => {
  const since = new Map([
    ['old', 0],
    ['young', 3_000_000],
    ['new', NaN],
  ]);
  const found = orphans(['old', 'young', 'new'], since, 3_600_000, 3_600_000);
  assert.deepEqual(found, { expired: ['old'], fresh: ['new'] });
});

const own = new Set(['a', 'b']);
for (const [what, value, expected] of [
  ['gone from the settings', [{ id: 'b' }], ['a']],
  ['all gone', [], ['a', 'b']],
  ['no setting', undefined, ['a', 'b']],
  ['an entry that is no account any more', [{ id: 'a', kind: 'nonsense' }, { id: 'b' }], []],
  ['an entry without an id', [{ id: 'b' }, { kind: 'imap' }], []],
  ['settings that are no list', { a: 1 }, []],
] as const) {
  test(`missing accounts: ${what}`, () => {
    assert.deepEqual(missingIds(['a', 'b', 'of another profile'], own, value), expected);
  });
}

test('an account is there while an entry has its id, whatever else the entry says', () => {
  assert.equal(isNamed([{ id: 'a', kind: 'nonsense' }], 'a'), true);
  assert.equal(isNamed([{ id: 'b' }], 'a'), false);
  assert.equal(isNamed(undefined, 'a'), false);
  assert.equal(isNamed([{ kind: 'imap' }], 'a'), true, 'it may be this one');
});

test('tokens are read as they were written; anything else is none', () => {
  const tokens = tokensOf({ access_token: 'a', expires_in: 60, refresh_token: 'r' }, 1000);
  assert.deepEqual(tokens, { accessToken: 'a', refreshToken: 'r', expires: 61_000 });
  assert.deepEqual(readTokens(JSON.stringify(tokens)), tokens);
  for (const text of [undefined, '', 'null', '{', '{}', '{"accessToken":""}', '[]']) {
    assert.equal(readTokens(text), undefined);
  }
});

test('a token is renewed two minutes before its end; a refresh token that is not replaced stays', () => {
  const tokens = { accessToken: 'a', refreshToken: 'r', expires: 1_000_000 };
  assert.equal(needsRefresh(tokens, 870_000), false);
  assert.equal(needsRefresh(tokens, 881_000), true);
  assert.equal(tokensOf({ access_token: 'b' }, 0, tokens).refreshToken, 'r');
  assert.equal(tokensOf({ access_token: 'b' }, 0).expires, 3_600_000);
});

test('the settings of a draft hold nothing of what one logs in with', () => {
  const empty: Draft = {
    id: 'x',
    address: 'anna@gmail.com',
    proposals: [],
    kind: 'imap',
    login: {},
    name: '',
  };
  const [proposal] = presetProposals('anna@gmail.com');
  assert.ok(proposal);
  const draft = withLogin(withProposal(empty, proposal), 'password', {
    password: 'hunter2',
    clientSecret: 'hunter3',
  });
  const settings = settingsOf(draft);
  assert.doesNotMatch(JSON.stringify(settings), /hunter/);
  assert.equal(settings.name, 'anna@gmail.com');
  assert.equal(settings.oauth, undefined);
  assert.equal(settingsOf(withLogin(draft, 'oauth', {})).oauth?.issuer, 'https://accounts.google.com');
});
