// What a POP3 server has announced, for rules about commands.

import type { ListedCapability } from '../../transcript/pop3/listing.ts';
import type { Pop3SessionState } from '../../transcript/pop3/machine.ts';

/**
 * The capabilities of the server at this place, by tag. Undefined where they cannot be told: not in the log, only in
 * part, still to come, or of no worth since TLS began.
 */
export function pop3Offers(state: Pop3SessionState): ReadonlyMap<string, ListedCapability> | undefined {
  const { capabilities, someCapabilities, stale, waiting } = state;
  if (!capabilities || stale || someCapabilities) return undefined;
  return waiting.some(({ syntax }) => RESETS.has(syntax.verb)) ? undefined : capabilities;
}

/** Commands behind which other capabilities may be announced. */
const RESETS: ReadonlySet<string> = new Set(['CAPA', 'STLS']);
