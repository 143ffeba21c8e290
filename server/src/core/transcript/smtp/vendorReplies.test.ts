// Replies as servers write them, and who is known to write them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { vendorReplies, vendorReply } from './vendorReplies.ts';

const known: readonly (readonly [reply: string, vendor: string, meaning: RegExp])[] = [
  [
    '421-4.7.0 [192.0.2.1] Our system has detected an unusual rate of\r\n421-4.7.0 unsolicited mail originating from your IP address.',
    'Gmail',
    /more mail than usual/,
  ],
  ['421 4.7.28 Gmail has detected an unusual rate of mail. x-gsmtp', 'Gmail', /more mail than usual/],
  [
    '550-5.7.26 This mail has been blocked because the sender is unauthenticated.\r\n550 5.7.26 abc - gsmtp',
    'Gmail',
    /SPF nor DKIM/,
  ],
  [
    '550-5.7.1 [192.0.2.1] Our system has detected that this message is\r\n550-5.7.1 likely unsolicited mail.',
    'Gmail',
    /spam/,
  ],
  [
    '550-5.1.1 The email account that you tried to reach does not exist. Please try\r\n550 5.1.1 double-checking',
    'Gmail',
    /no such/,
  ],
  ['452-4.2.2 The recipient’s inbox is out of storage space. gsmtp', 'Gmail', /full/],
  ['535-5.7.8 Username and Password not accepted. For more information', 'Gmail', /password/],
  ['550 5.7.606 Access denied, banned sending IP [192.0.2.1]', 'Microsoft 365', /banned/],
  ['550 5.7.649 Access denied', 'Microsoft 365', /banned/],
  [
    '550 5.4.1 Recipient address rejected: Access denied. [x.prod.protection.outlook.com]',
    'Microsoft 365',
    /directory/,
  ],
  [
    '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.',
    'Microsoft 365',
    /does not let/,
  ],
  [
    '451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77714) [x]',
    'Microsoft 365',
    /throttles/,
  ],
  [
    "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Part of their network is on our block list (S3140).",
    'Outlook.com',
    /block list/,
  ],
  ['550 5.7.1 Part of their network is on our block list (S3150).', 'Outlook.com', /block list/],
  [
    '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume',
    'Yahoo',
    /volume/,
  ],
  ['553 5.7.1 [TSS03] All messages from 192.0.2.1 will be permanently deferred', 'Yahoo', /volume/],
  ['554 5.7.9 [PH01] Email not accepted for policy reasons.', 'Yahoo', /phishing/],
  ['521 5.2.1 :  (CON:B1)  https://postmaster.aol.com/error-codes', 'AOL', /reputation/],
  ['554 5.7.1 [CS01] Message rejected due to local policy.', 'iCloud', /policy/],
  ['554 5.7.1 [HVIF] Message rejected', 'iCloud', /policy/],
  [
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1',
    'Spamhaus',
    /stands on/,
  ],
  [
    '554 5.7.1 Client host blocked using zen.spamhaus.org; Error: open resolver; 127.255.255.254',
    'Spamhaus',
    /Not a listing/,
  ],
  ['550 5.7.1 https://www.spamhaus.org/sbl/query/SBLCSS', 'Spamhaus', /list/],
  ['554 5.7.1 blocked by pbl.spamhaus.org', 'Spamhaus', /home/],
  ['554 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.1', 'Proofpoint', /reputation/],
  [
    '550 Administrative prohibition - envelope blocked - https://community.mimecast.com',
    'Mimecast',
    /policy/,
  ],
  [
    '554 Service unavailable; Client host blocked using Barracuda Reputation; http://www.barracudanetworks.com',
    'Barracuda',
    /reputation/,
  ],
  ['550 5.7.1 blocked. See http://csi.cloudmark.com/reset-request', 'Cloudmark', /opinion/],
  ['554 5.7.1 blocked using bl.spamcop.net', 'SpamCop', /reported/],
  ['454 4.7.1 <b@example.com>: Relay access denied', 'Postfix', /neither/],
  ['550 relay not permitted', 'Exim', /pass mail on/],
  [
    '450 4.2.0 <b@example.com>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch',
    'greylisting',
    /first attempt/,
  ],
  [
    '550 5.1.0 <a@example.com>: Sender address rejected: undeliverable address: host said: 550',
    'sender verification',
    /takes no mail/,
  ],
  ['550 Sender verify failed', 'sender verification', /takes no mail/],
  ['450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]', 'reverse DNS', /PTR/],
  ['504 5.5.2 <pc>: Helo command rejected: need fully-qualified hostname', 'EHLO name', /EHLO/],
  ['501 syntactically invalid EHLO argument(s)', 'EHLO name', /EHLO/],
  ['552 5.2.2 Mailbox full', 'mailbox full', /full/],
  ['552 5.3.4 Message size exceeds fixed limit', 'message too large', /larger/],
  [
    '550 5.1.1 <b@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
    'Postfix',
    /mailbox/,
  ],
  ['550 No such user here', 'unknown user', /mailbox/],
  [
    '553 5.1.8 <a@b.example>... Domain of sender address a@b.example does not exist',
    'unknown sender domain',
    /MAIL FROM/,
  ],
  [
    '421-4.7.32 Your email has been rate limited because there is no alignment. gsmtp',
    'Gmail',
    /From is neither/,
  ],
  [
    '552-5.7.0 This message was blocked because its content presents a potential security issue.',
    'Gmail',
    /attachment/,
  ],
  ['550-5.7.1 Messages with multiple addresses in From: header are not accepted.', 'Gmail', /RFC 5322/],
  ['534-5.7.14 Please log in via your web browser and then try again. - gsmtp', 'Gmail', /browser/],
  [
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
    'Microsoft 365',
    /switched off/,
  ],
  [
    '535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.',
    'Microsoft 365',
    /password is wrong/,
  ],
  ['550 5.1.8 Access denied, bad outbound sender.', 'Microsoft 365', /sent spam/],
  [
    '550 5.7.520 Access denied, Your organization does not allow external forwarding.',
    'Microsoft 365',
    /forwarding/,
  ],
  [
    '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required',
    'Microsoft 365',
    /some senders/,
  ],
  ['550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain', 'Exchange', /own domains/],
  [
    '554 30 Sorry, your message cannot be delivered. This mailbox is disabled (554.30).',
    'Yahoo',
    /switched off/,
  ],
  [
    '554-gmx.net (mx) Nemesis ESMTP Service not available\r\n554-No SMTP service\r\n554-Bad DNS PTR resource record.\r\n554 For explanation visit https://www.gmx.net/',
    'GMX and web.de',
    /PTR/,
  ],
  [
    '554-web.de (mx) Nemesis ESMTP Service not available\r\n554 IP address is block listed.',
    'GMX and web.de',
    /block list/,
  ],
  [
    '554 IP=192.0.2.1 - None/bad reputation. Contact tobr@rx.t-online.de for reset. (NOWL)',
    'T-Online',
    /operator/,
  ],
  [
    '421 mwinf5c04 ME Trop de connexions, veuillez verifier votre configuration. OFR004_104 [104]',
    'Orange',
    /connections/,
  ],
  [
    '421 4.2.0 sys.comcast.net Throttled, more info: http://postmaster.comcast.net/smtp-error-codes.php#RL000001',
    'Comcast',
    /as much mail/,
  ],
  ['550 Mail content denied. http://service.mail.qq.com/cgi-bin/help?no=1000726', 'QQ Mail', /Tencent/],
  ['554 DT:SPM 163 smtp10,x,1,please see http://mail.163.com/help/help_spam_16.htm', 'NetEase 163', /code/],
  ['554 5.7.1 Message rejected under suspicion of SPAM; https://ya.cc/1IrBc', 'Yandex', /spam/],
  ['553 Relaying disallowed as a@b.example', 'Zoho', /account/],
  [
    '554 Message rejected: Email address is not verified. The following identities failed the check in region US-EAST-1',
    'Amazon SES',
    /verified/,
  ],
  ['454 Throttling failure: Daily message quota exceeded.', 'Amazon SES', /24 hours/],
  ['535 Authentication Credentials Invalid', 'Amazon SES', /region/],
  ['550 The from address does not match a verified Sender Identity.', 'SendGrid', /verified/],
  ['451 Authentication failed: Maximum credits exceeded', 'SendGrid', /used up/],
  [
    '421 Domain sandbox1.mailgun.org is not allowed to send: Free accounts are for test purposes only.',
    'Mailgun',
    /test domain/,
  ],
  ['550 Domain a.example has exceeded the max emails per hour (150/150 (100%)) allowed.', 'cPanel', /hour/],
  [
    '550 Rejected by header based Anti-Spoofing policy: a@b.example - https://community.mimecast.com',
    'Mimecast',
    /own domain/,
  ],
  [
    "554 Your access to this mail system has been rejected due to the sending MTA's poor reputation.",
    'Cisco',
    /reputation/,
  ],
  ['501 Connection rejected by policy, please visit www.messagelabs.com/support', 'Symantec', /policy/],
  [
    '556 5.1.10 <a@b.example>: Recipient address rejected: Domain b.example does not accept mail (nullMX)',
    'null MX',
    /no mail/,
  ],
  ['530 5.7.0 Must issue a STARTTLS command first', 'TLS required', /TLS/],
  ['535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6', 'login refused', /password/],
  ['503 5.5.1 Error: authentication not enabled', 'login not offered', /no login/],
  ['521 5.5.2 mail.example.org Error: bare <LF> received', 'bare line ends', /smuggled/],
  ['450 4.3.2 Service currently unavailable', 'postscreen', /next attempt/],
  ['554 5.4.6 Too many hops', 'mail loop', /circles/],
  ['452 4.3.1 Insufficient system storage', 'server full', /room/],
  ['550 5.7.20 No passing DKIM signature found', 'DKIM', /signature/],
  ['554 5.7.0 Reject, id=1-2 - INFECTED: Eicar-Test-Signature', 'virus filter', /virus/],
  ['550 5.7.1 spam detected', 'spam filter', /spam/],
  ["553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", 'relaying', /pass mail on/],
];

