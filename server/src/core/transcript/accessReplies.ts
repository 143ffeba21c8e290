// Replies of well-known IMAP and POP3 servers that people search for: what each means, and what to do next.

import { page, rfc } from '../registry/reference.ts';
import type { VendorReplyRow } from './smtp/vendorReplyRow.ts';
import { rowOf } from './smtp/vendorReplies.ts';
import type { VendorReply } from './smtp/vendorReplies.ts';

/** The row of a response of IMAP or a reply of POP3. Only the first characters of a long one are looked at. */
export function accessReply(text: string): VendorReply | undefined {
  const words = text.slice(0, MAX_TEXT).replace(/\s+/g, ' ');
  return NEGATIVE.test(words) ? accessReplies.find(({ pattern }) => pattern.test(words)) : undefined;
}

const MAX_TEXT = 1000;
/** What was done needs no advice. */
const NEGATIVE = /^(?:\S+ (?:NO|BAD|BYE)|-ERR)\b|^\S+ OK \[ALERT\]/i;

const gmail = page('Gmail, sign in with app passwords', 'https://support.google.com/accounts/answer/185833');
const gmailImap = page('Gmail, other mail programs', 'https://support.google.com/mail/answer/7126229');
const gmailLimits = page('Google Workspace, bandwidth limits', 'https://support.google.com/a/answer/1071518');
const microsoft = page(
  'Microsoft, end of basic authentication',
  'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online',
);
const throttling = page(
  'Microsoft, throttling',
  'https://learn.microsoft.com/exchange/client-developer/exchange-web-services/ews-throttling-in-exchange',
);
const dovecot = page('Dovecot, documentation', 'https://doc.dovecot.org/');

