// Questions to the DNS, with an end to each.

import { Resolver } from 'node:dns/promises';

import type { Cancellation } from '../mail/mailStore.ts';

/** RFC 2782. */
export interface SrvRecord {
  readonly priority: number;
  readonly weight: number;
  readonly port: number;
  /** Without the dot at its end. */
  readonly name: string;
}

/** The DNS as far as mail programs need it. */
export interface Dns {
  /** The SRV records of a name; empty where there are none, and where the DNS does not answer. */
  srv(name: string, cancel: Cancellation): Promise<readonly SrvRecord[]>;
  /** The hosts that take mail for a domain, the preferred first; empty as above. */
  mx(domain: string, cancel: Cancellation): Promise<readonly string[]>;
}

/** @param servers addresses of name servers, with ports; the machine's own where left out. */
export function nodeDns(servers?: readonly string[]): Dns {
  const asked = async <T>(
    ask: (resolver: Resolver) => Promise<T[]>,
    { signal }: Cancellation,
  ): Promise<readonly T[]> => {
    signal.throwIfAborted();
    const resolver = new Resolver({ timeout: TIMEOUT, tries: 2 });
    if (servers) resolver.setServers(servers);
    const stop = (): void => resolver.cancel();
    signal.addEventListener('abort', stop, { once: true });
    const records = await ask(resolver)
      // No record, no such domain, no answer: all the same to who only wants a proposal.
      .catch(() => [])
      .finally(() => signal.removeEventListener('abort', stop));
    signal.throwIfAborted();
    return records;
  };
  return {
    srv: async (name, cancel) =>
      (await asked((resolver) => resolver.resolveSrv(name), cancel)).map(
        ({ priority, weight, port, name: target }) => ({ priority, weight, port, name: withoutDot(target) }),
      ),
    mx: async (domain, cancel) =>
      [...(await asked((resolver) => resolver.resolveMx(domain), cancel))]
        .sort((a, b) => a.priority - b.priority)
        .map(({ exchange }) => withoutDot(exchange)),
  };
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, '');
}

/** Milliseconds a try. */
const TIMEOUT = 2000;
