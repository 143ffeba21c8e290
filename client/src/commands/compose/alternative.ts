// Makes the text of the message that is being written, Markdown or HTML, a text in both plain and HTML form.

import { l10n, workspace } from 'vscode';
import type { TextDocument } from 'vscode';

import { askServer } from '../../askServer.ts';
import { alternativeMethod } from '../../../../server/src/lsp/protocol.ts';
import type { AlternativeParams, AlternativeResult } from '../../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../../languageServer.ts';
import { underWay } from '../mailbox/underWay.ts';
import { changedMeanwhile, editOf } from './attaching.ts';

/** @param source what the text is. */
export async function writeAlternative(
  server: LanguageServer,
  document: TextDocument,
  source: AlternativeParams['source'],
): Promise<void> {
  const params: AlternativeParams = { uri: document.uri.toString(), source };
  const answer = await underWay(l10n.t('Writing the text in both forms'), (cancel) =>
    askServer<AlternativeResult>(server, alternativeMethod, params, cancel),
  );
  if (!answer) throw new Error(l10n.t('There is no text in this message to make both forms of.'));
  if (answer.version !== document.version) throw changedMeanwhile();
  if (!(await workspace.applyEdit(editOf(document, answer.edits)))) throw changedMeanwhile();
}
