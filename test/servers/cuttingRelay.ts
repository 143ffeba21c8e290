// Relays connections to a port of this machine, and cuts them after as many octets of the server as a test wants.

import { startRelay } from './relay.ts';
import type { Relay } from './relay.ts';

export interface CuttingRelay extends Relay {
  /** Cuts each connection once the server has sent so many octets from now on; undefined: never. */
  cutAfter: number | undefined;
}

/** Starts a relay to a port of this machine. */
export async function startCuttingRelay(to: number): Promise<CuttingRelay> {
  const cut = { cutAfter: undefined as number | undefined };
  const relay = await startRelay({
    to,
    answers: (upstream, client) => {
      upstream.on('data', (chunk: Buffer) => {
        const { cutAfter } = cut;
        if (cutAfter === undefined || chunk.length < cutAfter) {
          if (cutAfter !== undefined) cut.cutAfter = cutAfter - chunk.length;
          client.write(chunk);
          return;
        }
        // In the middle of a message, as a network does it.
        cut.cutAfter = undefined;
        client.write(chunk.subarray(0, cutAfter), () => client.destroy());
      });
    },
  });
  return Object.assign(cut, relay);
}
