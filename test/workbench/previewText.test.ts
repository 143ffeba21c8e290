// End to end: the plain text of messages, its links, and plain text among HTML.
import assert from 'node:assert/strict';

import { useSession } from './harness.ts';
import { PreviewFrame } from './previewFrame.ts';
import { LINKED_TEXT, TEXT_BEHIND_HTML, TWO_SENDERS } from './previewTextCases.ts';

const test = useSession({
  files: { 'linked.eml': LINKED_TEXT, 'two.eml': TEXT_BEHIND_HTML, 'senders.eml': TWO_SENDERS },
});

test('addresses of the web and of people are links, the text stands as it was sent', async ({
  workbench,
}) => {
  await workbench.openFile('linked.eml');
  const preview = await PreviewFrame.beside(workbench);
  const text = await preview.show('Text');
  const links = text.getByRole('link');
  await links.first().waitFor();
  const found = await links.evaluateAll((all) =>
    all.map((link) => [link.textContent, link.getAttribute('title')].join(' -> ')),
  );
  assert.deepEqual(found, [
    'https://example.com/a?b=c -> https://example.com/a?b=c',
    'www.example.org -> http://www.example.org',
    'ada@example.com -> mailto:ada@example.com',
  ]);
  assert.equal(
    await text
      .locator('.plain p')
      .last()
      .evaluate((line) => line.textContent),
    '  Write to ada@example.com, not to @ada: javascript:alert(1) is <b>no</b> README.md.',
  );
  await workbench.command('View: Close All Editors');
});

test('plain text behind HTML is shown with its links, and its markup as text', async ({ workbench }) => {
  await workbench.openFile('two.eml');
  const preview = await PreviewFrame.beside(workbench);
  const link = preview.message.locator('[data-link]');
  await link.waitFor();
  assert.equal(await link.getAttribute('title'), 'http://www.example.org/');
  const shown = await preview.html();
  assert.match(shown, /First, as HTML/);
  assert.match(shown, /Second, with www\.example\.org and <script>alert\(1\)<\/script>/);
  await workbench.command('View: Close All Editors');
});

test('a From that only other programs may read is told', async ({ workbench }) => {
  await workbench.openFile('senders.eml');
  const preview = await PreviewFrame.beside(workbench);
  const told = preview.page.locator('.summary li', { hasText: 'another sender' });
  await told.waitFor();
  assert.match(await told.innerText(), /another sender: boss@example\.org/);
  assert.match(await preview.page.locator('.summary .people').first().innerText(), /a@example\.com/);
  await workbench.command('View: Close All Editors');
});
