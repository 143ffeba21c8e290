// A way to a server that can be made slow, for tests of what one sees while something is under way.

import type net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { startRelay } from './relay.ts';
import type { Relay } from './relay.ts';

export interface SlowRelay extends Relay {
  /** Octets a second that each connection gets from the server; 0 holds everything back; Infinity at first. */
  rate: number;
}

/** Relays to a port of this machine. */
export async function startSlowRelay(to: number): Promise<SlowRelay> {
  const speed = { rate: Infinity };
  const relay = await startRelay({
    to,
    answers: (upstream, client) => {
      void carry(upstream, client, () => speed.rate).catch(() => client.destroy());
    },
  });
  return Object.assign(speed, relay);
}

/** Hands on what comes, with a pause after each piece that is as long as the rate wants. */
async function carry(from: net.Socket, to: net.Socket, rate: () => number): Promise<void> {
  for await (const chunk of from as AsyncIterable<Buffer>) {
    while (rate() === 0 && !to.destroyed) await wait(STEP);
    to.write(chunk);
    const limit = rate();
    if (limit > 0 && limit !== Infinity) await wait((chunk.length / limit) * 1000);
  }
  to.end();
}

/** Milliseconds. */
const STEP = 20;