for (const [reply, vendor, meaning] of known) {
  test(`${vendor}: ${reply.slice(0, 60)}`, () => {
    const found = vendorReply(reply);
    assert.equal(found?.vendor, vendor);
    assert.match(found.meaning, meaning);
  });
}

test('says nothing of a reply that says nothing', () => {
  for (const reply of [
    '250 2.0.0 Ok: queued as 4F1A',
    '220 mx.example.com ESMTP Postfix',
    '354 End data with <CR><LF>.<CR><LF>',
    '250 2.0.0 your daily quota exceeded 10 % of the mailbox; 4.3.1',
    '550 rejected [192.4.3.1]',
    '',
  ]) {
    assert.equal(vendorReply(reply), undefined, reply);
  }
});

test('each row says what it means and what to do, and where to read on', () => {
  for (const { vendor, meaning, next, reference, pattern } of vendorReplies) {
    assert.match(meaning, /^[A-Z].{20,220}\.$/, vendor);
    assert.match(next, /^[A-Z].{4,160}\.$/, vendor);
    assert.ok(reference.rfc !== undefined || reference.url?.startsWith('https://'), vendor);
    assert.ok(!pattern.global && !pattern.sticky, vendor);
  }
});

test('a long reply takes no longer than a short one', () => {
  assert.equal(vendorReply(`250 ${'mailbox exceeds '.repeat(100_000)}`), undefined);
});
