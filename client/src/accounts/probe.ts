// Listens at a port without saying anything, to tell what it speaks.

import type { Cancellation } from '../mail/mailStore.ts';
import { OctetReader } from '../mail/wire/octetReader.ts';
import type { Connector, Endpoint } from '../net/connector.ts';
import { faultOf } from './faultOf.ts';

/** What a port says first: nothing, TLS (where that was tried), or a protocol by its greeting. */
export type Heard = 'nothing' | 'tls' | 'imap' | 'pop3' | 'smtp' | 'something else';

/** With `tls` shakes hands; with `starttls` waits for a greeting in clear, and says nothing. */
export async function probe(
  connector: Connector,
  endpoint: Endpoint,
  { signal }: Cancellation,
): Promise<Heard> {
  const cancel = { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]) };
  try {
    const { stream } = await connector.open({ ...endpoint, timeout: PATIENCE }, cancel);
    const reader = new OctetReader(stream, { host: endpoint.host, line: MAX_LINE, silence: PATIENCE });
    if (endpoint.security === 'tls') {
      stream.destroy();
      return 'tls';
    }
    const greeting = await reader.line(cancel).finally(() => stream.destroy());
    return GREETINGS.find(([pattern]) => pattern.test(greeting.toString('latin1')))?.[1] ?? 'something else';
  } catch (error) {
    signal.throwIfAborted();
    // A certificate can only be judged once TLS stands.
    return faultOf(error)?.code.startsWith('certificate-') ? 'tls' : 'nothing';
  }
}

const GREETINGS: readonly (readonly [RegExp, Heard])[] = [
  [/^\* (?:OK|PREAUTH|BYE)\b/i, 'imap'],
  [/^(?:\+OK|-ERR)\b/i, 'pop3'],
  [/^220[ -]/, 'smtp'],
];

/** Milliseconds. */
const PATIENCE = 5000;
const MAX_LINE = 4096;
