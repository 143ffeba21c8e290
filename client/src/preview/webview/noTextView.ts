// What is shown of a message that has no text.

import { whyNoText } from '../content/noText.ts';
import type { NoText } from '../content/noText.ts';
import type { Labels } from '../labels.ts';
import type { BodyOptions } from './bodies.ts';
import { fill, h } from './dom.ts';
import { ask } from './host.ts';

/** Says why a message has no text, and shows what could not be told apart. Rejects with a sentence. */
export async function noText({ message, labels }: BodyOptions): Promise<HTMLElement> {
  const found = whyNoText(message);
  const shown = h('div', {}, h('p', { class: 'note' }, noTextWords(found, labels)));
  if (found.why !== 'unparted') return shown;
  for (const id of found.ids) {
    const { text, total } = await ask('text', { id, length: LONGEST });
    shown.append(h('div', { class: 'plain', dir: 'auto' }, h('p', {}, text)));
    if (total > text.length) shown.append(h('p', { class: 'note' }, labels.cutText));
  }
  return shown;
}

function noTextWords(found: NoText, labels: Labels): string {
  switch (found.why) {
    case 'encrypted':
      return labels.encryptedBody;
    case 'wrapped':
      return labels.wrappedBody;
    case 'piece':
      return found.total === undefined
        ? fill(labels.pieceOfMany, found.number)
        : fill(labels.pieceBody, found.number, found.total);
    case 'elsewhere':
      return labels.elsewhereBody;
    case 'unparted':
      return labels.unpartedBody;
    case 'files':
      return labels.onlyFiles;
    case 'empty':
      return labels.noBody;
  }
}

/** UTF-16 units. */
const LONGEST = 256 * 1024;
