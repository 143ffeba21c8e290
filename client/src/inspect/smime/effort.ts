// How much calculating the signatures of one message may cost: hostile ones bring keys that take minutes.

import type { KeyObject } from 'node:crypto';

/** What is left to be spent on one message. */
export class Effort {
  #left = MOST;

  /** Takes what one check with a key costs. @returns false where there is no longer enough: then nothing is checked. */
  take({ asymmetricKeyDetails }: KeyObject): boolean {
    const { modulusLength = 2048, publicExponent = 65_537n } = asymmetricKeyDetails ?? {};
    // A step of the power for each bit of the exponent, each by the square of the key's length.
    const steps = Math.max(1, publicExponent.toString(2).length / 17);
    this.#left -= Math.max(1, (modulusLength / 2048) ** 2) * steps;
    return this.#left >= 0;
  }
}

/** Checks with a usual key of 2048 bits: some twentieths of a second. */
const MOST = 2000;
