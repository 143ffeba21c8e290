// The great providers: their servers, and what one needs to log in there. The page of each says so; no look-up is needed.

import type { ConnectionSecurity, OAuthSettings, ServerSettings } from '../mail/account.ts';
import { addressHalves } from './proposal.ts';
import type { LoginAdvice, Proposal } from './proposal.ts';

type Server = readonly [host: string, port: number, security: ConnectionSecurity];

interface Preset {
  readonly name: string;
  /** Domains of addresses; a name that ends with a dot stands for all its top-level domains. */
  readonly domains: readonly string[];
  /** What the names of its mail exchangers end with, where it also serves domains of others. */
  readonly exchangers?: readonly string[];
  readonly imap: Server;
  readonly pop3?: Server;
  readonly smtp: Server;
  /** What the incoming server calls the user. */
  readonly user?: 'local';
  readonly advice?: LoginAdvice;
  readonly oauth?: OAuthSettings;
  /** Where the servers are documented. */
  readonly help: string;
}

const MICROSOFT: OAuthSettings = { provider: 'microsoft' };
const GOOGLE: OAuthSettings = {
  provider: 'issuer',
  issuer: 'https://accounts.google.com',
  // The only scope that Gmail's IMAP, POP and SMTP take: developers.google.com/workspace/gmail/imap/xoauth2-protocol
  scopes: ['https://mail.google.com/'],
};

