// Takes the README's pictures from the real workbench into `docs/images/`: `npm run screenshots [-- NAME...]`.
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { Session, eventually } from '../test/workbench/harness.ts';
import { startMailServers } from '../test/servers/mailServers.ts';
import { MailboxView } from '../test/workbench/mailboxView.ts';
import type { Clip, Place, Workbench } from '../test/workbench/workbench.ts';
import { installCodeServer } from './lib/codeServer.ts';
import { demoAccount, serverAccounts } from './lib/demoAccounts.ts';
import { PASSWORD, sendingPictures } from './lib/sendingPictures.ts';
import type { Picture } from './lib/picture.ts';
import { packageExtension } from './lib/packagedExtension.ts';
import { previewKinds, previewPictures, takePreviews } from './lib/previewPictures.ts';
import { repositoryRoot, samplesFolder } from './lib/repository.ts';
import { ensureSystemPackages, mailServerNeeds, workbenchNeeds } from './lib/systemPackages.ts';

const IMAGES = path.join(repositoryRoot, 'docs', 'images');

/** Octets; a README has to load fast. */
const SIZE_LIMIT = 150 * 1024;

const SIZE = { width: 1200, height: 750 };

/** All but the lowest lines. */
const UPPER: Clip = { x: 0, y: 0, width: 1200, height: 640 };

/** Text of the editor, without the side bar. */
const EDITOR_ONLY: Clip = { x: 300, y: 0, width: 800, height: 470 };

const SETTINGS = {
  'editor.fontSize': 14,
  'editor.lineHeight': 27,
  'editor.renderLineHighlight': 'none',
  'editor.cursorBlinking': 'solid',
  'editor.occurrencesHighlight': 'off',
  'editor.selectionHighlight': false,
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'breadcrumbs.enabled': false,
  'editor.stickyScroll.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.navigationControl.enabled': false,
};

/** The view "Mail" with the demo account; it is reached by the activity bar. */
const WITH_MAIL = {
  'mailWorkbench.accounts': [demoAccount],
  'workbench.activityBar.location': 'default',
  'workbench.tree.enableStickyScroll': false,
};

const BAD_SAMPLE = 'eml/bad-header.eml';
const SAMPLE_OF_PARTS = 'eml/parts.eml';
const MAILBOX = 'mbox/three.mbox';
const SESSION = 'smtp/starttls-auth.smtp';
const BAD_SESSION = 'smtp/mistakes.smtp';
const IMAP_SESSION = 'imap/search-fetch-literals.imap';
const BAD_POP3_SESSION = 'pop3/mistakes.pop3';

/** The line, counted from 1, of the session whose hover is shown. */
const SESSION_LINE = 31;

/** A message that is being written. */
const DRAFT = 'draft.eml';
const DRAFT_LINES = [
  'From: Ann Example <ann@example.com>',
  'To: Bob Example <bob@example.net>',
  'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  '',
  'Hello Bob,',
  '',
];

/** A message of faults that have one right answer each. */
const TO_MEND = 'mend.eml';
const TO_MEND_LINES = [
  'Date: Wed, 06 Dec 2024 10:30:00 +0100',
  'From: Ann Example <ann@example.com>',
  'To: bob@example.net; carla@example.org',
  'Subject: Four faults and three more',
  'Message-ID: 4711@example.com',
  'Content-Type: multipart/mixed boundary=b1',
  '',
  '--b1',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'One equals sign = is not encoded.',
  '',
];

