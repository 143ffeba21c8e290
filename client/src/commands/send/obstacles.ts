// What makes sending impossible, told with a way to the place.

import { l10n, window } from 'vscode';
import type { TextDocument } from 'vscode';

import type { Plan } from './prepared.ts';
import { shownText } from '../../mail/shownText.ts';
import { goTo } from './reportDocuments.ts';

/** @param check shows all of them. */
export async function tellObstacles(
  { uri }: TextDocument,
  { obstacles }: Pick<Plan, 'obstacles'>,
  check: () => Promise<void>,
): Promise<void> {
  const [first] = obstacles;
  if (!first) return;
  const [there, all] = [l10n.t('Go There'), l10n.t('Show All')];
  const buttons = [there, ...(obstacles.length > 1 ? [all] : [])];
  const sentence = l10n.t('It cannot be sent: {0}', shownText(first.message));
  const chosen = await window.showErrorMessage(sentence, ...buttons);
  const { line, character } = first.range.start;
  if (chosen === there) await goTo(uri.toString(), line, character);
  else if (chosen === all) await check();
}
