// The notations that mark each line. Marks that no row lists together are read by the nearest row, or as names.

import type { MarkNotation } from './notation.ts';
import { toolNotations } from './toolNotations.ts';
import { writtenNotations } from './writtenNotations.ts';

/** From the most telling to the most general: of two that explain as many lines the first is taken. */
export const markNotations: readonly MarkNotation[] = [...toolNotations, ...writtenNotations];