const presets: readonly Preset[] = [
  {
    name: 'Gmail',
    domains: ['gmail.com', 'googlemail.com'],
    // knowledge.workspace.google.com, "Set up MX records".
    exchangers: ['.google.com', '.googlemail.com'],
    imap: ['imap.gmail.com', 993, 'tls'],
    pop3: ['pop.gmail.com', 995, 'tls'],
    smtp: ['smtp.gmail.com', 465, 'tls'],
    advice: 'appPassword',
    oauth: GOOGLE,
    help: 'https://support.google.com/mail/answer/7126229',
  },
  {
    // Passwords ended in September 2024: support.microsoft.com, "Modern Authentication methods".
    name: 'Outlook.com',
    domains: ['outlook.', 'hotmail.', 'live.', 'msn.com', 'windowslive.com', 'passport.com'],
    imap: ['outlook.office365.com', 993, 'tls'],
    pop3: ['outlook.office365.com', 995, 'tls'],
    smtp: ['smtp-mail.outlook.com', 587, 'starttls'],
    advice: 'signInOnly',
    oauth: MICROSOFT,
    help: 'https://support.microsoft.com/office/d088b986-291d-42b8-9564-9c414e2aa040',
  },
  {
    name: 'Microsoft 365',
    domains: ['onmicrosoft.com'],
    exchangers: ['.mail.protection.outlook.com', '.mx.microsoft'],
    imap: ['outlook.office365.com', 993, 'tls'],
    pop3: ['outlook.office365.com', 995, 'tls'],
    smtp: ['smtp.office365.com', 587, 'starttls'],
    advice: 'signInOnly',
    oauth: MICROSOFT,
    help: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/pop3-and-imap4/pop3-and-imap4',
  },
  {
    name: 'Yahoo',
    domains: ['yahoo.', 'ymail.com', 'rocketmail.com', 'myyahoo.com'],
    imap: ['imap.mail.yahoo.com', 993, 'tls'],
    pop3: ['pop.mail.yahoo.com', 995, 'tls'],
    smtp: ['smtp.mail.yahoo.com', 465, 'tls'],
    advice: 'appPassword',
    help: 'https://help.yahoo.com/kb/SLN4075.html',
  },
  {
    name: 'AOL',
    domains: ['aol.', 'aim.com'],
    imap: ['imap.aol.com', 993, 'tls'],
    pop3: ['pop.aol.com', 995, 'tls'],
    smtp: ['smtp.aol.com', 465, 'tls'],
    advice: 'appPassword',
    help: 'https://help.aol.com/articles/how-do-i-use-other-email-applications-to-send-and-receive-my-aol-mail',
  },
  {
    // No POP3.
    name: 'iCloud',
    exchangers: ['.mail.icloud.com'],
    domains: ['icloud.com', 'me.com', 'mac.com'],
    imap: ['imap.mail.me.com', 993, 'tls'],
    smtp: ['smtp.mail.me.com', 587, 'starttls'],
    user: 'local',
    advice: 'appPassword',
    help: 'https://support.apple.com/102525',
  },
  {
    name: 'Fastmail',
    exchangers: ['.messagingengine.com'],
    domains: ['fastmail.', 'messagingengine.com', 'sent.com'],
    imap: ['imap.fastmail.com', 993, 'tls'],
    pop3: ['pop.fastmail.com', 995, 'tls'],
    smtp: ['smtp.fastmail.com', 465, 'tls'],
    advice: 'appPassword',
    help: 'https://www.fastmail.help/hc/en-us/articles/1500000278342',
  },
  {
    name: 'GMX',
    domains: ['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 'gmx.eu'],
    imap: ['imap.gmx.net', 993, 'tls'],
    pop3: ['pop.gmx.net', 995, 'tls'],
    smtp: ['mail.gmx.net', 465, 'tls'],
    advice: 'enableAccess',
    help: 'https://hilfe.gmx.net/pop-imap/index.html',
  },
  {
    name: 'GMX',
    domains: ['gmx.com', 'gmx.us', 'gmx.co.uk', 'gmx.fr', 'gmx.es'],
    imap: ['imap.gmx.com', 993, 'tls'],
    pop3: ['pop.gmx.com', 995, 'tls'],
    smtp: ['mail.gmx.com', 465, 'tls'],
    advice: 'enableAccess',
    help: 'https://support.gmx.com/pop-imap/index.html',
  },
  {
    name: 'WEB.DE',
    domains: ['web.de', 'email.de'],
    imap: ['imap.web.de', 993, 'tls'],
    pop3: ['pop3.web.de', 995, 'tls'],
    smtp: ['smtp.web.de', 587, 'starttls'],
    advice: 'enableAccess',
    help: 'https://hilfe.web.de/pop-imap/index.html',
  },
  {
    name: 'T-Online',
    domains: ['t-online.de', 'magenta.de'],
    imap: ['secureimap.t-online.de', 993, 'tls'],
    pop3: ['securepop.t-online.de', 995, 'tls'],
    smtp: ['securesmtp.t-online.de', 465, 'tls'],
    // The customer centre gives programs a password that is not the one of the web page.
    advice: 'ownPassword',
    help: 'https://www.telekom.de/hilfe/apps-dienste/e-mail/e-mail-programme',
  },
  {
    name: 'freenet',
    domains: ['freenet.de'],
    imap: ['mx.freenet.de', 993, 'tls'],
    pop3: ['mx.freenet.de', 995, 'tls'],
    smtp: ['mx.freenet.de', 587, 'starttls'],
    help: 'https://kundenservice.freenet.de/s/article/E-Mail-Programm-einrichten',
  },
  {
    name: 'mailbox.org',
    domains: ['mailbox.org'],
    exchangers: ['.mailbox.org'],
    imap: ['imap.mailbox.org', 993, 'tls'],
    pop3: ['pop3.mailbox.org', 995, 'tls'],
    smtp: ['smtp.mailbox.org', 465, 'tls'],
    help: 'https://kb.mailbox.org/en/private/e-mail-settings/imap-and-pop3-settings',
  },
  {
    name: 'Posteo',
    domains: ['posteo.'],
    imap: ['posteo.de', 993, 'tls'],
    pop3: ['posteo.de', 995, 'tls'],
    smtp: ['posteo.de', 465, 'tls'],
    help: 'https://posteo.de/en/help/how-do-i-set-up-posteo-in-an-email-client-pop3-imap-and-smtp',
  },
  {
    name: 'Zoho Mail',
    exchangers: ['.zoho.com'],
    domains: ['zoho.com', 'zohomail.com'],
    imap: ['imap.zoho.com', 993, 'tls'],
    pop3: ['pop.zoho.com', 995, 'tls'],
    smtp: ['smtp.zoho.com', 465, 'tls'],
    advice: 'enableAccess',
    help: 'https://www.zoho.com/mail/help/imap-access.html',
  },
  {
    name: 'Zoho Mail (EU)',
    exchangers: ['.zoho.eu'],
    domains: ['zoho.eu', 'zohomail.eu'],
    imap: ['imap.zoho.eu', 993, 'tls'],
    pop3: ['pop.zoho.eu', 995, 'tls'],
    smtp: ['smtp.zoho.eu', 465, 'tls'],
    advice: 'enableAccess',
    help: 'https://www.zoho.com/mail/help/imap-access.html',
  },
  {
    // A program on the same machine decrypts; its certificate is its own, so the fingerprint is shown.
    name: 'Proton Mail (Bridge)',
    domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'],
    imap: ['127.0.0.1', 1143, 'starttls'],
    smtp: ['127.0.0.1', 1025, 'starttls'],
    advice: 'bridge',
    help: 'https://proton.me/support/protonmail-bridge-clients',
  },
  {
    name: 'Yandex',
    exchangers: ['.yandex.net', '.yandex.ru'],
    domains: ['yandex.', 'ya.ru'],
    imap: ['imap.yandex.com', 993, 'tls'],
    pop3: ['pop.yandex.com', 995, 'tls'],
    smtp: ['smtp.yandex.com', 465, 'tls'],
    advice: 'appPassword',
    help: 'https://yandex.com/support/yandex-360/customers/mail/en/mail-clients/others',
  },
  {
    name: 'Mail.ru',
    domains: ['mail.ru', 'inbox.ru', 'list.ru', 'bk.ru', 'internet.ru'],
    imap: ['imap.mail.ru', 993, 'tls'],
    pop3: ['pop.mail.ru', 995, 'tls'],
    smtp: ['smtp.mail.ru', 465, 'tls'],
    advice: 'appPassword',
    help: 'https://help.mail.ru/mail/mailer/popsmtp/',
  },
  {
    name: 'Seznam',
    domains: ['seznam.cz', 'email.cz', 'post.cz'],
    imap: ['imap.seznam.cz', 993, 'tls'],
    pop3: ['pop3.seznam.cz', 995, 'tls'],
    smtp: ['smtp.seznam.cz', 465, 'tls'],
    advice: 'enableAccess',
    help: 'https://napoveda.seznam.cz/cz/email/nastaveni-postovnich-programu/',
  },
];

/** What the table knows of an address, IMAP first; empty where it knows nothing. */
export function presetProposals(address: string): readonly Proposal[] {
  const halves = addressHalves(address);
  if (!halves) return [];
  const preset = presets.find(({ domains }) => domains.some((domain) => covers(domain, halves.domain)));
  // Apple asks for the name without its domain.
  return preset
    ? proposals(preset, address.trim(), preset.user === 'local' ? halves.local : address.trim())
    : [];
}

/** What the table knows of the provider that takes the mail of a domain of somebody's own. */
export function exchangerProposals(address: string, exchangers: readonly string[]): readonly Proposal[] {
  const [preferred = ''] = exchangers.map((name) => `.${name.toLowerCase()}`);
  const preset = presets.find(({ exchangers: known = [] }) => known.some((end) => preferred.endsWith(end)));
  return preset ? proposals(preset, address.trim(), address.trim()) : [];
}

function proposals(preset: Preset, address: string, incomingUser: string): readonly Proposal[] {
  const { name, imap, pop3, smtp, advice, oauth, help } = preset;
  const shared = {
    provider: name,
    outgoing: server(smtp, address, oauth),
    ...(oauth === undefined ? {} : { oauth }),
    ...(advice === undefined ? {} : { advice }),
    help,
    source: 'preset',
  } as const;
  return [
    { kind: 'imap', incoming: server(imap, incomingUser, oauth), ...shared },
    ...(pop3 ? [{ kind: 'pop3', incoming: server(pop3, incomingUser, oauth), ...shared } as const] : []),
  ];
}

/** `yahoo.` covers `yahoo.com` and `yahoo.co.uk`; `onmicrosoft.com` also what stands below it. */
function covers(known: string, domain: string): boolean {
  if (known.endsWith('.')) {
    return domain.startsWith(known) && /^[a-z]{2,6}(?:\.[a-z]{2})?$/.test(domain.slice(known.length));
  }
  return domain === known || (known === 'onmicrosoft.com' && domain.endsWith(`.${known}`));
}

function server(
  [host, port, security]: Server,
  user: string,
  oauth: OAuthSettings | undefined,
): ServerSettings {
  // Microsoft takes nothing else; Google's own client needs an id that the user may not have.
  return { host, port, security, user, login: oauth?.provider === 'microsoft' ? 'oauth' : 'password' };
}
