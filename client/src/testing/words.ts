// The words of the client where a translation can be told from what is not translated: by guillemets.

import type { KnownFault } from '../accounts/faultOf.ts';
import { l10n } from './fakeEditor.ts';
import './withFakeEditor.ts';

const words = await import('../accounts/words.ts');

/** The sentence of a failure, each text that was looked up in the user's language in guillemets. */
export function faultSentence(fault: KnownFault): string {
  const { t } = l10n;
  l10n.t = (text, ...args) => `«${t(text, ...args)}»`;
  try {
    return words.faultSentence(fault);
  } finally {
    l10n.t = t;
  }
}
