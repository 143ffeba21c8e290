// End to end: help while one writes a message, and while one reads one: what a user types, presses and sees.
import assert from 'node:assert/strict';

import { eventually, useSession } from './harness.ts';

const DRAFT = `From: Ada <ada@example.org>
To: Bob <bob@example.net>
Subject: Draft
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8


Hello
`;

const PARTS = `Received: from a.example.org (a.example.org [192.0.2.1])
	by mx.example.net with ESMTPS id 2; Fri, 06 Dec 2024 10:30:09 +0100
Received: from [198.51.100.7] by a.example.org with ESMTPSA id 1;
	Fri, 06 Dec 2024 10:30:02 +0100
From: Ada <ada@example.org>
To: Bob <bob@example.net>
Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=
Date: Fri, 06 Dec 2024 10:30:00 +0100
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: multipart/related; boundary="old"; type="text/html"

--old
Content-Type: text/html; charset=utf-8

<img src="cid:dot@example.org" alt="">
--old
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-ID: <dot@example.org>
Content-Disposition: inline; filename=dot.png

iVBORw0KGgoAAAANSUhEUgAAADAAAAAgAQMAAABuGmlfAAAABlBMVEUfOnju8vwjAOF3AAAAYUlE
QVR42q3FoQ3AIBAF0KuqacICTVihsoKE0WiCYC42KRucPEH4Pc7h+8wjWuxQL22zh67ZQXcCxknB
AxIoOoA7xQI0rQJZY8BpkobXupeowTFmpVk1W+ws8VaPlvqrxQcJroGOXWXgxQAAAABJRU5ErkJg
gg==
--old--
`;

/** Three faults that have one right answer each. */
const FAULTY = `From: Ada <ada@example.org>
To: Bob <bob@example.net>
Subject: faults
Date: Wed, 06 Dec 2024 10:30:00 +0100
Message-ID: 1@example.org
Content-Type: multipart/mixed; boundary=b

--b

one
`;
const MENDED = `From: Ada <ada@example.org>
To: Bob <bob@example.net>
Subject: faults
Date: Fri, 06 Dec 2024 10:30:00 +0100
Message-ID: <1@example.org>
`;

const test = useSession({
  files: {
    'draft.eml': DRAFT,
    'parts.eml': PARTS,
    'linked.eml': PARTS,
    'faulty.eml': FAULTY,
    'cte.eml': FAULTY,
  },
  settings: { 'editor.linkedEditing': true },
});

test('field names are suggested, the missing ones first', async ({ workbench }) => {
  await workbench.openFile('draft.eml');
  await workbench.goTo({ line: 6, column: 1 });
  const labels = await eventually(
    async () => {
      // Until the server has started only the snippets are there.
      await workbench.page.keyboard.press('Escape');
      return workbench.completions();
    },
    (found) => found.includes('Date'),
  );
  assert.deepEqual(labels.slice(0, 1), ['Date'], labels.join(' '));
  assert.ok(!labels.includes('Subject'), 'what may stand only once is there');
  await workbench.acceptCompletion('Date');
  assert.match(await workbench.visibleText(), /^Date: $/m);
});

test('media types and charsets are suggested where they stand', async ({ workbench }) => {
  await workbench.openFile('draft.eml');
  await workbench.goTo({ line: 5, column: 'Content-Type: text/pl'.length + 1 });
  assert.ok((await workbench.completions()).includes('text/plain'));
  await workbench.page.keyboard.press('Escape');
  await workbench.goTo({ line: 5, column: 'Content-Type: text/plain; charset=u'.length + 1 });
  const charsets = await workbench.completions();
  assert.ok(
    charsets.some((label) => label.toLowerCase() === 'utf-8'),
    charsets.join(' '),
  );
  await workbench.page.keyboard.press('Escape');
});

test('"Fix all" applies what is safe, and leaves nothing for a second run', async ({ workbench }) => {
  await workbench.openFile('faulty.eml');
  await workbench.squiggles('error').first().waitFor();
  await workbench.sourceAction('Fix all');
  await workbench.squiggles('error').first().waitFor({ state: 'detached' });
  const text = await eventually(
    () => workbench.visibleText(),
    (shown) => shown.startsWith(MENDED),
  );
  assert.ok(text.startsWith(MENDED), text);
  assert.match(text, /^MIME-Version: 1\.0$/m);
  assert.match(text, /^--b--$/m);
  await workbench.squiggles('warning').first().waitFor({ state: 'detached' });
});

