// Finds addresses, hosts and addresses of the network in the words of a session.

import type { TextRange } from '../../../text/range.ts';
import type { Session } from '../../../transcript/exchange.ts';
import type { Placeholders } from '../../../transcript/secrets/placeholders.ts';

/** What of the names in a text is to be replaced. */
export interface NameOptions {
  readonly addresses: boolean;
  readonly hosts: boolean;
  /** Whether what is inserted is fitted to what it replaces. */
  readonly fixed?: boolean;
}

/** The replacements in a text, in order, without overlap. */
export function nameEdits(
  text: string,
  { addresses, hosts, fixed = false }: NameOptions,
  placeholders: Placeholders,
): (TextRange & { insert: string })[] {
  const found: Name[] = [];
  const add = (from: number, old: string, name: () => string): void => {
    found.push({ from, to: from + old.length, name });
  };
  if (addresses) {
    for (const match of text.matchAll(ENVELOPE)) {
      const [whole, name, local = '', host = ''] = match;
      const end = match.index + whole.length;
      // What was masked letter by letter stays.
      if (name !== undefined && !/^(?:x|=78|[\s_.,?=-])*$/.test(name)) {
        add(match.index + 2, name, () => placeholders.user(local, fixed));
      }
      add(end - 5 - host.length - local.length, local, () => placeholders.user(local, fixed));
      add(end - 2 - host.length, host, () => placeholders.host(host));
    }
    for (const { index, 0: whole } of text.matchAll(ADDRESS)) {
      const before = NO_LOCAL.exec(whole)?.[0].length ?? 0;
      const address = whole.slice(before);
      if (!address.startsWith('@')) add(index + before, address, () => placeholders.user(address, fixed));
    }
    for (const { index, 1: local = '', 2: host = '' } of text.matchAll(IN_URL)) {
      add(index, local, () => placeholders.user(local, fixed));
      add(index + local.length + '%40'.length, host, () => placeholders.host(host));
    }
  }
  if (hosts) {
    // An address's host is a host too, whoever's the rest is.
    for (const match of text.matchAll(HOST)) {
      // `250-mx.example`: the code of a reply is no part of the name, nor is an octet behind `=` or `%`.
      const before = match.index === 0 ? REPLY_CODE : OCTETS[text.charAt(match.index - 1)];
      const from = before?.exec(match[0])?.[0].length ?? 0;
      const name = match[0].slice(from).replace(EXTENSIONS, '');
      // What stands behind IMAP's `* ` names a response.
      const names = match.index === 2 && text.startsWith('* ');
      if (name.includes('.') && !names && !NO_HOST.test(name)) {
        add(match.index + from, name, () => placeholders.host(name));
      }
    }
    for (const { index, 0: address } of text.matchAll(IP)) {
      if (isAddress(address)) add(index, address, () => placeholders.ip(address));
    }
  }
  let end = 0;
  // Of two that start at one place the first one found says more.
  return found
    .sort((a, b) => a.from - b.from)
    .flatMap(({ from, to, name }) => {
      if (from < end) return [];
      end = to;
      const insert = name();
      return insert === text.slice(from, to) ? [] : [{ from, to, insert }];
    });
}

/** Where clients of SMTP name themselves without a domain. */
export function* helloNames({ exchanges, all, numbers }: Session): Generator<TextRange & { line: number }> {
  for (let index = 0; index < exchanges.count; index++) {
    if (exchanges.kind(index) !== 'command' || !HELLO.has(exchanges.row(index)?.verb ?? '')) continue;
    const line = numbers[exchanges.first(index)] ?? 0;
    const [before = '', name = ''] = /^\s*\S+\s+([A-Za-z0-9_-]+)(?=\s*$)/.exec(all.text(line)) ?? [];
    if (name !== '') yield { line, from: before.length - name.length, to: before.length };
  }
}

const HELLO = new Set(['EHLO', 'HELO', 'LHLO']);