const PICTURES: readonly Picture[] = [
  {
    name: 'problems.png',
    async pose(workbench) {
      await openWithProblems(workbench);
      await workbench.problems();
    },
  },
  {
    // Not a date: what its hover says of its age would change with the day the picture is taken.
    name: 'hover.png',
    async pose(workbench) {
      await workbench.openFile(SAMPLE_OF_PARTS);
      await workbench.hover(await placeOf(SAMPLE_OF_PARTS, /^iVBORw0/, 12));
      await workbench.hoverPictures();
    },
  },
  {
    name: 'fix.png',
    async pose(workbench) {
      await openWithProblems(workbench);
      await workbench.goTo(await placeOf(BAD_SAMPLE, /^Date:/i, 'Date: '.length + 2));
      await workbench.codeActions();
    },
  },
  {
    name: 'fix-all-before.png',
    files: { [TO_MEND]: TO_MEND_LINES.join('\n') },
    clip: EDITOR_ONLY,
    async pose(workbench) {
      await openToMend(workbench);
    },
  },
  {
    name: 'fix-all.png',
    files: { [TO_MEND]: TO_MEND_LINES.join('\n') },
    clip: EDITOR_ONLY,
    async pose(workbench) {
      await openToMend(workbench);
      await workbench.sourceAction('Fix all');
      await workbench.squiggles('error').first().waitFor({ state: 'detached' });
      await workbench.squiggles('warning').first().waitFor({ state: 'detached' });
      await workbench.goTo({ line: 1, column: 1 });
    },
  },
  {
    name: 'completion.png',
    files: { [DRAFT]: DRAFT_LINES.join('\n') },
    async pose(workbench) {
      await workbench.openFile(DRAFT);
      const place = { line: DRAFT_LINES.indexOf('') + 1, column: 1 };
      await eventually(
        async () => {
          await workbench.page.keyboard.press('Escape');
          await workbench.goTo(place);
          return workbench.completions();
        },
        (labels) => labels.includes('Date'),
      );
      await workbench.showCompletionDetails();
    },
  },
  {
    name: 'rename.png',
    clip: EDITOR_ONLY,
    async pose(workbench) {
      await workbench.openFile(SAMPLE_OF_PARTS);
      await workbench.goTo(await placeOf(SAMPLE_OF_PARTS, /^--related/i, 6));
      const input = await workbench.rename();
      await input.fill('pictures');
    },
  },
  {
    name: 'outline.png',
    clip: UPPER,
    async pose(workbench) {
      await workbench.openFile(SAMPLE_OF_PARTS);
      await workbench.hideFiles();
      await eventually(
        () => workbench.outline(),
        (rows) => rows.length > 1,
      );
      await workbench.collapseOutlineRows('Header');
      // One folded part shows that parts fold; the rest stays readable.
      await workbench.goTo(await placeOf(SAMPLE_OF_PARTS, /^Content-Type: text\/html/i, 1));
      await workbench.command('Fold');
    },
  },
  {
    name: 'mbox.png',
    clip: UPPER,
    async pose(workbench) {
      await workbench.openFile(MAILBOX);
      await workbench.hideFiles();
      await eventually(
        () => workbench.outline(),
        (rows) => rows.length > 1,
      );
      await workbench.collapseOutlineRows('Header');
    },
  },
  {
    name: 'session.png',
    async pose(workbench) {
      await workbench.openFile(BAD_SESSION);
      await workbench.squiggles('error').first().waitFor();
      await workbench.problems();
    },
  },
  {
    name: 'session-hover.png',
    clip: UPPER,
    async pose(workbench) {
      await workbench.openFile(SESSION);
      await workbench.hover({ line: SESSION_LINE, column: 6 });
    },
  },
  {
    name: 'session-imap.png',
    clip: { ...UPPER, height: 580 },
    async pose(workbench) {
      await workbench.openFile(IMAP_SESSION);
      await workbench.hideFiles();
      await eventually(
        () => workbench.outline(),
        (rows) => rows.length > 1,
      );
      await workbench.hover(await placeOf(IMAP_SESSION, /^C: \S+ FETCH/, 9));
    },
  },
  {
    name: 'session-pop3.png',
    async pose(workbench) {
      await workbench.openFile(BAD_POP3_SESSION);
      await workbench.squiggles('error').first().waitFor();
      await workbench.problems();
    },
  },
  {
    name: 'mailbox.png',
    settings: WITH_MAIL,
    // Above the names that need further fonts.
    clip: { ...UPPER, height: 322 },
    async pose(workbench) {
      const view = await showInbox(workbench);
      await view.click('Four hops, and where the time went');
      await workbench.editor().locator('.view-line', { hasText: 'Received' }).first().waitFor();
    },
  },
  {
    name: 'mailbox-search.png',
    settings: WITH_MAIL,
    clip: { ...UPPER, height: 322 },
    async pose(workbench) {
      const view = await showInbox(workbench);
      await view.click('Four hops, and where the time went');
      await workbench.command('Mail Workbench: Search Mail');
      await view.type('has:attachment since:2024-11-10');
      await view.pick('has:attachment since');
      await view.expand('has:attachment since');
      await view.rowsOnce((rows) => rows.some(({ spoken }) => spoken.includes('Everything in one')));
    },
  },
  {
    name: 'mailbox-add.png',
    settings: WITH_MAIL,
    clip: { ...UPPER, height: 300 },
    async pose(workbench) {
      const view = await showInbox(workbench);
      await view.click('Four hops, and where the time went');
      await workbench.command('Mail Workbench: Add Mail Account');
      await view.type('ann@example.org');
      await workbench.page
        .locator('.quick-input-list .monaco-list-row', { hasText: 'Continue with' })
        .waitFor();
    },
  },
  {
    name: 'compose.png',
    settings: WITH_MAIL,
    clip: { ...UPPER, height: 560 },
    async pose(workbench) {
      const view = await showInbox(workbench);
      const begun = workbench.editor().locator('.view-line', { hasText: 'In-Reply-To' });
      await view.act('Four hops, and where the time went', 'Reply All', begun);
      await workbench.page.keyboard.type('The last hop was ours.');
      await workbench.page.mouse.move(900, 700);
    },
  },
  {
    name: 'compose-addresses.png',
    settings: WITH_MAIL,
    // Above the names that need further fonts.
    clip: { ...UPPER, height: 322 },
    async pose(workbench) {
      await showInbox(workbench);
      await workbench.command('Mail Workbench: New Message');
      await workbench.editor().locator('.view-line', { hasText: 'Message-ID' }).waitFor();
      await workbench.page.keyboard.type('Mira Sample <mira@example.org>, jo');
      await workbench.completions();
    },
  },
  ...sendingPictures,
  ...previewPictures,
];

