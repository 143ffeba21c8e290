// Runs the test suite of RFC 7208 against what the preview says of SPF.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { nodeResolver } from '../../client/src/inspect/auth/nodeResolver.ts';
import { checkSpf } from '../../client/src/inspect/auth/spfCheck.ts';
import type { DnsAnswer, Lookup } from '../../client/src/net/lookup.ts';
import type { Check, Disagreement } from './check.ts';

/** The suite as the Open SPF project publishes it; its licence stands beside it. */
const suite = path.join(import.meta.dirname, '../../test/vectors/rfc7208-tests.yml');

interface Scenario {
  readonly description: string;
  readonly tests: Readonly<Record<string, SpfTest>>;
  readonly zonedata: Readonly<Record<string, readonly ZoneEntry[]>>;
}

interface SpfTest {
  readonly helo: string;
  readonly host: string;
  readonly mailfrom: string;
  readonly result: string | readonly string[];
  readonly explanation?: string;
}

/** One record by its kind; `TIMEOUT` stands for a server that does not answer. */
type ZoneEntry = Readonly<Record<string, unknown>>;

/** The results of SPF. */
export const spfResults: Check = {
  name: 'spf results',
  reasons: 'spf.json',
  async run() {
    const disagreements: Disagreement[] = [];
    let total = 0;
    for (const document of parseAllDocuments(readFileSync(suite, 'utf8'))) {
      const scenario = document.toJS() as Scenario | null;
      if (!scenario) continue;
      const resolver = nodeResolver(zone(scenario.zonedata));
      for (const [id, test] of Object.entries(scenario.tests)) {
        total += 1;
        const client = { ip: test.host, helo: test.helo, mailFrom: test.mailfrom };
        const { result, explanation = 'DEFAULT' } = await checkSpf(client, resolver);
        const wanted = [test.result].flat();
        const isExplained =
          test.explanation === undefined || result !== 'fail' || explanation === test.explanation;
        if (wanted.includes(result) && isExplained) continue;
        const ours = isExplained ? result : `${result} “${explanation}”`;
        const theirs = isExplained ? wanted.join(' or ') : `${wanted.join(' or ')} “${test.explanation}”`;
        disagreements.push({
          id,
          text: `${scenario.description}: ${id}: ${theirs} for them, ${ours} for us`,
        });
      }
    }
    return { passed: total - disagreements.length, total, disagreements };
  },
};

/** SPF stands for TXT, but where a name has TXT of its own. */
function zone(data: Scenario['zonedata']): Lookup {
  const names = new Map(Object.entries(data).map(([name, entries]) => [name.toLowerCase(), entries]));
  const ask = (name: string, kind: string, hops: number): DnsAnswer => {
    const records = names.get(name.toLowerCase()) ?? [];
    const alias = records.find((record) => 'CNAME' in record)?.['CNAME'];
    if (alias !== undefined && kind !== 'CNAME') {
      return hops > 10 ? { ok: false, fault: 'failed', detail: 'CNAME' } : ask(text(alias), kind, hops + 1);
    }
    const own = kind === 'TXT' && !records.some((record) => 'TXT' in record) ? 'SPF' : kind;
    const found = records.filter((record) => own in record).map((record) => text(record[own]));
    const real = found.filter((record) => record !== 'NONE');
    if (real.length > 0) return { ok: true, records: real };
    const isSilent = records.some((record) => 'TIMEOUT' in record);
    return { ok: false, fault: isSilent ? 'timeout' : 'missing', detail: '' };
  };
  return (name, kind) => Promise.resolve(ask(name, kind, 0));
}

function text(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.map(String).join(typeof value[0] === 'number' ? ' ' : '');
}
