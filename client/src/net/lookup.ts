// Questions to the DNS whose answer matters: what there is, that there is nothing, or why nobody knows.

import { Resolver } from 'node:dns/promises';

import type { Cancellation } from '../mail/mailStore.ts';

/** Kinds of records that checks of mail ask for. */
export type RecordKind = 'TXT' | 'A' | 'AAAA' | 'MX' | 'PTR' | 'NS' | 'CNAME';

/**
 * An answer of the DNS. Records are text: of MX `10 host`, of TXT its strings joined.
 * `missing` is no such name, or no such record there.
 */
export type DnsAnswer =
  | { readonly ok: true; readonly records: readonly string[] }
  | {
      readonly ok: false;
      readonly fault: 'missing' | 'timeout' | 'failed' | 'limit';
      readonly detail: string;
    };

/** A way to ask. Rejects only where it is cancelled. */
export type Lookup = (name: string, kind: RecordKind) => Promise<DnsAnswer>;

/** How to ask. */
export interface LookupOptions {
  readonly cancel?: Cancellation;
  /** Addresses of name servers, with ports; the machine's own where left out. */
  readonly servers?: readonly string[];
  /** Milliseconds a try; there are two. */
  readonly timeout?: number;
}

/** The DNS of this machine. */
export function nodeLookup({ cancel, servers, timeout = TIMEOUT }: LookupOptions = {}): Lookup {
  const resolver = new Resolver({ timeout, tries: 2 });
  if (servers) resolver.setServers(servers);
  cancel?.signal.addEventListener('abort', () => resolver.cancel(), { once: true });
  return async (name, kind) => {
    cancel?.signal.throwIfAborted();
    const answer = await ask(resolver, name, kind);
    cancel?.signal.throwIfAborted();
    return answer;
  };
}

async function ask(resolver: Resolver, name: string, kind: RecordKind): Promise<DnsAnswer> {
  try {
    const records = await kinds[kind](resolver, name);
    return records.length === 0
      ? { ok: false, fault: 'missing', detail: '' }
      : { ok: true, records: records.slice(0, MOST_RECORDS) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return { ok: false, fault: faults[code] ?? 'failed', detail: code };
  }
}

const kinds: Readonly<Record<RecordKind, (resolver: Resolver, name: string) => Promise<string[]>>> = {
  TXT: async (resolver, name) => (await resolver.resolveTxt(name)).map((strings) => strings.join('')),
  A: (resolver, name) => resolver.resolve4(name),
  AAAA: (resolver, name) => resolver.resolve6(name),
  MX: async (resolver, name) =>
    (await resolver.resolveMx(name)).map(({ priority, exchange }) => `${String(priority)} ${exchange}`),
  PTR: (resolver, name) => resolver.resolvePtr(name),
  NS: (resolver, name) => resolver.resolveNs(name),
  CNAME: (resolver, name) => resolver.resolveCname(name),
};

const faults: Readonly<Record<string, 'missing' | 'timeout'>> = {
  ENOTFOUND: 'missing',
  ENODATA: 'missing',
  ETIMEOUT: 'timeout',
};

const TIMEOUT = 2000;
/** More than any honest name has. */
const MOST_RECORDS = 100;
