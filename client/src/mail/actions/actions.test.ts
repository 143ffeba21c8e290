// Moves, deletions, undo and marks, on stores that only number what they are given.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Folder, MailStore, MessageId } from '../mailStore.ts';
import { deliverAll } from './delivery.ts';
import { changedFlags, isKeyword, keywordChange } from './keywords.ts';
import { keyOf } from './messageKey.ts';
import { copyAll, expungeAll, moveAll, piecesOf, without } from './moves.ts';
import { isAbort } from './outcome.ts';
import { deletionOf, trashOf } from './trash.ts';
import { copiesAway, stepsBack, UndoStack } from './undoStack.ts';
import { goBack } from './wayBack.ts';

const go = { signal: new AbortController().signal };

function id(uid: string, folder = 'INBOX'): MessageId {
  return { folder, validity: '1', uid };
}

function folder(path: string, specialUse?: string): Folder {
  const special = specialUse === undefined ? {} : { specialUse };
  return { id: path, path: path.split('/'), subscribed: true, selectable: true, ...special };
}

/** Moves by giving new numbers from 100 on; `fails` is the call that does not come about. */
function movingStore(
  fails = Infinity,
): Pick<MailStore, 'move' | 'copy' | 'expunge'> & { readonly log: string[] } {
  let next = 100;
  const log: string[] = [];
  const place = (ids: readonly MessageId[], to: string): Promise<MessageId[]> => {
    log.push(`${ids.map(({ uid }) => uid).join(',')} -> ${to}`);
    if (log.length >= fails) return Promise.reject(new Error('the connection broke'));
    return Promise.resolve(ids.map(() => id(String(next++), to)));
  };
  return {
    log,
    move: place,
    copy: place,
    expunge: async (ids) => {
      await place(ids, 'nowhere');
    },
  };
}

test('a move goes folder by folder, and leaves what is there already', async () => {
  const store = movingStore();
  const { done } = await moveAll(store, [id('1'), id('2', 'Work'), id('3'), id('4', 'Trash')], 'Trash', go);
  assert.deepEqual(store.log, ['1,3 -> Trash', '2 -> Trash']);
  assert.deepEqual(
    done.map(({ from, to }) => `${from.uid} ${to?.uid ?? ''}`),
    ['1 100', '3 101', '2 102'],
  );
});

test('a move of many is done in pieces, and tells how far it is', async () => {
  const ids = Array.from({ length: 450 }, (_, index) => id(String(index)));
  const told: string[] = [];
  const { done } = await moveAll(movingStore(), ids, 'Work', go, (now, of) => told.push(`${now} of ${of}`));
  assert.equal(done.length, 450);
  assert.deepEqual(told, ['200 of 450', '400 of 450', '450 of 450']);
  assert.deepEqual(
    piecesOf(ids).map(({ length }) => length),
    [200, 200, 50],
  );
});

test('what was moved before a failure is told, with the failure', async () => {
  const ids = [id('1'), id('2', 'Work'), id('3', 'Lists')];
  const { done, error } = await moveAll(movingStore(2), ids, 'Trash', go);
  assert.deepEqual(
    done.map(({ from }) => from.uid),
    ['1'],
  );
  assert.match(String(error), /the connection broke/);
});

test('who gives up stops a copy between two pieces', async () => {
  const stop = new AbortController();
  const ids = Array.from({ length: 300 }, (_, index) => id(String(index)));
  const { done, error } = await copyAll(movingStore(), ids, 'Work', stop, () => stop.abort());
  assert.equal(done.length, 200);
  assert.equal((error as Error).name, 'AbortError');
});

test('expunging names each message once', async () => {
  const store = movingStore();
  const { done } = await expungeAll(store, [id('1', 'Trash'), id('7', 'Trash')], go);
  assert.deepEqual(store.log, ['1,7 -> nowhere']);
  assert.equal(done.length, 2);
});

