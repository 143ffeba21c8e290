// The input for a search: completes its words, says what is wrong, and shows how the server will be asked.

import { ThemeIcon, l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';

import { completed, completeSearch } from '../mail/search/completeSearch.ts';
import type { SearchCompletion, SearchServer } from '../mail/search/completeSearch.ts';
import { dayOfUser, explainSearch } from '../mail/search/explainSearch.ts';
import { shownText } from '../mail/shownText.ts';

interface SearchRow extends QuickPickItem {
  /** Undefined for the query itself. */
  readonly completion?: SearchCompletion;
  /** True where the query can be searched for. */
  readonly isReady?: boolean;
}

/**
 * Asks for a query. Enter searches; a row that is chosen below is put into the query.
 * @returns undefined where the user gave up.
 */
export function askSearch(title: string, server: SearchServer, initial = ''): Promise<string | undefined> {
  const input = window.createQuickPick<SearchRow>();
  input.title = title;
  input.placeholder = l10n.t('from:anna subject:invoice since:7d has:attachment unread');
  input.value = initial;
  const show = (): void => {
    input.items = rows(input.value, server);
    const [first] = input.items;
    if (first) input.activeItems = [first];
  };
  show();
  return new Promise((resolve) => {
    input.onDidChangeValue(show);
    input.onDidAccept(() => {
      const [row] = input.activeItems;
      if (row?.completion) {
        input.value = completed(input.value, row.completion);
        show();
      } else if (row?.isReady === true) {
        resolve(input.value.trim());
        input.hide();
      }
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}

function rows(value: string, server: SearchServer): readonly SearchRow[] {
  const completions = completeSearch(value, value.length, server).map((completion): SearchRow => ({
    label: completion.insert,
    description: l10n.t(completion.summary),
    alwaysShow: true,
    completion,
  }));
  return value.trim() === '' ? completions : [queryRow(value, server), ...completions];
}

/** The label is what was typed: so it stands first among what matches it. */
function queryRow(value: string, server: SearchServer): SearchRow {
  const { imap, problems } = explainSearch(value, dayOfUser(Date.now()), server);
  const [problem] = problems;
  if (problem) {
    const sentence = l10n.t(problem.sentence, shownText(problem.word, MAX_WORD));
    return { label: value, detail: sentence, iconPath: new ThemeIcon('warning'), alwaysShow: true };
  }
  const detail = imap === undefined ? l10n.t('Searched on this machine') : shownText(imap, MAX_SHOWN);
  return { label: value, detail, iconPath: new ThemeIcon('search'), alwaysShow: true, isReady: true };
}

/** UTF-16 units. */
const MAX_WORD = 60;
const MAX_SHOWN = 300;
