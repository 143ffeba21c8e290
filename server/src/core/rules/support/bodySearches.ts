// What rules search for in the text of bodies as it stands there.

import { bodySearch } from '../../message/body/search.ts';

/**
 * Letters and digits of a quoted-printable body that are escaped. An F that starts a line does not count: a line that
 * starts with From is changed by programs that keep mail in one file.
 */
export const needlessEscapes = bodySearch(
  {
    pattern: /=(?:3[0-9]|4[1-57-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9Aa])|(?<=[^\r\n])=46/g,
    longest: 3,
    inLine: true,
  },
  { limit: 1 },
);

/** Where each `cid:` address stands first (RFC 2392 2). */
export const cidPlaces = bodySearch(
  { pattern: /cid:[^"'\s()<>]{1,250}/g, longest: 254, inLine: true },
  { limit: 1000, distinct: true },
);