test('deleted messages go to the Trash, but from the Trash and from folders in it they go for good', () => {
  const folders = [folder('INBOX'), folder('Bin', '\\Trash'), folder('Bin/Old'), folder('Trash')];
  const { trash, toTrash, forGood } = deletionOf(
    [id('1'), id('2', 'Bin'), id('3', 'Bin/Old'), id('4', 'Trash')],
    folders,
  );
  assert.equal(trash?.id, 'Bin');
  assert.deepEqual(
    [toTrash.map(({ uid }) => uid), forGood.map(({ uid }) => uid)],
    [
      ['1', '4'],
      ['2', '3'],
    ],
  );
});

test('without a Trash, messages go for good', () => {
  assert.deepEqual(deletionOf([id('1')], [folder('INBOX')]).forGood, [id('1')]);
});

for (const [paths, expected] of [
  [['INBOX', 'Trash'], 'Trash'],
  [['INBOX', 'INBOX/Trash'], 'INBOX/Trash'],
  [['INBOX', 'Deleted Items'], 'Deleted Items'],
  [['INBOX', 'Projects/Trash'], undefined],
] as const) {
  test(`among ${paths.join(', ')} the Trash is ${expected ?? 'none'}`, () => {
    assert.equal(trashOf(paths.map((path) => folder(path)))?.id, expected);
  });
}

test('the newest move is undone first, folder by folder', () => {
  const stack = new UndoStack();
  const placed = [
    { from: id('1'), to: id('10', 'Trash') },
    { from: id('2', 'Work'), to: id('11', 'Trash') },
    // The server did not say where this one is: there is no way back.
    { from: id('3'), to: undefined },
  ];
  assert.equal(
    stack.push({ kind: 'move', steps: stepsBack('a', [{ from: id('9'), to: id('90', 'X') }]) }),
    true,
  );
  assert.equal(stack.push({ kind: 'delete', steps: stepsBack('a', placed) }), true);
  assert.equal(stack.push({ kind: 'delete', steps: stepsBack('a', placed.slice(2)) }), false);
  assert.deepEqual(
    stack
      .pop()
      ?.steps.map(({ folder: to, messages }) => `${to ?? ''}: ${messages.map(({ now }) => now.uid).join()}`),
    ['INBOX: 10', 'Work: 11'],
  );
  assert.equal(stack.pop()?.kind, 'move');
  assert.equal(stack.pop(), undefined);
});

test('a message that went back has another id, which older entries take over', () => {
  const stack = new UndoStack();
  stack.push({ kind: 'move', steps: stepsBack('a', [{ from: id('1'), to: id('10', 'Work') }]) });
  stack.renamed('a', [{ from: id('10', 'Work'), to: id('12', 'Work') }]);
  assert.deepEqual(stack.last?.steps[0]?.messages, [
    { now: id('12', 'Work'), was: id('1'), subject: undefined },
  ]);
  stack.renamed('b', [{ from: id('12', 'Work'), to: id('13', 'Work') }]);
  assert.deepEqual(stack.pop()?.steps[0]?.messages, [
    { now: id('12', 'Work'), was: id('1'), subject: undefined },
  ]);
});

test('an account that is gone takes its ways back along', () => {
  const stack = new UndoStack();
  const placed = [{ from: id('1'), to: id('10', 'Work') }];
  stack.push({ kind: 'move', steps: [copiesAway('b', placed), ...stepsBack('a', placed)] });
  stack.forget('b');
  assert.equal(stack.last, undefined);
});

test('a copy in another account keeps flags and date, but not what concerns the original alone', async () => {
  const stored: unknown[] = [];
  const source = {
    read: () => ReadableStream.from([Buffer.from('Subject: a\n'), Buffer.from('\r\nb\r\n')]),
  };
  const target = {
    capabilities: { folders: true, flags: true, move: true, append: true, search: true, watch: true },
    append: (...[to, octets, flags, , received]: Parameters<MailStore['append']>) => {
      stored.push([to, Buffer.from(octets).toString(), flags, received]);
      return Promise.resolve(id('5', to));
    },
  };
  const message = {
    id: id('1'),
    flags: new Set(['\\Seen', '\\Recent', '\\Deleted', '$Work']),
    date: 86_400_000,
    size: 17,
  };
  const { done } = await deliverAll(source, [message], { store: target, folder: 'Archive', wire: true }, go);
  assert.deepEqual(stored, [['Archive', 'Subject: a\r\n\r\nb\r\n', ['\\Seen', '$Work'], 86_400_000]]);
  assert.deepEqual(done, [{ from: id('1'), to: id('5', 'Archive') }]);
});

