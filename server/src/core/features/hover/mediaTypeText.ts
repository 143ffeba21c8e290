// What is known of a media type, in a sentence.

import { mediaType, topLevelType } from '../../registry/mediaTypes/index.ts';
import { explained } from './hoverTypes.ts';

/** What is known of a media type; its top-level type where it is not registered. */
export function mediaTypeText(name: string): string {
  const row = mediaType(name);
  if (row) return explained(row);
  const top = topLevelType(name.split('/')[0] ?? '');
  return top ? `A type that is not in our table. ${explained(top)}` : 'A type that is not in our table.';
}