/** The first that fits counts. */
const rows: readonly VendorReplyRow[] = [
  [
    'Gmail',
    /application-specific password required/i,
    'The account has two-step verification: its own password does not log mail programs in.',
    'Create an app password in the account’s security settings, or use OAuth.',
    gmail,
  ],
  [
    'Gmail',
    /web login required|log in via your web browser|WEBALERT/i,
    'The provider distrusts this login and wants to see the user in a browser first.',
    'Sign in on the web site from the same network, then try again; better use OAuth.',
    gmailImap,
  ],
  [
    'Gmail',
    /account exceeded command or bandwidth limits/i,
    'The account has fetched or sent more in a day than Gmail lets it.',
    'Wait up to 24 hours; fetch fewer or smaller messages, and with fewer programs.',
    gmailLimits,
  ],
  [
    'Gmail',
    /too many simultaneous connections/i,
    'More connections are open than Gmail lets an account have: 15.',
    'Close other mail programs, or let each open fewer connections.',
    gmailImap,
  ],
  [
    'Gmail',
    /(?:IMAP|POP3?) access is disabled for your domain|not enabled for (?:IMAP|POP)/i,
    'This way to the mail is switched off for the account or its domain.',
    'Switch it on in the settings of the mailbox; in an organisation, ask its administrator.',
    gmailImap,
  ],
  [
    'Gmail',
    /invalid credentials \(failure\)|\[AUTH\] username and password not accepted/i,
    'Google does not take the name or password, or the access token is wrong or has run out. Google takes no plain account passwords.',
    'Use OAuth, with a fresh token for the scope https://mail.google.com/, or an app password.',
    gmail,
  ],
  [
    'Microsoft 365',
    /user is authenticated but not connected/i,
    'The login was right, but the mailbox could not be opened: IMAP is switched off for it, it has no licence or no mailbox here, or the name of a shared mailbox is wrong.',
    'Let the administrator look whether the mailbox exists and has IMAP switched on; check the name that was logged in with.',
    microsoft,
  ],
  [
    'Microsoft 365',
    /request is throttled/i,
    'The account asks more than Microsoft answers.',
    'Wait as long as the text says; then ask less, with fewer connections.',
    throttling,
  ],
  [
    'Microsoft',
    /^\S+ NO (?:LOGIN|AUTHENTICATE) failed\.?\s*$|-ERR (?:Logon failure: unknown user name or bad password|Authentication failure: unknown user name or bad password)/i,
    'The login failed. Exchange Online and Outlook.com take no passwords any more: these words come for a right password too.',
    'Use OAuth (XOAUTH2) with the scope of the protocol; on a server of your own, check name and password.',
    microsoft,
  ],
  [
    'Yahoo',
    /(?:LOGIN|AUTHENTICATE) Invalid credentials/i,
    'Yahoo or AOL does not take the password: mail programs need one of their own.',
    'Create an app password in the account’s security settings, or use OAuth.',
    page('Yahoo, app passwords', 'https://help.yahoo.com/kb/SLN15241.html'),
  ],
  [
    'Yahoo',
    /(?:LOGIN|AUTHENTICATE) Rate limit hit/i,
    'Too many logins in a short time.',
    'Wait some minutes; keep connections open instead of logging in anew.',
    page('Yahoo, mail programs', 'https://help.yahoo.com/kb/SLN4075.html'),
  ],
  [
    'plain password refused',
    /plaintext authentication disallowed|PRIVACYREQUIRED|login only available under a layer|cleartext (?:login|authentication)s? (?:is |are )?(?:disabled|disallowed|not (?:allowed|permitted))/i,
    'The server takes passwords only over TLS.',
    'Start TLS before logging in, or connect to the port that has TLS from the start (993, 995).',
    rfc(5530, '3'),
  ],
  [
    'Dovecot',
    /maximum number of connections from user|mail_max_userip_connections/i,
    'More connections of this user from this address are open than the server allows.',
    'Close other programs or let each open fewer connections; on the server, raise mail_max_userip_connections.',
    dovecot,
  ],
  [
    'Dovecot',
    /temporary authentication failure|internal (?:login|authentication) failure|internal error occurred\. refer to (?:the )?server log/i,
    'Something is wrong inside the server; the client can do nothing about it.',
    'Give the time and the code in brackets to the administrator, who finds the cause in the server’s log.',
    dovecot,
  ],
  [
    'idle too long',
    /disconnected for inactivity|idle (?:for )?too long|autologout|session timed? ?out|timeout.*disconnect/i,
    'The connection was silent for too long, and the server closed it.',
    'Connect again; a client that waits renews IDLE before 29 minutes, or says NOOP.',
    rfc(9051, '5.4'),
  ],
  [
    'too many faulty commands',
    /too many (?:invalid|bad|unrecogni[sz]ed) (?:IMAP |POP3 )?commands/i,
    'The server could not read too many commands, and closed the connection.',
    'Look at the first command that was refused: often a literal has a wrong count.',
    dovecot,
  ],
  [
    'mailbox full',
    /\[OVERQUOTA\]|quota exceeded|over ?quota|mailbox (?:for user )?is full/i,
    'There is no room left in the mailbox.',
    'Delete messages or raise the quota; nothing is added until then.',
    rfc(5530, '3'),
  ],
  [
    'mailbox in use',
    /\[IN-?USE\]|mailbox is (?:already )?(?:locked|in use)|unable to lock (?:maildrop|mailbox)|maildrop (?:already )?(?:locked|in use)/i,
    'Another connection has the mailbox to itself.',
    'Close the other program, or wait until the server has given up on a broken connection.',
    rfc(2449, '8.1.2'),
  ],
  [
    'login refused',
    /\[AUTH\]|AUTHENTICATIONFAILED|(?:authentication|login|logon|password) (?:has )?failed|failed (?:authentication|login)|(?:invalid|bad|incorrect|wrong) (?:login|password|user ?name|credentials|user)/i,
    'The server does not take the name and the password, or not from this program.',
    'Check both; where the account has two-step verification, use an app password or OAuth. Some providers first want this way to the mail switched on in their settings.',
    rfc(5530, '3'),
  ],
];

const accessReplies: readonly VendorReply[] = rows.map(rowOf);
