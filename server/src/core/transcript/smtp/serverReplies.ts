// Replies that many mail servers write, by their words: relaying, greylisting, unknown users, limits, logins, TLS.

import { page, rfc } from '../../registry/reference.ts';
import type { VendorReplyRow } from './vendorReplyRow.ts';

const postfix = page('Postfix, access control', 'https://www.postfix.org/SMTPD_ACCESS_README.html');
const postfixParameters = page('Postfix, parameters', 'https://www.postfix.org/postconf.5.html');
const postscreen = page('Postfix, postscreen', 'https://www.postfix.org/POSTSCREEN_README.html');
const exim = page(
  'Exim, access control lists',
  'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-access_control_lists.html',
);
const greylisting = page('RFC 6647, greylisting', 'https://www.rfc-editor.org/rfc/rfc6647');

/** The first that fits counts: what names its author stands in front of what many servers say. */
export const serverReplies: readonly VendorReplyRow[] = [
  [
    'greylisting',
    /gr[ea]y-?list/i,
    'The server does not know this combination of address, sender and recipient yet, and defers the first attempt.',
    'Nothing: the sending server tries again in some minutes from the same address.',
    greylisting,
  ],
  // Relaying
  [
    'Postfix',
    /Relay access denied/i,
    'The server delivers neither for this recipient’s domain, nor for a client that has not logged in.',
    'Log in on the submission port, or correct the domains the server is responsible for.',
    postfix,
  ],
  [
    'Exim',
    /relay not permitted/i,
    'The server does not pass mail on for this client.',
    'Log in before sending, or correct the domains the server is responsible for.',
    exim,
  ],
  [
    'relaying',
    /relaying (?:denied|not allowed|prohibited|disallowed)|not permitted to relay|unable to relay|not (?:been )?configured to let you|in my list of allowed rcpthosts|Proper authentication required|we do not relay/i,
    'The server does not pass mail on for this client.',
    'Log in before sending, or correct the domains the server is responsible for.',
    rfc(5321, '3.6.2'),
  ],
  // Recipients
  [
    'null MX',
    /nullMX|null MX|does not accept (?:e?mail|any mail)/i,
    'The domain says in DNS that it takes no mail at all.',
    'Look for a typing mistake in the domain; take the address off the list.',
    rfc(7505, '4.1'),
  ],
  [
    'Postfix',
    /Recipient address rejected: User unknown|User unknown in (?:local|virtual|relay)/i,
    'There is no such mailbox on this server.',
    'Check the address; on the server, the table that the reply names.',
    postfix,
  ],
  [
    'Postfix',
    /Recipient address rejected: (?:undeliverable|unverified) address/i,
    'The server asks the one behind it whether the recipient exists; it said no, or has not answered yet.',
    'With 450 the server tries again by itself; else check the address, and the server behind.',
    page('Postfix, address verification', 'https://www.postfix.org/ADDRESS_VERIFICATION_README.html'),
  ],
  [
    'Exim',
    /Unrouteable address/i,
    'The server knows no way for this address: the mailbox is unknown, or the domain has no mail server.',
    'Look for a typing mistake; on the server, exim -bt shows what each router says.',
    exim,
  ],
  [
    'Exim',
    /restricted characters in address/i,
    'The local part has characters that Exim’s usual configuration refuses, such as / | @ % !.',
    'Use another address; on the server, the ACL for RCPT has the list.',
    exim,
  ],
  [
    'too many recipients',
    /too many recipients|(?<![\d.])4\.5\.3\b/i,
    'The server takes no more recipients in one transaction.',
    'Send the message to those that were taken, and the others in a transaction of their own.',
    rfc(5321, '4.5.3.1.10'),
  ],
  // Senders
  [
    'sender verification',
    /Sender address rejected: (?:undeliverable|unverified) address|sender verify fail|sender address verification|callout verification/i,
    'The server asked DNS or the sender’s own server, and the sender address takes no mail.',
    'Use a sender address that exists and takes bounces.',
    page('Postfix, address verification', 'https://www.postfix.org/ADDRESS_VERIFICATION_README.html'),
  ],
  [
    'Postfix',
    /Sender address rejected: Domain (?:of sender address )?.{0,200}(?:not found|does not exist)|sender domain (?:must|does not) (?:exist|resolve)/i,
    'The domain of MAIL FROM has neither an MX nor an address record.',
    'Correct the sender’s domain, or its DNS.',
    postfix,
  ],
  [
    'Postfix',
    /Sender address rejected: not (?:owned by|logged in|authori[sz]ed to send from)/i,
    'The account that logged in may not use this sender.',
    'Use the address of the account, or let the administrator add the other one.',
    postfix,
  ],
  [
    'unknown sender domain',
    /Domain of sender address .{0,200}does not (?:exist|resolve)/i,
    'The domain of MAIL FROM has neither an MX nor an address record.',
    'Correct the sender’s domain, or its DNS.',
    rfc(3463, '3.2'),
  ],
  // The client
  [
    'reverse DNS',
    /Client host rejected: cannot find your (?:reverse )?hostname|(?:no|missing|without) (?:PTR|reverse DNS)|reverse (?:DNS|lookup)[^.]{0,80}(?:fail|missing|required|not)|(?:does not|doesn't) have (?:a )?(?:PTR|reverse)|(?:must|requires?) .{0,40}(?:PTR record|reverse DNS)/i,
    'The sending address has no PTR record, or its name does not lead back to it.',
    'Let whoever runs the network set the PTR record, and an address record for that name.',
    postfix,
  ],
  [
    'EHLO name',
    /Helo command rejected|(?:HELO|EHLO)[^.]{0,60}(?:invalid|fully.qualified|rejected|not resolve|syntactically)|syntactically invalid (?:HELO|EHLO)|Bad HELO/i,
    'The name behind EHLO is not one the server accepts: unqualified, not in DNS, or its own.',
    'Let the client say its fully qualified name, the one of its PTR record.',
    postfix,
  ],
  [
    'bare line ends',
    /bare <?(?:LF|CR)>?|bare newline/i,
    'The message has line feeds without carriage return, by which mail can be smuggled past checks.',
    'Send CRLF at the end of each line; the writing program or script has to be corrected.',
    page('Postfix, SMTP smuggling', 'https://www.postfix.org/smtp-smuggling.html'),
  ],
  [
    'pipelining',
    /Improper use of SMTP command pipelining|SMTP synchroni[sz]ation error|protocol (?:synchronization )?error.*pipelin/i,
    'The client spoke before it was its turn.',
    'Wait for each reply where PIPELINING was not announced; often it is spamware or a wrong script.',
    rfc(2920, '3.1'),
  ],
  [
    'postscreen',
    /^(?:521|550) 5\.5\.1 Protocol error$/,
    'The client spoke before the server’s greeting was complete, or otherwise like spamware.',
    'Wait for the whole greeting, all its lines, before saying EHLO.',
    postscreen,
  ],
  [
    'postscreen',
    /^450 4\.3\.2 Service currently unavailable$/,
    'Postfix has tested a client that it did not know, and lets it in at its next attempt.',
    'Nothing: the sending server tries again in some minutes from the same address.',
    postscreen,
  ],
  [
    'Postfix',
    /Client host rejected: Access denied|Client host .{0,200} blocked using/i,
    'A rule or a block list of the receiver names the sending address.',
    'Look up the address in the list the reply names; otherwise ask the receiver.',
    postfix,
  ],
  [
    'block list',
    /Service unavailable; (?:Client host|Sender address|Helo command)|blocked using|listed (?:at|in|on|by) [a-z0-9.-]+\.[a-z]{2,}|\bDNSBL\b|\bRBL\b/i,
    'The sending address or domain stands on a block list.',
    'Look it up in the list the reply names; remove the cause before asking for removal.',
    rfc(5782),
  ],
  // Limits
  [
    'sending quota',
    /(?:daily|hourly|sending|message|relay) (?:message )?(?:quota|limit) (?:is )?exceeded|exceeded (?:your |the |its )?(?:daily|hourly|sending|message) (?:quota|limit)/i,
    'The account or address has sent as much as it may in this time.',
    'Wait, or ask the provider for a higher limit; look for a hijacked account.',
    rfc(3463, '3.8'),
  ],
  [
    'mailbox full',
    /over ?quota|quota exceeded|mailbox (?:is )?full|exceeded (?:storage|mailbox)|(?<![\d.])[45]\.2\.2\b|insufficient mailbox (?:storage|space)/i,
    'The recipient’s mailbox is full.',
    'Try again for some days; tell the recipient by another way.',
    rfc(3463, '3.3'),
  ],
  [
    'server full',
    /insufficient (?:system )?(?:storage|space)|queue file write error|no space left|(?<![\d.])4\.3\.1\b/i,
    'The server itself is short of room: its queue cannot take the message.',
    'Try again later; on the server, make room or raise the limits.',
    rfc(3463, '3.4'),
  ],
  [
    'message too large',
    /message (?:size|is|file)? ?(?:too (?:large|big)|exceeds)|exceeds (?:fixed|maximum|the) (?:maximum )?(?:message )?size|(?<![\d.])[45]\.3\.4\b|size limit exceeded/i,
    'The message is larger than the server takes.',
    'The limit stands behind SIZE in the answer to EHLO; base64 adds a third to attachments.',
    rfc(1870, '6.1'),
  ],
  [
    'Postfix',
    /Error: too many errors/i,
    'The client made too many mistakes, such as unknown recipients, and the server closes the connection.',
    'Look at the replies in front of this one; a list of old addresses has to be cleaned.',
    postfixParameters,
  ],
  [
    'timeout',
    /timeout exceeded|timed out|(?<![\d.])4\.4\.2\b/i,
    'The other side said nothing for too long, and the server closed the connection.',
    'Try again; where it happens with large messages, look for a firewall or too small an MTU.',
    rfc(5321, '4.5.3.2'),
  ],
  [
    'mail loop',
    /too many hops|loops back to myself|mail loop|routing loop|(?<![\d.])[45]\.4\.6\b/i,
    'The message goes round in circles: servers pass it to each other, or a server to itself.',
    'Look at the Received fields; correct the MX record, forwarding, or the server’s list of its own domains.',
    rfc(5321, '6.3'),
  ],
  [
    'Postfix',
    /Temporary lookup failure|Server configuration (?:problem|error)|Internal data error/i,
    'Something is wrong on the receiving server: a table or program it needs does not answer.',
    'The sending server tries again by itself; the receiver finds the cause in its log.',
    postfixParameters,
  ],
  [
    'filter unavailable',
    /Service unavailable - try again later|Milter[^.]{0,40}(?:fail|unavailable|reject)|content (?:filter|scanner) (?:error|unavailable)/i,
    'A filter on the receiving server does not answer.',
    'The sending server tries again by itself; the receiver looks at its filter.',
    page('Postfix, milters', 'https://www.postfix.org/MILTER_README.html'),
  ],
  // Logins and TLS
  [
    'TLS required',
    /must issue a STARTTLS|STARTTLS (?:is )?required|TLS (?:is )?required|encryption (?:is )?(?:needed|required)|requires? (?:a )?(?:TLS|encrypted|secure) (?:connection|session)|(?<![\d.])5\.7\.10\b/i,
    'The server takes this command only over TLS.',
    'Say STARTTLS first, then EHLO again; or connect to port 465, which has TLS from the start.',
    rfc(3207, '4'),
  ],
  [
    'login not offered',
    /authentication not enabled|AUTH (?:command )?not (?:available|supported|enabled)/i,
    'The server offers no login here: on port 25, without TLS, or at all.',
    'Use the submission port, 587 or 465, and start TLS first.',
    rfc(6409, '4.3'),
  ],
  [
    'login refused',
    /535[ -].*(?:auth|credential|password|login)|authentication (?:failed|unsuccessful)|(?:incorrect|invalid|bad) (?:authentication|credentials|login|user ?name or password)/i,
    'The server does not take the name and the password, or not from this program.',
    'Check both: the name is often the whole address; with two-step verification, use an app password or OAuth.',
    rfc(4954, '6'),
  ],
  [
    'login required',
    /(?:^|[ -])530[ -].*auth|authentication (?:is )?required|must (?:first )?authenticate|not authenticated/i,
    'The server takes this command only from a client that has logged in.',
    'Log in before MAIL; switch the login on in the mail program.',
    rfc(4954, '6'),
  ],
  // Authenticity
  [
    'DMARC',
    /DMARC.{0,80}(?:reject|fail|policy)|(?:reject|fail|policy).{0,80}DMARC/i,
    'The message fails the DMARC policy of the domain in From.',
    'Sign with DKIM under that domain, or send through its own servers.',
    rfc(7489, '6.6.2'),
  ],
  [
    'SPF',
    /\bSPF\b.{0,80}(?:fail|reject|unauthori[sz]ed|not (?:allowed|authori[sz]ed|permitted))|not (?:allowed|authori[sz]ed) to send .{0,40}(?:from|for)|(?<![\d.])5\.7\.2[34]\b/i,
    'The SPF record of the sender’s domain does not list the sending address.',
    'Add it to the record, or send through a server the record lists.',
    rfc(7208, '8.4'),
  ],
  [
    'DKIM',
    /\bDKIM\b.{0,80}(?:fail|invalid|missing|required|no(?:t| valid| passing))|(?:no|invalid|missing|bad) .{0,20}DKIM|(?<![\d.])5\.7\.2[012]\b/i,
    'The message bears no DKIM signature that passes.',
    'Sign it, check that the key is published, and that nothing changes the message behind the signer.',
    rfc(6376, '6.1'),
  ],
  // Content
  [
    'virus filter',
    /\b(?:INFECTED|virus|malware|Eicar)\b/i,
    'The server found a virus, or takes something for one.',
    'Check the attachment and the computer it comes from; do not send it again unchanged.',
    rfc(3463, '3.8'),
  ],
  [
    'banned attachment',
    /\bBANNED\b|(?:attachment|file|extension|content)[^.]{0,40}(?:not allowed|prohibited|banned|forbidden)/i,
    'The server takes no attachments of this kind.',
    'Share the file by a link.',
    rfc(3463, '3.7'),
  ],
  [
    'spam filter',
    /(?:spam|junk|unsolicited)[^.]{0,60}(?:detect|reject|refus|block|content|suspect|score)|(?:rejected|blocked|considered|classified|identified|detected|suspected|looks)[^.]{0,40}(?:spam|junk)|SpamAssassin|high spam score/i,
    'The receiver takes the message for spam.',
    'Check authentication, links and wording; ask the recipient to permit the sender; do not send it again unchanged.',
    rfc(3463, '3.8'),
  ],
  [
    'Exim',
    /^550[ -](?:\d\.\d\.\d )?Administrative prohibition/i,
    'A rule of the server refuses this, and does not say which.',
    'Ask the receiver, whose log names the rule.',
    exim,
  ],
  [
    'unknown user',
    /user unknown|unknown (?:user|recipient|local part)|no such (?:user|mailbox|recipient|local user)|(?<!domain.{0,200})does not exist|(?:user|account|mailbox|recipient) (?:doesn't exist|not found|unavailable|disabled)|invalid (?:recipient|mailbox)|address rejected\.?$/i,
    'There is no such mailbox.',
    'Look for a typing mistake; take the address off the list.',
    rfc(3463, '3.2'),
  ],
  [
    'throttling',
    /too many (?:connections|messages|concurrent)|too much mail|rate limit|throttl|exceeded .{0,40}(?:rate|connections)|slow down/i,
    'The server takes less mail, or fewer connections, from this address than were offered.',
    'Send more slowly, with fewer connections at a time.',
    rfc(5321, '4.5.4.1'),
  ],
];
