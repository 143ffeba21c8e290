// What every host has: a clock and a calendar.

import type { Runtime } from '../lsp/runtime.ts';

/** The ports that Node and a browser have in common. */
export const commonRuntime: Omit<Runtime, 'readOctets' | 'charsets' | 'markdown'> = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  zoneMinutes: () => -new Date().getTimezoneOffset(),
  unique: () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join(''),
  localTime: (epochMs, locale) => {
    const language = locale !== undefined && LANGUAGE_TAG.test(locale) ? locale : 'en';
    return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' }).format(epochMs);
  },
  digests: async (octets) => {
    // Without a secure context there is none.
    const { subtle } = crypto as { readonly subtle?: typeof crypto.subtle };
    if (!subtle) return [];
    const own = new Uint8Array(octets);
    return Promise.all(
      ['SHA-1', 'SHA-256'].map(async (algorithm) => ({
        algorithm,
        hex: hexOf(new Uint8Array(await subtle.digest(algorithm, own))),
      })),
    );
  },
};

function hexOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}

/** BCP 47 as far as editors use it; `Intl` throws on anything else, such as `en_US.UTF-8`. */
const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i;
