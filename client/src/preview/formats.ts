// The readers of other formats, as the preview sees them: each host loads them in its own way, when they are needed.

import type * as All from '../inspect/formats.ts';
import type { Apart } from './apart.ts';

/** All of them. */
export type Formats = Apart<Pick<typeof All, 'readCalendar' | 'readOutlook' | 'readReport'>>;

/** Loads them at the first call. Rejects where they cannot be loaded. */
export type LoadFormats = () => Promise<Formats>;
