// Which machine asks a server, in words: the user need not sit at it.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { ExtensionKind, UIKind, env } from '../testing/fakeEditor.ts';
import '../testing/withFakeEditor.ts';

const { placeWords } = await import('./words.ts');

type Kind = Parameters<typeof placeWords>[0];
const UI = ExtensionKind.UI as unknown as Kind;
const WORKSPACE = ExtensionKind.Workspace as unknown as Kind;

interface Case {
  readonly what: string;
  readonly remoteName?: string;
  readonly uiKind?: number;
  readonly kind: Kind;
  readonly words: string;
}

afterEach(() => Object.assign(env, { remoteName: undefined, uiKind: undefined }));

const cases: readonly Case[] = [
  { what: 'a desktop', kind: UI, words: 'from this computer' },
  {
    what: 'a window on a remote machine',
    ...{ remoteName: 'ssh-remote', kind: WORKSPACE },
    words: 'from the remote machine ssh-remote',
  },
  {
    what: 'the user’s side of such a window',
    ...{ remoteName: 'ssh-remote', kind: UI },
    words: 'from this computer',
  },
  {
    what: 'a browser',
    ...{ uiKind: UIKind.Web, kind: WORKSPACE },
    words: 'from the machine that serves this editor',
  },
];

for (const { what, remoteName, uiKind = UIKind.Desktop, kind, words } of cases) {
  test(`${what}: ${words}`, () => {
    Object.assign(env, { remoteName, uiKind });
    assert.equal(placeWords(kind), words);
  });
}
