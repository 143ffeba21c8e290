// Replies of block lists and filters.

import { page } from '../../registry/reference.ts';
import type { VendorReplyRow } from './vendorReplyRow.ts';

const spamhaus = page('Spamhaus, look up an address', 'https://check.spamhaus.org/');
const spamhausCodes = page('Spamhaus, return codes', 'https://www.spamhaus.org/faqs/dnsbl-usage/');
const proofpoint = page('Proofpoint, dynamic reputation lookup', 'https://ipcheck.proofpoint.com/');
const mimecast = page('Mimecast, community and error codes', 'https://community.mimecast.com/');
const barracuda = page('Barracuda, removal request', 'https://www.barracudacentral.org/rbl/removal-request');
const cloudmark = page('Cloudmark, sender intelligence', 'https://csi.cloudmark.com/en/reset/');
const spamcop = page('SpamCop, look up an address', 'https://www.spamcop.net/bl.shtml');
const postfix = page('Postfix, access control', 'https://www.postfix.org/SMTPD_ACCESS_README.html');

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
    /barracuda|\bBRBL\b|permanent failure for one or more recipients \(/i,
    'Barracuda blocks the sender: by the address’ reputation, by a list, or by a policy of the recipient.',
    'Find the reason, then fill in the removal form; a policy only the recipient can change.',
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
    /Internal resources? (?:are |is )?temporarily unavailable.*mimecast/i,
    'Mimecast greylists: it defers the first attempt of a sender it does not know.',
    'Nothing: the sending server tries again in some minutes from the same address.',
    mimecast,
  ],
  [
    'Mimecast',
    /Anti-Spoofing policy/i,
    'The message bears an address of the recipient’s own domain and comes from outside.',
    'Let the recipient permit the sending server in the anti-spoofing policy, or send under another domain.',
    mimecast,
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
    'Cisco',
    /sending MTA's poor reputation|access to (?:this mail system|submit messages to this e-?mail system) has been rejected/i,
    'A Cisco (IronPort) gateway refuses the address for its reputation.',
    'Look the address up with Talos; remove the cause, then ask there for a better rating.',
    page('Cisco Talos, reputation', 'https://talosintelligence.com/reputation_center/'),
  ],
  [
    'Symantec',
    /messagelabs|symanteccloud|\bBrightmail\b/i,
    'Symantec’s mail filter (MessageLabs) refuses the connection or the message by its policy.',
    'Look the address up with Symantec; whoever is its customer can permit the sender.',
    page('Symantec, address reputation', 'https://ipremoval.sms.symantec.com/'),
  ],
  [
    'Trend Micro',
    /mail-abuse\.com|Trend ?Micro/i,
    'The address has a poor reputation with Trend Micro.',
    'Look it up there and ask for removal.',
    page('Trend Micro, address lookup', 'https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/'),
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
];
