// Replies of mailbox providers of one country or language: GMX, web.de, T-Online, Orange, Comcast, QQ, NetEase, Mail.ru.

import { page } from '../../registry/reference.ts';
import type { VendorReplyRow } from './vendorReplyRow.ts';

const gmx = page('GMX and web.de, postmaster', 'https://postmaster.gmx.net/en/');
const ionos = page('IONOS, postmaster', 'https://postmaster.ionos.com/');
const telekom = page('T-Online, postmaster', 'https://postmaster.t-online.de/');
const orange = page('Orange, postmaster', 'https://postmaster.orange.fr/');
const comcast = page('Comcast, postmaster', 'https://postmaster.comcast.net/');
const zoho = page('Zoho Mail, help', 'https://www.zoho.com/mail/help/');

/** The first that fits counts. */
export const regionalReplies: readonly VendorReplyRow[] = [
  // GMX, web.de, mail.com and IONOS have one platform.
  [
    'GMX and web.de',
    /Bad DNS PTR resource record|(?:gmx|web\.de|1und1|ionos|mail\.com).*\bc=rdns\b/i,
    'The sending address has no PTR record, or one that looks like a home connection.',
    'Let whoever runs the network set a PTR record with the name of the mail server.',
    gmx,
  ],
  [
    'GMX and web.de',
    /IP address is b(?:lock|lack) ?listed|(?:gmx|web\.de|1und1|ionos|mail\.com).*\bc=bl\b/i,
    'The sending address stands on a block list that GMX, web.de and IONOS use.',
    'Open the address in the reply: it names the list; ask for removal there once the cause is gone.',
    gmx,
  ],
  [
    'IONOS',
    /Sender address is not allowed/i,
    'The account that logged in may not send under this address.',
    'Send from an address of the account.',
    ionos,
  ],
  [
    'GMX and web.de',
    /For explanation visit https?:\/\/[\w.-]*(?:gmx|web\.de|mail\.com|1und1|1and1|ionos|kundenserver)|Nemesis ESMTP/i,
    'GMX, web.de or IONOS refuses the server by its reputation, its name or its content; the address in the reply says which.',
    'Open that address: its page explains the case, and has a form for questions.',
    gmx,
  ],
  // Telekom
  [
    'T-Online',
    /tobr@rx\.t-online\.de|None\/bad reputation/i,
    'T-Online does not know the sending address, or knows no good of it: it takes mail only from servers whose operator can be seen.',
    'Give the server a PTR name under the operator’s domain and a web page there that says who runs it; then write to tobr@rx.t-online.de.',
    telekom,
  ],
  [
    'T-Online',
    /fpr@rx\.t-online\.de|considered as spam.{0,200}t-online/i,
    'T-Online takes the message for spam.',
    'Look at content and links; report an error to fpr@rx.t-online.de with the message.',
    telekom,
  ],
  // Orange
  [
    'Orange',
    /Trop de connexions|\bOFR_?004\b/i,
    'More connections are open to Orange at a time than it allows.',
    'Use fewer connections, with more messages in each.',
    orange,
  ],
  [
    'Orange',
    /\bOFR_?\d{3}(?:_\d{3})?\b|Mail rejet[eé]/i,
    'Orange refuses or defers the mail by its own policy; the number says why.',
    'Look the number up with Orange’s postmaster; check PTR record, authentication and complaints.',
    orange,
  ],
  // Comcast
  [
    'Comcast',
    /Comcast requires that all mail servers must have a PTR|comcast\.net\/smtp-error-codes\S*#554/i,
    'The sending address has no PTR record, or its name does not lead back to it.',
    'Let whoever runs the network set the PTR record, and an address record for that name.',
    comcast,
  ],
  [
    'Comcast',
    /(?:comcast\.net|Comcast).*(?:Throttled|#RL\d|rate limit)/i,
    'Comcast has taken as much mail from the address as its reputation allows for now.',
    'Send more slowly; look the code up with the postmaster.',
    comcast,
  ],
  [
    'Comcast',
    /Comcast block for spam|comcast\.net\/smtp-error-codes/i,
    'Comcast blocks the sending address.',
    'Find the cause, then ask for removal with the code of the reply.',
    comcast,
  ],
  // China and Russia
  [
    'QQ Mail',
    /service\.mail\.qq\.com|Mail content denied/i,
    'Tencent’s QQ Mail refuses the mail: its content, its rate or the address.',
    'Look up the number behind no= on the page in the reply.',
    page('QQ Mail, help', 'https://service.mail.qq.com/'),
  ],
  [
    'NetEase 163',
    /mail\.163\.com\/help|\b(?:DT:SPM|DT:SUM|MI:SPB|MI:DMC|MI:SFQ|RP:[A-Z]{3}|HL:[A-Z]{3}|DT:SPI)\b/,
    'NetEase (163, 126, yeah.net) refuses the mail; the code says whether for content, rate or sender.',
    'Look up the code on the page in the reply.',
    page('NetEase, refused mail', 'https://mail.163.com/help/help_spam_16.htm'),
  ],
  [
    'Mail.ru',
    /mail\.ru\/notspam|(?:corp|help)\.mail\.ru/i,
    'Mail.ru takes the mail for spam.',
    'Check authentication and complaints, then write over the address in the reply.',
    page('Mail.ru, for senders', 'https://postmaster.mail.ru/'),
  ],
  [
    'Yandex',
    /under suspicion of SPAM|\bya\.cc\b|yandex.{0,60}spam/i,
    'Yandex takes the mail for spam.',
    'Check authentication, links and the list it went to.',
    page('Yandex 360, errors when sending', 'https://yandex.com/support/mail/'),
  ],
  // Zoho
  [
    'Zoho',
    /Relaying disallowed as|Relaying issues detected/i,
    'Zoho sends only from addresses of the account that logged in.',
    'Use the address of the account or an alias, and the host of its region.',
    zoho,
  ],
  [
    'Zoho',
    /Unusual sending activity detected/i,
    'Zoho has blocked sending: too many messages in a while, or many that bounced.',
    'Change the password if the account is hijacked; unblock it in its settings.',
    zoho,
  ],
];
