// The words of the tree: headings, folders of special use, states of messages.

import { l10n } from 'vscode';

import type { Envelope, Folder } from '../mail/mailStore.ts';
import { shownText } from '../mail/shownText.ts';
import { monthName, size, span } from './ages.ts';
import { isInbox } from './folderTree.ts';
import type { Heading } from './groups.ts';

export function headingLabel(heading: Heading, locale: string): string {
  switch (heading.kind) {
    case 'later':
      return l10n.t('In the Future');
    case 'today':
      return l10n.t('Today');
    case 'yesterday':
      return l10n.t('Yesterday');
    case 'thisWeek':
      return l10n.t('This Week');
    case 'lastWeek':
      return l10n.t('Last Week');
    case 'undated':
      return l10n.t('Without Date');
    case 'month':
      return monthName(heading.year, heading.month, locale);
    case 'year':
      return String(heading.year);
    case 'sender':
      return heading.name === '' ? l10n.t('Without Sender') : label(heading.name);
    case 'letter':
      return heading.letter === '' ? l10n.t('Without Subject') : heading.letter;
    case 'days':
      return span(heading.from, heading.to, locale);
    case 'places':
      return l10n.t('{0} to {1}', heading.first, heading.last);
    case 'size':
      return heading.octets === 0 ? l10n.t('Smaller') : l10n.t('From {0}', size(heading.octets, locale));
  }
}

/** The name and codicon of a folder. */
export function folderLook(folder: Folder, name: string): { readonly label: string; readonly icon: string } {
  if (isInbox(folder)) return { label: l10n.t('Inbox'), icon: 'inbox' };
  const icon = folder.selectable ? 'folder' : 'folder-opened';
  return { label: label(name), icon: SPECIAL.get(folder.specialUse ?? '') ?? icon };
}

/** What is to be known of a message at a glance, in words. */
export function states({ flags, hasAttachments }: Envelope): readonly string[] {
  return [
    ...(flags.has('\\Seen') ? [] : [l10n.t('unread')]),
    ...(flags.has('\\Flagged') ? [l10n.t('flagged')] : []),
    ...(flags.has('\\Answered') ? [l10n.t('answered')] : []),
    ...(flags.has('$Forwarded') ? [l10n.t('forwarded')] : []),
    ...(flags.has('\\Draft') ? [l10n.t('draft')] : []),
    ...(flags.has('\\Deleted') ? [l10n.t('marked as deleted')] : []),
    ...(hasAttachments ? [l10n.t('attachment')] : []),
  ];
}

/** The same in signs, for what the icon does not say: none that only a font of pictures has. */
export function signs(envelope: Envelope): string {
  const { flags, hasAttachments } = envelope;
  const icon = messageIcon(envelope);
  return [
    flags.has('\\Flagged') && icon !== 'star-full' ? '★' : '',
    flags.has('\\Answered') && icon !== 'reply' ? '←' : '',
    flags.has('$Forwarded') ? '→' : '',
    hasAttachments ? '+' : '',
  ].join('');
}

/** The codicon of a message: the first that holds. */
export function messageIcon({ flags }: Envelope): string {
  if (flags.has('\\Deleted')) return 'trash';
  if (!flags.has('\\Seen')) return 'mail';
  if (flags.has('\\Flagged')) return 'star-full';
  if (flags.has('\\Draft')) return 'edit';
  return flags.has('\\Answered') ? 'reply' : 'mail-read';
}

/** A row as it is read aloud: in parts, without the marks of direction that are only for the eye. */
export function spoken(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .join(', ')
    .replace(/[\u2068\u2069]/g, '');
}

export function senderLabel({ from }: Envelope): string {
  return from.trim() === '' ? l10n.t('(no sender)') : label(from);
}

export function subjectLabel({ subject }: Envelope): string {
  return subject.trim() === '' ? l10n.t('(no subject)') : label(subject);
}

/** Text of anybody as it stands in a row; what is written from right to left does not turn what stands beside it. */
function label(text: string): string {
  const shown = shownText(text, MAX_LABEL);
  return RIGHT_TO_LEFT.test(shown) ? `\u2068${shown}\u2069` : shown;
}

/** The codicon of a part, by its type. */
export function partIcon(type: string, attached: boolean): string {
  const [kind = ''] = type.split('/');
  return PARTS.get(type) ?? PARTS.get(kind) ?? (attached ? 'file' : 'file-code');
}

const SPECIAL: ReadonlyMap<string, string> = new Map([
  ['\\Drafts', 'edit'],
  ['\\Sent', 'send'],
  ['\\Archive', 'archive'],
  ['\\All', 'archive'],
  ['\\Junk', 'flame'],
  ['\\Trash', 'trash'],
  ['\\Flagged', 'star-full'],
  ['\\Important', 'bookmark'],
]);
const PARTS: ReadonlyMap<string, string> = new Map([
  ['multipart', 'list-tree'],
  ['message', 'mail'],
  ['image', 'file-media'],
  ['audio', 'file-media'],
  ['video', 'file-media'],
  ['text', 'file-text'],
  ['text/html', 'code'],
  ['text/calendar', 'calendar'],
  ['application/pdf', 'file-pdf'],
  ['application/zip', 'file-zip'],
  ['application/gzip', 'file-zip'],
]);
const MAX_LABEL = 200;
/** Scripts of Unicode's class R and AL that are in use, and their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