test('what was not looked at stays: keywords that only some messages have', () => {
  const before = { all: new Set(['$Work']), some: new Set(['$Later']) };
  assert.deepEqual(keywordChange(before, new Set(['$Later', 'new'])), {
    add: ['$Later', 'new'],
    remove: ['$Work'],
  });
  assert.deepEqual(keywordChange(before, new Set(['$Work'])), { add: [], remove: [] });
});

test('flags are one whatever their case', () => {
  const flags = changedFlags(new Set(['\\Seen', '$work']), {
    add: ['\\Flagged'],
    remove: ['$Work', '\\SEEN'],
  });
  assert.deepEqual([...flags], ['\\Flagged']);
});

for (const [word, expected] of [
  ['$Work', true],
  ['to-do', true],
  ['two words', false],
  ['star*', false],
  ['\\Seen', false],
  ['naïve', false],
  ['', false],
] as const) {
  test(`"${word}" is ${expected ? 'a' : 'no'} keyword`, () => {
    assert.equal(isKeyword(word), expected);
  });
}

test('the undo of a move to another account takes away the copies alone whose originals came back', async () => {
  const stack = new UndoStack();
  const trashed = [
    { from: id('1'), to: id('10', 'Trash') },
    { from: id('2'), to: id('11', 'Trash') },
  ];
  const copies = [
    { from: id('1'), to: id('1', 'Archive') },
    { from: id('2'), to: id('2', 'Archive') },
  ];
  stack.push({ kind: 'move', steps: [...stepsBack('a', trashed), copiesAway('b', copies)] });
  const [back, away] = stack.pop()?.steps ?? [];
  assert.ok(back && away);
  // Somebody has emptied the Trash of 11: the server answers OK all the same, and names it nowhere.
  const store = movingStore();
  const emptied = {
    ...store,
    move: async (ids: readonly MessageId[], to: string) =>
      (await store.move(ids, to, go)).map((now, index) => (ids[index]?.uid === '11' ? undefined : now)),
  };
  const returned = new Set<string>();
  const { done } = await goBack(emptied, back, returned, go);
  assert.deepEqual(
    done.map(({ message, to }) => [message.was.uid, to?.uid]),
    [
      ['1', '100'],
      ['2', undefined],
    ],
  );
  await goBack(store, away, returned, go);
  assert.deepEqual(store.log, ['10,11 -> INBOX', '1 -> nowhere']);
});

test('without its original a copy stays, also where the undo is tried again', async () => {
  const store = movingStore();
  const away = copiesAway('b', [{ from: id('1'), to: id('7', 'Archive') }]);
  assert.deepEqual((await goBack(store, away, new Set(), go)).done, []);
  assert.deepEqual(store.log, []);
  const stack = new UndoStack();
  stack.push({ kind: 'move', steps: [away], returned: new Set([keyOf(id('1'))]) });
  await goBack(store, away, new Set(stack.pop()?.returned), go);
  assert.deepEqual(store.log, ['7 -> nowhere']);
});

test('a further try is for what is not done, wherever it stands in the list', async () => {
  const ids = [id('1'), id('2', 'Work'), id('3'), id('2')];
  const { done } = await moveAll(movingStore(2), ids, 'Trash', go);
  const moved = done.map(({ from }) => from);
  assert.deepEqual(moved, [id('1'), id('3'), id('2')]);
  assert.deepEqual(
    without(ids, moved, (one) => one),
    [id('2', 'Work')],
  );
});

test('who gives up is told apart from what fails', () => {
  assert.equal(isAbort(AbortSignal.abort().reason), true);
  assert.equal(isAbort(new Error('the connection broke')), false);
});
