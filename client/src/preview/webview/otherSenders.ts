// Says whom other programs may take for the sender, where the From of a message can be read in two ways.

import type { Labels } from '../labels.ts';
import { fill, sentences } from './dom.ts';
import { ask } from './host.ts';

/** Adds a sentence to the summary below `place` where there is something to be said; it is not waited for. */
export async function tellOtherSenders(place: HTMLElement, labels: Labels): Promise<void> {
  const summary = place.querySelector('.summary');
  // What answers is loaded for it: the message is drawn first.
  await new Promise((resolve) => setTimeout(resolve, DRAWN));
  // Where nobody can tell, nothing is said.
  const { senders } = await ask('otherSenders', {}).catch(() => NONE);
  const said = sentences(senders.map((address) => fill(labels.otherSenders, address)));
  if (said) summary?.append(said);
}

/** Milliseconds. */
const DRAWN = 500;
const NONE: { readonly senders: readonly string[] } = { senders: [] };
