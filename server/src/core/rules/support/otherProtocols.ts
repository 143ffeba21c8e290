// Tells by its first words a line of another protocol than SMTP.

/** The protocol whose line this is; undefined for what may be SMTP. */
export function otherProtocol(line: string): string | undefined {
  return SIGNS.find(([, sign]) => sign.test(line))?.[0];
}

/** The line by which a load balancer says for whom it speaks; the server behind it expects it. */
export function isProxyHeader(line: string): boolean {
  return /^PROXY (?:TCP[46]|UNKNOWN)(?: |$)/.test(line);
}

const SIGNS: readonly (readonly [protocol: string, sign: RegExp])[] = [
  ['HTTP', /^(?:GET|POST|PUT|HEAD|OPTIONS|CONNECT|DELETE|PATCH|PRI) \S+ HTTP\/\d/],
  ['TLS', /^\x16\x03[\0-\x04]/],
  ['SSH', /^SSH-\d\.\d-/],
  ['IMAP', /^[A-Za-z]{0,5}\d{1,8} (?:LOGIN|CAPABILITY|AUTHENTICATE|SELECT|NOOP|LOGOUT|STARTTLS|ID)(?: |$)/i],
  ['POP3', /^(?:CAPA|STLS|USER \S+|PASS \S.*|APOP \S+ [0-9a-f]{32})$/i],
  ['SIP', /^(?:REGISTER|INVITE|OPTIONS) sips?:\S+ SIP\/2/],
];
