// Questions before something is lost.

import { window } from 'vscode';

/** Asks once, in words. @returns true where the user says so. */
export async function confirmed(question: string, detail: string, button: string): Promise<boolean> {
  return (await window.showWarningMessage(question, { modal: true, detail }, button)) === button;
}
