// Takes the README's pictures from the real workbench into `docs/images/`: `npm run screenshots`.
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { Session, eventually } from '../test/workbench/harness.ts';
import type { Place, Workbench } from '../test/workbench/workbench.ts';
import { installCodeServer } from './lib/codeServer.ts';
import { packageExtension } from './lib/packagedExtension.ts';
import { repositoryRoot, samplesFolder } from './lib/repository.ts';
import { ensureSystemPackages, workbenchNeeds } from './lib/systemPackages.ts';

/** One picture: its file name, and how the workbench gets to show it. */
interface Picture {
  readonly name: string;
  readonly pose: (workbench: Workbench) => Promise<void>;
}

const IMAGES = path.join(repositoryRoot, 'docs', 'images');

/** Octets; a README has to load fast. */
const SIZE_LIMIT = 150 * 1024;

const SIZE = { width: 1200, height: 750 };

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

const GOOD_SAMPLE = 'eml/hello.eml';
const BAD_SAMPLE = 'eml/bad-header.eml';
const SAMPLE_OF_PARTS = 'eml/parts.eml';

const PICTURES: readonly Picture[] = [
  {
    name: 'problems.png',
    async pose(workbench) {
      await openWithProblems(workbench);
      await workbench.problems();
    },
  },
  {
    name: 'hover.png',
    async pose(workbench) {
      await workbench.openFile(GOOD_SAMPLE);
      await workbench.hover(await placeOf(GOOD_SAMPLE, /^Date:/i, 'Date: '.length + 2));
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
    name: 'outline.png',
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
];

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

async function take({ name, pose }: Picture): Promise<void> {
  // A workbench of its own: no picture shows what another one left open.
  const session = await Session.start({ samples: true, size: SIZE, settings: SETTINGS });
  const file = path.join(IMAGES, name);
  try {
    await pose(session.workbench);
    await session.workbench.screenshot(file);
  } catch (error) {
    console.error(await session.evidence(name));
    throw error;
  } finally {
    await session.stop();
  }
  const { size } = await stat(file);
  console.log(`${path.relative(repositoryRoot, file)}  ${Math.round(size / 1000)} KB`);
  if (size > SIZE_LIMIT) {
    throw new Error(`${name} has ${size} octets, more than ${SIZE_LIMIT}`);
  }
}

ensureSystemPackages(await workbenchNeeds({ browser: true }), console.error);
await installCodeServer(console.error);
await packageExtension();
await mkdir(IMAGES, { recursive: true });
for (const picture of PICTURES) {
  await take(picture);
}
