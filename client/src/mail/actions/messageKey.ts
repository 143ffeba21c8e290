// A message as a key of sets and maps, within its account.

import type { MessageId } from '../mailStore.ts';

/** Equal for ids of the same message, and for no others. */
export function keyOf({ folder, validity, uid }: MessageId): string {
  return `${validity} ${uid} ${folder}`;
}
