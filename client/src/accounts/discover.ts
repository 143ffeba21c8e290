// Finds the servers of an address at its domain: Mozilla's autoconfig file, then the DNS.

import type { Cancellation } from '../mail/mailStore.ts';
import type { Dns } from '../net/dns.ts';
import { httpRequest } from '../net/http.ts';
import type { HttpPorts } from '../net/http.ts';
import { autoconfigAddresses, autoconfigProposals } from './autoconfig.ts';
import { addressHalves } from './proposal.ts';
import { exchangerProposals } from './presets.ts';
import type { Proposal, ServerAddress } from './proposal.ts';
import { chosenServers, services } from './srv.ts';

/** What is asked; tests bring their own. */
export interface DiscoveryPorts {
  readonly http: HttpPorts;
  readonly dns: Dns;
  /** Where a domain's file may lie. */
  readonly addresses?: (domain: string) => readonly URL[];
}

/** All are asked at once; the domain's own file counts most, then its own records, then who takes its mail. Rejects only when it is cancelled. */
export async function discover(
  address: string,
  { http, dns, addresses = autoconfigAddresses }: DiscoveryPorts,
  cancel: Cancellation,
): Promise<readonly Proposal[]> {
  const halves = addressHalves(address);
  if (!halves) return [];
  const { domain } = halves;
  const [files, answers, exchangers] = await Promise.all([
    Promise.all(addresses(domain).map((place) => fileAt(place, http, cancel))),
    Promise.all(
      services.map(async ({ name }) => [name, await dns.srv(`${name}.${domain}`, cancel)] as const),
    ),
    dns.mx(domain, cancel),
  ]);
  const found = files
    .map((file) => (file === undefined ? [] : autoconfigProposals(file, address)))
    .find((proposals) => proposals.length > 0);
  if (found) return found;
  const named = srvProposals(address, chosenServers(new Map(answers)));
  return named.length > 0 ? named : exchangerProposals(address, exchangers);
}

async function fileAt(place: URL, http: HttpPorts, cancel: Cancellation): Promise<string | undefined> {
  const answer = await httpRequest(place, { redirects: 3 }, http, cancel).catch(() => {
    cancel.signal.throwIfAborted();
    // Most domains have no such server.
    return undefined;
  });
  return answer?.status === 200 ? answer.body.toString('utf8') : undefined;
}

function srvProposals(address: string, servers: ReturnType<typeof chosenServers>): readonly Proposal[] {
  const user = address.trim();
  const settings = (server: ServerAddress): Proposal['incoming'] => ({ ...server, user, login: 'password' });
  const smtp = servers.get('smtp');
  return (['imap', 'pop3'] as const).flatMap((kind) => {
    const incoming = servers.get(kind);
    if (!incoming) return [];
    const outgoing = smtp ? { outgoing: settings(smtp) } : {};
    return [{ kind, incoming: settings(incoming), ...outgoing, source: 'srv' as const }];
  });
}
