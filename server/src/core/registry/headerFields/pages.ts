// Pages outside the RFC series that header fields of products and conventions refer to.
import { page } from '../reference.ts';

export const amavisPage = page('amavis', 'https://www.amavis.org/');
export const applePage = page('Apple Mail user guide', 'https://support.apple.com/guide/mail/welcome/mac');
export const autocryptPage = page('Autocrypt level 1', 'https://autocrypt.org/level1.html');
export const avastPage = page('Avast: mail shield', 'https://support.avast.com/');
export const barracudaPage = page('Barracuda Campus', 'https://campus.barracuda.com/');
export const bimiPage = page(
  'Brand Indicators for Message Identification',
  'https://datatracker.ietf.org/doc/draft-brand-indicators-for-message-identification/',
);
export const bogofilterPage = page('bogofilter', 'https://bogofilter.sourceforge.io/');
export const brevoPage = page('Brevo developer documentation', 'https://developers.brevo.com/');
export const ciscoPage = page(
  'Cisco Secure Email Gateway',
  'https://www.cisco.com/c/en/us/support/security/email-security-appliance/series.html',
);
export const clamavPage = page('ClamAV documentation', 'https://docs.clamav.net/');
export const codetwoPage = page('CodeTwo', 'https://www.codetwo.com/');
export const cpanelPage = page('cPanel documentation', 'https://docs.cpanel.net/');
export const crm114Page = page('CRM114', 'https://crm114.sourceforge.net/');
export const csaPage = page('Certified Senders Alliance', 'https://certified-senders.org/');
export const cyrusPage = page('Cyrus IMAP documentation', 'https://www.cyrusimap.org/');
export const dovecotPage = page(
  'Dovecot: mbox format',
  'https://doc.dovecot.org/main/core/config/mailbox/formats/mbox.html',
);
export const dspamPage = page('DSPAM', 'https://dspam.sourceforge.net/');
export const enigmailPage = page('Enigmail', 'https://www.enigmail.net/');
export const eopPage = page(
  'Microsoft 365: anti-spam message headers',
  'https://learn.microsoft.com/en-us/defender-office-365/message-headers-eop-mdo',
);
export const esetPage = page('ESET documentation', 'https://help.eset.com/');
export const evolutionPage = page('Evolution', 'https://gitlab.gnome.org/GNOME/evolution');
export const exchangePage = page(
  'Exchange: header firewall',
  'https://learn.microsoft.com/en-us/exchange/header-firewall-exchange-2013-help',
);
export const exchdsnPage = page(
  'Exchange: delivery status notifications',
  'https://learn.microsoft.com/en-us/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
);
export const eximPage = page(
  'Exim specification',
  'https://www.exim.org/exim-html-current/doc/html/spec_html/',
);
export const ezmlmPage = page('ezmlm manual', 'https://untroubled.org/ezmlm/');
export const facePage = page('X-Face and Face', 'https://en.wikipedia.org/wiki/X-Face');
export const fastmailPage = page('Fastmail: message headers', 'https://www.fastmail.help/hc/en-us');
export const fblPage = page('Gmail: feedback loop', 'https://support.google.com/a/answer/6254652');
export const fmlPage = page('fml', 'https://www.fml.org/');
export const fortinetPage = page('FortiMail documentation', 'https://docs.fortinet.com/product/fortimail');
export const ggroupsPage = page('Google Groups help', 'https://support.google.com/groups/');
export const gimapPage = page(
  'Gmail IMAP extensions',
  'https://developers.google.com/workspace/gmail/imap/imap-extensions',
);
export const githubPage = page(
  'GitHub: email notifications',
  'https://docs.github.com/en/subscriptions-and-notifications/how-tos/managing-github-notifications',
);
export const gitlabPage = page(
  'GitLab: notification emails',
  'https://docs.gitlab.com/user/profile/notifications/',
);
export const greylistPage = page('milter-greylist', 'https://hcpnet.free.fr/milter-greylist/');
export const gtracePage = page('Gmail: read full headers', 'https://support.google.com/mail/answer/29436');
export const hubspotPage = page('HubSpot knowledge base', 'https://knowledge.hubspot.com/');
export const ianaPage = page(
  'Message Headers registry',
  'https://www.iana.org/assignments/message-headers/message-headers.xhtml',
);
export const jiraPage = page('Jira documentation', 'https://support.atlassian.com/jira-software-cloud/');
export const kmailPage = page('KMail handbook', 'https://docs.kde.org/stable5/en/kmail/kmail2/');
export const mailchimpPage = page(
  'Mailchimp Transactional: SMTP headers',
  'https://mailchimp.com/developer/transactional/docs/smtp-integration/',
);
export const mailgunPage = page('Mailgun documentation', 'https://documentation.mailgun.com/');
export const mailjetPage = page('Mailjet documentation', 'https://dev.mailjet.com/');
export const mailmanPage = page('Mailman documentation', 'https://docs.mailman3.org/');
export const mailscannerPage = page('MailScanner', 'https://www.mailscanner.info/');
export const mftPage = page('Mail-Followup-To and Mail-Reply-To', 'https://cr.yp.to/proto/replyto.html');
export const mimecastPage = page('Mimecast', 'https://mimecastsupport.zendesk.com/hc/en-us');
export const mozillaPage = page(
  'Thunderbird source code',
  'https://searchfox.org/comm-central/source/mailnews',
);
export const muttPage = page('Mutt manual', 'http://www.mutt.org/doc/manual/');
export const opendmarcPage = page('The Trusted Domain Project', 'https://github.com/trusteddomainproject');
export const openpgpPage = page(
  'The OpenPGP mail and news header field',
  'https://datatracker.ietf.org/doc/draft-josefsson-openpgp-mailnews-header/',
);
export const outlookPage = page(
  'Outlook.com postmaster',
  'https://sendersupport.olc.protection.outlook.com/pm/',
);
export const oxcmailPage = page(
  'MS-OXCMAIL: RFC 2822 and MIME to email object conversion',
  'https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-oxcmail/b60d48db-183f-4bf5-a908-f584e62cb2d4',
);
export const phpPage = page(
  'PHP: mail configuration',
  'https://www.php.net/manual/en/mail.configuration.php',
);
export const postfixPage = page('Postfix documentation', 'https://www.postfix.org/documentation.html');
export const postmarkPage = page('Postmark developer documentation', 'https://postmarkapp.com/developer');
export const procmailPage = page('Procmail manual', 'https://manpages.debian.org/procmailex');
export const proofpointPage = page('Proofpoint', 'https://www.proofpoint.com/us/support-services');
export const rspamdPage = page('Rspamd: milter headers', 'https://docs.rspamd.com/modules/milter_headers/');
export const salesforcePage = page('Salesforce help', 'https://help.salesforce.com/');
export const sendgridPage = page('SendGrid documentation', 'https://www.twilio.com/docs/sendgrid');
export const sendmailPage = page(
  'Sendmail operations guide',
  'https://www.proofpoint.com/us/products/email-protection/open-source-email-solution',
);
export const sesPage = page(
  'Amazon SES: header fields',
  'https://docs.aws.amazon.com/ses/latest/dg/header-fields.html',
);
export const sievePage = page('Pigeonhole Sieve', 'https://doc.dovecot.org/main/core/plugins/sieve.html');
export const sophosPage = page('Sophos Email documentation', 'https://docs.sophos.com/');
export const spamassassinPage = page(
  'SpamAssassin configuration',
  'https://spamassassin.apache.org/full/4.0.x/doc/Mail_SpamAssassin_Conf.html',
);
export const spamexpertsPage = page('SpamExperts documentation', 'https://documentation.spamexperts.com/');
export const sparkpostPage = page('SparkPost: SMTP API', 'https://developers.sparkpost.com/api/smtp/');
export const sympaPage = page('Sympa documentation', 'https://www.sympa.community/');
export const takeoutPage = page(
  'Google: download your data',
  'https://support.google.com/accounts/answer/3024190',
);
export const trendPage = page('Trend Micro documentation', 'https://docs.trendmicro.com/');
export const yahooPage = page('Yahoo Sender Hub', 'https://senders.yahooinc.com/');