test('one fix from the light bulb leaves the other faults', async ({ workbench }) => {
  await workbench.openFile('cte.eml');
  await workbench.squiggles('error').first().waitFor();
  await workbench.goTo({ line: 5, column: 14 });
  await workbench.applyCodeAction('angle brackets');
  const text = await eventually(
    () => workbench.visibleText(),
    (shown) => shown.includes('Message-ID: <1@example.org>'),
  );
  assert.match(text, /^Message-ID: <1@example\.org>$/m);
  assert.match(text, /^Date: Wed/m);
});

test('a boundary gets another name in the header and in all delimiter lines', async ({ workbench }) => {
  await workbench.openFile('parts.eml');
  await workbench.goTo({ line: 17, column: 4 });
  const input = await workbench.rename();
  assert.equal(await input.inputValue(), 'old');
  await input.fill('a new one');
  await workbench.page.keyboard.press('Enter');
  const text = await eventually(
    () => workbench.visibleText(),
    (shown) => shown.includes('--a new one--'),
  );
  assert.match(text, /boundary="a new one"/);
  assert.equal(text.match(/^--a new one(?:--)?$/gm)?.length, 3, text);
  assert.doesNotMatch(text, /old/);
  await workbench.undo();
});

test('typing in a boundary changes its other places too', async ({ workbench }) => {
  await workbench.openFile('linked.eml');
  const linked = workbench.page.locator('.linked-editing-decoration').first();
  // The server may still be starting: the editor asks again when the cursor moves.
  for (let attempt = 1; attempt < 10 && !(await linked.isVisible()); attempt++) {
    await workbench.goTo({ line: 13, column: 3 + (attempt % 2) });
    await linked.waitFor({ timeout: 2000 }).catch(() => undefined);
  }
  await workbench.goTo({ line: 13, column: 6 });
  await linked.waitFor();
  await workbench.page.keyboard.type('er');
  const text = await eventually(
    () => workbench.visibleText(),
    (shown) => shown.includes('--older--'),
  );
  assert.match(text, /boundary="older"/);
  assert.equal(text.match(/^--older(?:--)?$/gm)?.length, 3, text);
  assert.doesNotMatch(text, /old\b/);
});

test('a hop tells who took the message over, with the delay', async ({ workbench }) => {
  await workbench.openFile('parts.eml');
  const hover = await workbench.hover({ line: 2, column: 8 });
  assert.match(hover, /Hop 2 of 2/);
  assert.match(hover, /mx\.example\.net/);
  assert.match(hover, /7 s(?:econds)? after the hop before/);
  await workbench.page.keyboard.press('Escape');
});

test('a picture shows in the hover of its part', async ({ workbench }) => {
  await workbench.openFile('parts.eml');
  const hover = await workbench.hover({ line: 23, column: 5 });
  assert.match(hover, /image\/png/);
  const pictures = await workbench.hoverPictures();
  assert.ok(
    pictures.every((address) => address.startsWith('data:image/png;base64,')),
    pictures.join(' '),
  );
  await workbench.page.keyboard.press('Escape');
});

test('decoded words and the delays of hops stand between the text', async ({ workbench }) => {
  await workbench.openFile('parts.eml');
  const text = await eventually(
    () => workbench.visibleText(),
    (shown) => /Gr=C3=BC=C3=9Fe\?=.*Grüße/.test(shown),
  );
  assert.match(text, /^Subject: =\?UTF-8\?Q\?Gr=C3=BC=C3=9Fe\?=.*Grüße/m);
  assert.match(text, /10:30:09 \+0100.*7 s/);
});

test('a content id leads to its part', async ({ workbench }) => {
  await workbench.openFile('parts.eml');
  const at = await workbench.definition({ line: 16, column: '<img src="cid:d'.length + 1 });
  assert.match(at, /^Ln 20,/);
});
