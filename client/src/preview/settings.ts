// The settings of the preview.

import { ColorThemeKind, window, workspace } from 'vscode';

import type { ColorMode, Look } from './messages.ts';

export function look(): Look {
  const settings = workspace.getConfiguration('mailWorkbench.preview');
  const prefer = settings.get<unknown>('prefer') === 'text' ? 'text' : 'html';
  return { prefer, colors: colorMode(settings.get<unknown>('colors')) };
}

function colorMode(value: unknown): ColorMode {
  if (value === 'own' || value === 'adapted') return isDark() ? value : 'asSent';
  return 'asSent';
}

/** In a light theme a message looks as it was sent. */
function isDark(): boolean {
  const { kind } = window.activeColorTheme;
  return kind === ColorThemeKind.Dark || kind === ColorThemeKind.HighContrast;
}
