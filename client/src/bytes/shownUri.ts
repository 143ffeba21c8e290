// The file that the active tab shows, also where the extension host has no document of it.

import { TabInputText, window } from 'vscode';
import type { Uri } from 'vscode';

export function shownUri(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputText ? input.uri : undefined;
}
