// End to end: the plain text of messages in a browser alone, where links are what names its scheme.
import assert from 'node:assert/strict';

import { useSession } from './harness.ts';
import { PreviewFrame } from './previewFrame.ts';
import { LINKED_TEXT, TEXT_BEHIND_HTML } from './previewTextCases.ts';

const test = useSession({
  files: { 'linked.eml': LINKED_TEXT, 'two.eml': TEXT_BEHIND_HTML },
  // The packaged extension as it is: by this the workbench runs its browser entry, as where there is no server.
  settings: { 'remote.extensionKind': { 'mail-workbench.mail-workbench': ['web'] } },
});

test('a text has its links there too, and stands among HTML as it was sent', async ({ workbench }) => {
  await workbench.openFile('linked.eml');
  const preview = await PreviewFrame.beside(workbench);
  const text = await preview.show('Text');
  await text.getByRole('link').first().waitFor();
  assert.deepEqual(await text.getByRole('link').allInnerTexts(), ['https://example.com/a?b=c']);
  await workbench.command('View: Close All Editors');
  await workbench.openFile('two.eml');
  const both = await PreviewFrame.beside(workbench);
  await both.message.locator('pre.mw-text').waitFor();
  assert.match(await both.html(), /First, as HTML[^]*Second, with www\.example\.org and <script>/);
  await workbench.command('View: Close All Editors');
});
