// End to end: remote images that are allowed for a sender: in all of its messages, for no other, until that is taken back.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';

import { eventually, useSession } from './harness.ts';
import { PreviewFrame } from './previewFrame.ts';
import type { Workbench } from './workbench.ts';

/** What was asked of the server with the images. */
const asked: string[] = [];
const server = createServer(({ url = '' }, response) => {
  asked.push(url);
  response.setHeader('content-type', 'image/gif');
  response.end(Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64'));
});
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
after(() => server.close());

function message(from: string, picture: string): string {
  return [
    ...[`From: ${from}`, 'Subject: Pictures', 'MIME-Version: 1.0', 'Content-Type: text/html', ''],
    `<p>Look</p><img src="${origin}/${picture}" width=20 height=20>`,
    '',
  ].join('\r\n');
}

const ANN = 'Ann <Ann@example.com>';
const test = useSession({
  files: {
    'first.eml': message(ANN, 'first'),
    'second.eml': message('ann@EXAMPLE.com', 'second'),
    'third.eml': message(ANN, 'third'),
    'fourth.eml': message(ANN, 'fourth'),
    'fifth.eml': message(ANN, 'fifth'),
    'bob.eml': message('Bob <bob@example.com>', 'bob'),
    'alike.eml': message('"ann@example.com" <eve@evil.example>', 'alike'),
    'both.eml': message('ann@example.com, bob@example.com', 'both'),
  },
});

test('always for this sender: from the next message on, and for nobody else', async ({ workbench }) => {
  await workbench.openFile('first.eml');
  const preview = await PreviewFrame.beside(workbench);
  await preview.page.getByRole('button', { name: 'Always for ann@example.com' }).click();
  await loaded('/first');
  await preview.page.getByText('Remote images are loaded: 1.').waitFor();
  await workbench.command('View: Close All Editors');
  await show(workbench, 'second.eml', 'loaded');
  await loaded('/second');
  for (const other of ['bob.eml', 'alike.eml', 'both.eml']) await show(workbench, other, 'not loaded');
  assert.deepEqual(asked, ['/first', '/second']);
});

test('nothing is offered for a sender that is not clear', async ({ workbench }) => {
  for (const other of ['alike.eml', 'both.eml']) {
    await workbench.openFile(other);
    const preview = await PreviewFrame.beside(workbench);
    await preview.page.getByRole('button', { name: 'Load Remote Images' }).waitFor();
    assert.equal(await preview.page.getByRole('button', { name: /^Always/ }).count(), 0);
    await workbench.command('View: Close All Editors');
  }
});

test('the window loaded anew still knows, until it is taken back', async ({ workbench }) => {
  await workbench.reload();
  await show(workbench, 'third.eml', 'loaded', 'No Longer for ann@example.com');
  await loaded('/third');
  await show(workbench, 'fourth.eml', 'not loaded');
  await workbench.reload();
  asked.length = 0;
  // What was open may be open again.
  await workbench.command('View: Close All Editors');
  await show(workbench, 'fifth.eml', 'not loaded');
  assert.deepEqual(asked, []);
});

/** Previews a message, whose images are said to be loaded or not; then presses a button, and waits until they are not. */
async function show(workbench: Workbench, name: string, what: string, press?: string): Promise<void> {
  await workbench.openFile(name);
  const preview = await PreviewFrame.beside(workbench);
  const words = what === 'loaded' ? 'Remote images are loaded: 1.' : 'Remote images that are not loaded: 1.';
  await preview.page.getByText(words).waitFor();
  if (press !== undefined) {
    await preview.page.getByRole('button', { name: press }).click();
    await preview.page.getByText('Remote images that are not loaded: 1.').waitFor();
  }
  await workbench.command('View: Close All Editors');
}

async function loaded(url: string): Promise<void> {
  await eventually(
    () => Promise.resolve([...asked]),
    (all) => all.includes(url),
  );
}
