// Opens a link of a message: after a question where it leads elsewhere than it shows.

import { Uri, env, l10n, window } from 'vscode';

import { linkOf } from './content/links.ts';
import type { Link } from './content/links.ts';

/** @param text what the link shows: it comes from the message, as the address does. */
export async function openLink(address: string, text: string): Promise<void> {
  // What the web view says of a link is looked at again: only the web and mail are opened.
  const link = linkOf(address, text);
  if (!link || (link.doubt !== undefined && !(await isWanted(link)))) return;
  await env.openExternal(Uri.parse(link.target, true));
}

async function isWanted(link: Link): Promise<boolean> {
  const open = l10n.t('Open Link');
  // What Enter does comes first, and that opens nothing.
  const copy = l10n.t('Copy Link');
  const answer = await window.showWarningMessage(
    doubtWords(link),
    { modal: true, detail: link.target.slice(0, 1000) },
    ...[copy, open],
  );
  if (answer === copy) await env.clipboard.writeText(link.target);
  return answer === open;
}

function doubtWords({ doubt, shown, host }: Link): string {
  switch (doubt) {
    case 'userInfo':
      return l10n.t(
        'This link leads to {0}. What stands in front of the @ only looks like an address.',
        host,
      );
    case 'numbers':
      return l10n.t('This link leads to {0}, which has no name.', host);
    case 'otherLetters':
      return l10n.t('This link leads to {0}. Its name has letters that can look like others.', host);
    case 'otherAddress':
      return l10n.t('This link shows {0}, but writes to {1}.', shown, host);
    default:
      return l10n.t('This link shows {0}, but leads to {1}.', shown, host);
  }
}
