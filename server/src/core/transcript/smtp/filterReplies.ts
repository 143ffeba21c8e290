// Replies of block lists, filters and mail servers.

import { page, rfc } from '../../registry/reference.ts';
import type { VendorReplyRow } from './vendorReplyRow.ts';

const spamhaus = page('Spamhaus, look up an address', 'https://check.spamhaus.org/');
const spamhausCodes = page('Spamhaus, return codes', 'https://www.spamhaus.org/faqs/dnsbl-usage/');
const proofpoint = page('Proofpoint, dynamic reputation lookup', 'https://ipcheck.proofpoint.com/');
const mimecast = page('Mimecast, community and error codes', 'https://community.mimecast.com/');
const barracuda = page('Barracuda, removal request', 'https://www.barracudacentral.org/rbl/removal-request');
const cloudmark = page('Cloudmark, sender intelligence', 'https://csi.cloudmark.com/en/reset/');
const spamcop = page('SpamCop, look up an address', 'https://www.spamcop.net/bl.shtml');
const postfix = page('Postfix, access control', 'https://www.postfix.org/SMTPD_ACCESS_README.html');
const exim = page(
  'Exim, access control lists',
  'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-access_control_lists.html',
);
const greylisting = page('RFC 6647, greylisting', 'https://www.rfc-editor.org/rfc/rfc6647');

