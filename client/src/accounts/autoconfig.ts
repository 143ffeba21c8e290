// Reads Mozilla's autoconfig format: https://www.bucksch.org/1/projects/thunderbird/autoconfiguration/config-file-format.html

import { XMLParser } from 'fast-xml-parser';

import type { ConnectionSecurity, ServerSettings } from '../mail/account.ts';
import { addressHalves } from './proposal.ts';
import type { Proposal } from './proposal.ts';
import { isHost, isPort } from './settings.ts';

/** Where a domain tells its settings. The address itself is sent to nobody. */
export function autoconfigAddresses(domain: string): readonly URL[] {
  return [
    new URL(`https://autoconfig.${domain}/mail/config-v1.1.xml`),
    new URL(`https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`),
  ];
}

/** What a file proposes for an address; empty where it is no such file, or offers nothing that is safe. */
export function autoconfigProposals(xml: string, address: string): readonly Proposal[] {
  const halves = addressHalves(address);
  if (!halves || xml.length > MAX_LENGTH) return [];
  const provider = child(child(parsed(xml), 'clientConfig'), 'emailProvider');
  const place = { address: address.trim(), ...halves };
  const named = text(child(provider, 'displayShortName')) ?? text(child(provider, 'displayName'));
  const [outgoing] = children(provider, 'outgoingServer').flatMap(
    (one) => readServer(one, 'smtp', place) ?? [],
  );
  return (['imap', 'pop3'] as const).flatMap((kind) => {
    const [incoming] = children(provider, 'incomingServer').flatMap(
      (one) => readServer(one, kind, place) ?? [],
    );
    if (!incoming) return [];
    return [
      {
        kind,
        incoming,
        source: 'autoconfig' as const,
        ...(named === undefined ? {} : { provider: named.slice(0, MAX_NAME) }),
        ...(outgoing ? { outgoing } : {}),
      },
    ];
  });
}

interface Place {
  readonly address: string;
  readonly local: string;
  readonly domain: string;
}

/** A server of the wanted type; undefined for others, and for those that want the password in clear. */
function readServer(node: unknown, type: string, place: Place): ServerSettings | undefined {
  if (text(child(node, '@type'))?.toLowerCase() !== type) return undefined;
  const host = filled(text(child(node, 'hostname')) ?? '', place);
  const port = Number(text(child(node, 'port')));
  const security = SECURITIES.get(text(child(node, 'socketType'))?.toUpperCase() ?? '');
  if (!isHost(host) || !isPort(port) || security === undefined) return undefined;
  const user = filled(text(child(node, 'username')) ?? '%EMAILADDRESS%', place);
  if (user === '' || /\p{Cc}/u.test(user)) return undefined;
  return { host, port, security, user, login: 'password' };
}

function filled(template: string, { address, local, domain }: Place): string {
  return template
    .replaceAll('%EMAILADDRESS%', () => address)
    .replaceAll('%EMAILLOCALPART%', () => local)
    .replaceAll('%EMAILDOMAIN%', () => domain)
    .slice(0, MAX_NAME);
}

function parsed(xml: string): unknown {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    // The format has no entities of its own; expanding any could make much out of little.
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
  });
  try {
    return parser.parse(xml);
  } catch {
    return undefined;
  }
}

function child(node: unknown, name: string): unknown {
  return children(node, name)[0];
}

/** The parser makes a list only where an element stands more than once. */
function children(node: unknown, name: string): readonly unknown[] {
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) return [];
  const value = (node as Readonly<Record<string, unknown>>)[name];
  return Array.isArray(value) ? value.slice(0, MAX_SERVERS) : [value];
}

/** Text of an element, which may have attributes. */
function text(node: unknown): string | undefined {
  const value = typeof node === 'object' && node !== null ? (node as { '#text'?: unknown })['#text'] : node;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** `plain` is left out: passwords in clear are for this machine only, which no domain proposes. */
const SECURITIES: ReadonlyMap<string, ConnectionSecurity> = new Map([
  ['SSL', 'tls'],
  ['TLS', 'tls'],
  ['STARTTLS', 'starttls'],
]);
const MAX_LENGTH = 256 * 1024;
const MAX_SERVERS = 20;
const MAX_NAME = 320;
