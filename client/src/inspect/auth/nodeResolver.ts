// The DNS as mailauth asks it: the shape of node:dns, and its error codes.

import type { DnsAnswer, Lookup, RecordKind } from '../../net/lookup.ts';

/** What mailauth takes for `resolver`. */
export type NodeResolver = (name: string, kind: string) => Promise<string[] | string[][]>;

/** Gives a lookup the shape of `dns.resolve`. */
export function nodeResolver(lookup: Lookup): NodeResolver {
  return async (name, kind) => {
    const known = shapes[kind as RecordKind];
    if (known === undefined) throw fault('ENOTIMP');
    const answer = await lookup(name.replace(/\.$/, ''), kind as RecordKind);
    if (!answer.ok) throw fault(codes[answer.fault]);
    return known(answer.records) as string[];
  };
}

type Shape = (records: readonly string[]) => unknown;
const plain: Shape = (records) => [...records];
const shapes: Readonly<Partial<Record<RecordKind, Shape>>> = {
  TXT: (records) => records.map((record) => [record]),
  A: plain,
  AAAA: plain,
  PTR: plain,
  NS: plain,
  CNAME: plain,
  MX: (records) =>
    records.map((record) => {
      const [priority = '0', exchange = ''] = record.split(' ');
      return { priority: Number(priority), exchange };
    }),
};

const codes: Readonly<Record<(DnsAnswer & { ok: false })['fault'], string>> = {
  missing: 'ENOTFOUND',
  timeout: 'ETIMEOUT',
  failed: 'ESERVFAIL',
  limit: 'EREFUSED',
};

function fault(code: string): Error {
  return Object.assign(new Error(code), { code });
}
