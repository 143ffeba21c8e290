// Replies of services that send mail for others: Amazon SES, SendGrid, Mailgun, hosting panels.

import { page } from '../../registry/reference.ts';
import type { VendorReplyRow } from './vendorReplyRow.ts';

const ses = page(
  'Amazon SES, problems with SMTP',
  'https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-smtp.html',
);
const sesQuotas = page(
  'Amazon SES, sending quotas',
  'https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html',
);
const sendgrid = page('SendGrid, documentation', 'https://www.twilio.com/docs/sendgrid');
const mailgun = page('Mailgun, documentation', 'https://documentation.mailgun.com/');
const cpanel = page('cPanel, documentation', 'https://docs.cpanel.net/');

/** The first that fits counts. */
export const serviceReplies: readonly VendorReplyRow[] = [
  [
    'Amazon SES',
    /Email address is not verified|identities failed the check in region/i,
    'SES sends only from verified addresses and domains; in the sandbox only to verified ones too. Each region has its own.',
    'Verify the identity in the region that the reply names, or ask for production access.',
    page(
      'Amazon SES, identities',
      'https://docs.aws.amazon.com/ses/latest/dg/verify-addresses-and-domains.html',
    ),
  ],
  [
    'Amazon SES',
    /Maximum sending rate exceeded|Throttling failure: Maximum/i,
    'More messages a second than the account may send.',
    'Wait and send more slowly, longer each time it happens; ask for a higher quota.',
    sesQuotas,
  ],
  [
    'Amazon SES',
    /Daily message quota exceeded/i,
    'The account has sent as many messages as it may in 24 hours.',
    'Wait, or ask for a higher quota.',
    sesQuotas,
  ],
  [
    'Amazon SES',
    /Authentication Credentials Invalid/i,
    'SES does not take the SMTP user name and password. They are not the access keys of AWS, and hold for one region.',
    'Create SMTP credentials in the console for the region of the host.',
    page('Amazon SES, SMTP credentials', 'https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html'),
  ],
  [
    'Amazon SES',
    /not authorized to perform .{0,4}ses:Send/i,
    'The user may not send: its policy lacks ses:SendRawEmail.',
    'Add the permission to the user’s policy in IAM.',
    ses,
  ],
  [
    'Amazon SES',
    /Sending (?:is )?paused for this account/i,
    'SES has stopped the account, mostly for bounces or complaints.',
    'Read the message that Amazon sent, and answer it in the support case.',
    ses,
  ],
  [
    'SendGrid',
    /does not match a verified Sender Identity/i,
    'SendGrid sends only from verified senders and domains.',
    'Verify the sender or authenticate its domain in the settings.',
    sendgrid,
  ],
  [
    'SendGrid',
    /Maximum credits exceeded/i,
    'The plan’s messages are used up.',
    'Wait for the next period, or take a larger plan.',
    sendgrid,
  ],
  [
    'SendGrid',
    /Bad username \/ password|The provided authorization grant is invalid, expired, or revoked|Unauthenticated senders not allowed/i,
    'SendGrid does not take the login: the user name is the word apikey, the password an API key.',
    'Log in as apikey with a key that may send mail.',
    sendgrid,
  ],
  [
    'Mailgun',
    /Free accounts are for test purposes only|mailgun\.org is not allowed to send/i,
    'A test domain of Mailgun sends only to recipients that agreed to it.',
    'Add the recipient to the authorized ones, or use a domain of your own.',
    mailgun,
  ],
  [
    'Mailgun',
    /^[45]\d\d (?:\d\.\d\.\d )?Domain \S+ is not allowed to send/i,
    'Mailgun has stopped the domain: a limit is reached, or it is disabled.',
    'Look at the domain in Mailgun’s control panel; the reply says what limit.',
    mailgun,
  ],
  [
    'cPanel',
    /exceeded the max (?:emails|defers and failures) per hour/i,
    'The domain has sent as many messages in an hour as its host allows, or too many of them failed.',
    'Wait an hour; look for a hijacked form or account; ask the host for a higher limit.',
    cpanel,
  ],
];