interface Name extends TextRange {
  /** Made where it is used: placeholders are numbered. */
  readonly name: () => string;
}

function isAddress(text: string): boolean {
  if (!text.includes(':')) return text.split('.').every((number) => Number(number) < 256);
  return text.includes('::') || text.split(':').length === 8;
}

/** RFC 9051 7.5.2: name, route, local part, host. A name that is a literal stands in front of the line. */
const ENVELOPE =
  /(?:\((?:NIL|"((?:[^"\\]|\\[^])*)")|^[^"()]{0,200}?) (?:NIL|"(?:@[^"]*)?") "([^"\\]*)" "([^"\\]+)"\)/g;
/** RFC 5321 4.1.2, RFC 6531 3.3. A question mark parts addresses in what Postfix says of its caches. */
const ADDRESS =
  /(?:(?:(?<![\w.!#$%&'*+/?^`{|}~=\u00a1-\uffff-])|\?)[\w.!#$%&'*+/?^`{|}~=\u00a1-\uffff-]{1,1000}|"(?:[^"\\@]|\\.){1,64}")@(?:(?=[A-Za-z0-9\u00a1-\uffff])(?:[A-Za-z0-9\u00a1-\uffff-]+\.)+[A-Za-z0-9\u00a1-\uffff-]*[A-Za-z0-9\u00a1-\uffff]|\[(?:IPv6:)?[0-9A-Fa-f.:]{3,45}\])/g;
const IN_URL =
  /(?<![\w.+-])([\w.+-]{1,64})%40((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.)+[A-Za-z]{2,24})(?!\w|-\w)/g;
/** What may be in front of an address without a space: a URL's scheme, an octet of quoted-printable, the name of a value. */
const NO_LOCAL =
  /^(?:.*=[0-9A-F]{2}(?=[\w.+-]*@)|\?+|\/\/|(?:[\w.]+\.)?(?:[Aa]ddr|[Aa]ddress|orig_to|[Tt]o|[Ff]rom|FROM|TO|[Uu]ser(?:name)?|[Rr]cpt|[Ss]ender|[Rr]ecipient|[Ll]ogin|LOGIN|[Mm]ail(?:from)?|[Aa]uth|AUTH|[Ee]mail|i|[Ee]nvelope-[Ff]rom)=)/;
const HOST =
  /(?<![\w.\u00a1-\uffff-])(?:[A-Za-z0-9\u00a1-\uffff](?:[A-Za-z0-9\u00a1-\uffff-]{0,62})\.)+(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,40})(?!\w|-\w)/g;
/** Behind `BODY[` stands the number of a part. */
const IP =
  /(?<!(?<!\bIPv6):|[\w.]|\b(?:BODY|BODY\.PEEK|BINARY|BINARY\.PEEK|BINARY\.SIZE)\[)(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4})(?![\w.:]*\w)/gi;
const REPLY_CODE = /^\d{3}-/;
/** Words of IMAP, hierarchies of mailboxes, the names of values (RFC 8601 2.7). */
const NO_HOST =
  /^(?:(?:BODY|BINARY|RFC822|HEADER|FLAGS|ENVELOPE|SUBSCRIPTIONS)(?:\.[A-Z]+)+|INBOX\..*|[\d.]+[A-Z]+|(?:smtp|header|policy|body)\.[a-z-]+)$/i;
/** Quoted-printable and URLs write octets so. */
const OCTETS: Readonly<Record<string, RegExp>> = {
  '=': /^[0-9A-F]{2}(?=[^.])/,
  '%': /^[0-9A-Fa-f]{2}(?=[^.])/,
};
/** Names of files may be made of those of hosts. */
const EXTENSIONS =
  /(?:\.(?:pem|crt|cer|key|conf|cfg|log|txt|eml|html?|php|xml|json|ya?ml|ini|exe|dll|pdf|png|jpe?g|gif|csv|dtd|css|js|chain|unlocked))+$/i;