async function showInbox(workbench: Workbench): Promise<MailboxView> {
  const view = new MailboxView(workbench);
  await view.show();
  await view.expand('Demo');
  await view.expand('Inbox');
  await view.rowsOnce((rows) => rows.length > 12);
  return view;
}

async function openToMend(workbench: Workbench): Promise<void> {
  await workbench.openFile(TO_MEND);
  await workbench.squiggles('error').first().waitFor();
}

async function openWithProblems(workbench: Workbench): Promise<void> {
  await workbench.openFile(BAD_SAMPLE);
  await workbench.squiggles().first().waitFor();
}

/** Where the first line of a sample that matches stands, at the given column. */
async function placeOf(sample: string, pattern: RegExp, column: number): Promise<Place> {
  const lines = (await readFile(path.join(samplesFolder, sample), 'utf8')).split('\n');
  const index = lines.findIndex((line) => pattern.test(line));
  if (index < 0) {
    throw new Error(`no line of ${sample} matches ${String(pattern)}`);
  }
  return { line: index + 1, column };
}

async function take({ name, files, settings, servers, pose, clip }: Picture): Promise<void> {
  const started =
    servers === true ? await startMailServers({ users: { alice: PASSWORD, bob: PASSWORD } }) : undefined;
  const [alice] = started ? serverAccounts(started) : [];
  const accounts = alice ? { 'mailWorkbench.accounts': [alice] } : {};
  // A workbench of its own: no picture shows what another one left open.
  const session = await Session.start({
    samples: true,
    ...(files ? { files } : {}),
    size: SIZE,
    settings: { ...SETTINGS, ...accounts, ...settings },
  });
  const file = path.join(IMAGES, name);
  try {
    await pose(session.workbench);
    await session.workbench.settled();
    await session.workbench.screenshot(file, clip);
  } catch (error) {
    console.error(await session.evidence(name));
    throw error;
  } finally {
    await session.stop();
    await started?.stop();
  }
  const { size } = await stat(file);
  console.log(`${path.relative(repositoryRoot, file)}  ${Math.round(size / 1000)} KB`);
  if (size > SIZE_LIMIT) {
    throw new Error(`${name} has ${size} octets, more than ${SIZE_LIMIT}`);
  }
}

ensureSystemPackages([...(await workbenchNeeds({ browser: true })), ...mailServerNeeds()], console.error);
await installCodeServer(console.error);
await packageExtension();
await mkdir(IMAGES, { recursive: true });
const previews = Object.keys(previewKinds).map((kind) => [kind, `preview/${kind}`] as const);
const all = [...PICTURES.map(({ name }) => name), ...previews.map(([, name]) => name)];
/** A folder stands for all that is in it. */
const wanted = process.argv
  .slice(2)
  .flatMap((name) => (name === 'preview' ? previews.map(([, one]) => one) : [name]));
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No picture is called ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exitCode = 1;
}
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
for (const picture of PICTURES.filter(({ name }) => isWanted(name))) {
  await take(picture);
}
const kinds = previews.filter(([, name]) => isWanted(name)).map(([kind]) => kind);
if (kinds.length > 0) await takePreviews(kinds, path.join(IMAGES, 'preview'));
