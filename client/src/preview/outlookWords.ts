// What a conversion from Outlook's formats could not carry over, in sentences.

import { l10n } from 'vscode';

import type { OutlookMail } from '../inspect/formats.ts';

/** One sentence each. */
export function outlookNotes({ notes, faults }: OutlookMail): readonly string[] {
  return [...notes.map(noteWords), ...faults.map(faultWords)];
}

function noteWords(note: OutlookMail['notes'][number]): string {
  switch (note) {
    case 'no-sender':
      return l10n.t('The file names no sender.');
    case 'no-date':
      return l10n.t('The file has no date: it may never have been sent.');
    case 'no-address':
      return l10n.t('Some people have no mail address in the file.');
    case 'no-body':
      return l10n.t('The file has no text.');
    case 'rtf-lost':
      return l10n.t('The text could not be read from its RTF.');
    case 'object-lost':
      return l10n.t('An embedded object could not be carried over.');
    case 'header-lines-lost':
      return l10n.t('Some lines of the header are no fields and were left out.');
  }
}

function faultWords(fault: OutlookMail['faults'][number]): string {
  switch (fault) {
    case 'cut-off':
      return l10n.t('The file is cut off: what stands in front of that is shown.');
    case 'damaged':
      return l10n.t('The file is damaged: what could be read of it is shown.');
    case 'checksum':
      return l10n.t('A checksum in the file is wrong: it was changed or damaged.');
    case 'too-many-properties':
      return l10n.t('The file has more properties than are read.');
    case 'too-deep':
      return l10n.t('Messages in messages are opened up to a depth only.');
    case 'unknown-type':
      return l10n.t('Some properties are of a type that is not known.');
    case 'not-this-format':
      return l10n.t('This is no message of Outlook.');
    case 'unknown-code-page':
      return l10n.t('A code page of the file is not known: some characters may be wrong.');
  }
}