/** The first that fits counts: what names its author stands in front of what many servers say. */
export const filterReplies: readonly VendorReplyRow[] = [
  // Block lists and filters
  [
    'Spamhaus',
    /127\.255\.255\.25[0-9]|open resolver|Error: open.*resolver|query\/ip\/.*127\.255/i,
    'Not a listing: Spamhaus does not answer the receiver’s name server, because it is public or asks too much.',
    'The receiver must ask through its own resolver or a key of Spamhaus; the sender can only tell them.',
    spamhausCodes,
  ],
  [
    'Spamhaus',
    /\bPBL\b|pbl\.spamhaus/i,
    'The address belongs to a range that should not send mail directly, such as home connections.',
    'Send through the provider’s relay; who runs a server there can remove its address.',
    page('Spamhaus, PBL', 'https://www.spamhaus.org/blocklists/policy-blocklist/'),
  ],
  [
    'Spamhaus',
    /\b(?:XBL|CBL)\b|xbl\.spamhaus|cbl\.abuseat/i,
    'The address was seen sending spam from a hijacked machine or open proxy.',
    'Find and clean the machine first; then ask for removal.',
    page('Spamhaus, XBL', 'https://www.spamhaus.org/blocklists/exploits-blocklist/'),
  ],
  [
    'Spamhaus',
    /\bDBL\b|dbl\.spamhaus|domain present in the Spamhaus/i,
    'A domain in the message or of the sender has a bad reputation.',
    'Look up each domain, links included; find out how it was abused.',
    page('Spamhaus, DBL', 'https://www.spamhaus.org/blocklists/domain-blocklist/'),
  ],
  [
    'Spamhaus',
    /\b(?:SBL|CSS)\b|sbl\.spamhaus/i,
    'The address stands on Spamhaus’ list of spam sources.',
    'Stop what was reported there; the provider asks for removal.',
    page('Spamhaus, SBL', 'https://www.spamhaus.org/blocklists/spamhaus-blocklist/'),
  ],
  [
    'Spamhaus',
    /spamhaus/i,
    'The address or a domain stands on a list of Spamhaus.',
    'Look it up; each list says what to do.',
    spamhaus,
  ],
  [
    'SpamCop',
    /spamcop/i,
    'Users reported spam from the address; the entry ends by itself a day after the last report.',
    'Find the source of the spam, and wait.',
    spamcop,
  ],
  [
    'Barracuda',
    /barracuda|\bBRBL\b/i,
    'The address has a poor reputation with Barracuda.',
    'Find the reason, then fill in the removal form.',
    barracuda,
  ],
  [
    'Proofpoint',
    /ipcheck\.proofpoint|\bPDR\b|Blocked - see https:\/\/(?:support\.)?proofpoint|pphosted/i,
    'Proofpoint blocks the address for its reputation.',
    'Look it up and ask there for its removal.',
    proofpoint,
  ],
  [
    'Mimecast',
    /mimecast|csi\.mimecast|\[[A-Za-z0-9_-]{22,}\.(?:us|uk|de|za|au)\d+\]|Administrative prohibition - envelope blocked/i,
    'Mimecast refuses the sender by a policy of the recipient, a list or its reputation.',
    'Look up the words in Mimecast’s table; the recipient can permit the sender.',
    mimecast,
  ],
  [
    'Cloudmark',
    /cloudmark|\bCSI\b.*reset|csi\.cloudmark/i,
    'Cloudmark has a poor opinion of the address.',
    'Ask for a reset when the cause is gone.',
    cloudmark,
  ],
  [
    'SORBS',
    /sorbs/i,
    'The receiver asks a block list that was shut down in 2024.',
    'The receiver has to take it out of its configuration.',
    postfix,
  ],
  [
    'UCEPROTECT',
    /uceprotect/i,
    'The address, or with levels 2 and 3 its whole network, is listed.',
    'Find the spam; entries end after seven days. Payment is not needed.',
    page('UCEPROTECT, look up an address', 'https://www.uceprotect.net/en/rblcheck.php'),
  ],
  // What many servers say
  [
    'greylisting',
    /gr[ea]y-?list/i,
    'The server does not know this combination of address, sender and recipient yet, and defers the first attempt.',
    'Nothing: the sending server tries again in some minutes from the same address.',
    greylisting,
  ],
  [
    'Postfix',
    /Relay access denied/i,
    'The server delivers neither for this recipient’s domain, nor for a client that has not logged in.',
    'Log in on the submission port, or correct the domains the server is responsible for.',
    postfix,
  ],
  [
    'Exim',
    /relay not permitted|relaying (?:denied|not allowed|prohibited)|not permitted to relay|unable to relay|Proper authentication required/i,
    'The server does not pass mail on for this client.',
    'Log in before sending, or correct the domains the server is responsible for.',
    exim,
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
    /Sender address rejected: (?:undeliverable|unverified) address|sender verify fail|sender address verification|callout verification/i,
    'The server asked the sender’s own server, and the sender address takes no mail.',
    'Use a sender address that exists and takes bounces.',
    postfix,
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
    /Sender address rejected: not (?:owned by|logged in)/i,
    'The account that logged in may not use this sender.',
    'Use the address of the account, or let the administrator add the other one.',
    postfix,
  ],
  [
    'Postfix',
    /Client host rejected: cannot find your (?:reverse )?hostname|(?:no|missing|without) (?:PTR|reverse DNS)|reverse (?:DNS|lookup)[^.]{0,80}(?:fail|missing|required|not)|does not have (?:a )?(?:PTR|reverse)/i,
    'The sending address has no PTR record, or its name does not lead back to it.',
    'Let whoever runs the network set the PTR record, and an address record for that name.',
    postfix,
  ],
  [
    'Postfix',
    /Helo command rejected|(?:HELO|EHLO)[^.]{0,60}(?:invalid|fully.qualified|rejected|not resolve|syntactically)|syntactically invalid (?:HELO|EHLO)/i,
    'The name behind EHLO is not one the server accepts: unqualified, not in DNS, or its own.',
    'Let the client say its fully qualified name, the one of its PTR record.',
    postfix,
  ],
  [
    'Postfix',
    /Improper use of SMTP command pipelining|SMTP synchroni[sz]ation error|protocol (?:synchronization )?error.*pipelin/i,
    'The client spoke before it was its turn.',
    'Wait for each reply where PIPELINING was not announced; often it is spamware or a wrong script.',
    postfix,
  ],
  [
    'Postfix',
    /Client host rejected: Access denied|Client host .{0,200} blocked using/i,
    'A rule or a block list of the receiver names the sending address.',
    'Look up the address in the list the reply names; otherwise ask the receiver.',
    postfix,
  ],
  [
    'Postfix',
    /Service unavailable; (?:Client host|Sender address|Helo command)|blocked using|listed (?:at|in|on|by) [a-z0-9.-]+\.[a-z]{2,}|\bDNSBL\b|\bRBL\b/i,
    'The sending address or domain stands on a block list.',
    'Look it up in the list the reply names; remove the cause before asking for removal.',
    postfix,
  ],
  [
    'mailbox full',
    /over ?quota|quota exceeded|mailbox (?:is )?full|exceeded (?:storage|mailbox)|[45]\.2\.2\b|insufficient (?:mailbox )?(?:storage|space)/i,
    'The recipient’s mailbox is full.',
    'Try again for some days; tell the recipient by another way.',
    rfc(3463, '3.3'),
  ],
  [
    'message too large',
    /message (?:size|is|file)? ?(?:too (?:large|big)|exceeds)|exceeds (?:fixed|maximum|the) (?:message )?size|[45]\.3\.4\b|size limit exceeded/i,
    'The message is larger than the server takes.',
    'The limit stands behind SIZE in the answer to EHLO; base64 adds a third to attachments.',
    rfc(1870, '6.1'),
  ],
  [
    'DMARC',
    /DMARC.{0,80}(?:reject|fail|policy)|(?:reject|fail|policy).{0,80}DMARC/i,
    'The message fails the DMARC policy of the domain in From.',
    'Sign with DKIM under that domain, or send through its own servers.',
    rfc(7489, '6.6.2'),
  ],
  [
    'SPF',
    /\bSPF\b.{0,80}(?:fail|reject|not (?:allowed|authorized|permitted))|not (?:allowed|authorized) to send .{0,40}(?:from|for)/i,
    'The SPF record of the sender’s domain does not list the sending address.',
    'Add it to the record, or send through a server the record lists.',
    rfc(7208, '8.4'),
  ],
  [
    'unknown sender domain',
    /Domain of sender address .{0,200}does not (?:exist|resolve)/i,
    'The domain of MAIL FROM has neither an MX nor an address record.',
    'Correct the sender’s domain, or its DNS.',
    rfc(3463, '3.2'),
  ],
  [
    'unknown user',
    /user unknown|unknown (?:user|recipient|local part)|no such (?:user|mailbox|recipient|local user)|(?<!domain.{0,200})does not exist|unrouteable address|mailbox (?:not found|unavailable)|invalid (?:recipient|mailbox)/i,
    'There is no such mailbox.',
    'Look for a typing mistake; take the address off the list.',
    rfc(3463, '3.2'),
  ],
  [
    'throttling',
    /too many (?:connections|messages|concurrent)|rate limit|throttl|exceeded .{0,40}(?:rate|connections)/i,
    'The server takes less mail, or fewer connections, from this address than were offered.',
    'Send more slowly, with fewer connections at a time.',
    rfc(5321, '4.5.4.1'),
  ],
];
