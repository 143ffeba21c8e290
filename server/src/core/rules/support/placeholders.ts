// What the placeholders of mailing programs look like, and where they stand in bodies.

import { bodySearch } from '../../message/body/search.ts';

const NAME = '[A-Za-z][\\w.:-]{1,40}';
const CURLY = `\\{\\{ ?${NAME} ?\\}\\}`;
const STARS = `\\*\\|${NAME}\\|\\*`;
const PERCENTS = '%%[A-Za-z][A-Za-z_]{2,40}%%';

/** Matches every text that holds a placeholder. */
export const MAYBE_PLACEHOLDER = /\{\{|\*\||%%|%[A-Z]/;
/** A placeholder in a header field. */
export const PLACEHOLDER_IN_HEADER = new RegExp(
  `${CURLY}|${STARS}|${PERCENTS}|%(?:FIRST|LAST|FULL)_?NAME%|%RANDOM|%RND_`,
  'g',
);

/** The first placeholders of a body: behind a salutation (the first group), or in a notation nothing else uses. */
export const placeholders = bodySearch(
  {
    pattern: new RegExp(
      `\\b(?:[Dd]ear|[Hh]i|[Hh]ello|[Hh]ey) (${CURLY}|${PERCENTS}|%(?:FIRST|LAST|FULL)_?NAME%)|${STARS}`,
      'g',
    ),
    maybe: MAYBE_PLACEHOLDER,
    longest: 60,
    inLine: true,
  },
  { limit: 20 },
);
