// The images that a message wants from other hosts: how many, from where, and which of them only report who reads.

/** One that is not loaded. */
export interface RemoteImage {
  readonly url: string;
  /** Too small to be seen, or hidden. */
  readonly unseen: boolean;
}

/** The images of a host. */
export interface RemoteHost {
  readonly host: string;
  readonly count: number;
  /** Images nobody sees: they tell that the message was opened. */
  readonly unseen: number;
  /** Whose service it is, where it is known to follow readers; undefined otherwise. */
  readonly tracker: string | undefined;
}

/** The hosts, likely trackers first, then by number. What is no address of the web is left out. */
export function remoteHosts(images: readonly RemoteImage[]): readonly RemoteHost[] {
  const hosts = new Map<string, { count: number; unseen: number }>();
  for (const { url, unseen } of images) {
    const host = URL.parse(url.startsWith('//') ? `https:${url}` : url)?.hostname ?? '';
    if (host === '') continue;
    const known = hosts.get(host) ?? { count: 0, unseen: 0 };
    hosts.set(host, { count: known.count + 1, unseen: known.unseen + (unseen ? 1 : 0) });
  }
  const rows = [...hosts].map(([host, counts]) => ({ host, ...counts, tracker: trackerOf(host) }));
  return rows.sort((a, b) => weight(b) - weight(a) || b.count - a.count || a.host.localeCompare(b.host));
}

/** True where images of the host likely tell the sender who reads. */
export function likelyTracks({ unseen, tracker }: RemoteHost): boolean {
  return unseen > 0 || tracker !== undefined;
}

/** True for an image of one or two pixels, or one that a style hides. */
export function isUnseen(width: string, height: string, style: string): boolean {
  const small = (size: string): boolean => /^\s*[0-2](?:\.\d+)?\s*(?:px)?\s*$/i.test(size);
  if (small(width) || small(height)) return true;
  return UNSEEN.test(style.slice(0, 4000));
}

function weight(host: RemoteHost): number {
  return likelyTracks(host) ? 1 : 0;
}

function trackerOf(host: string): string | undefined {
  return TRACKERS.find(([suffix]) => host === suffix || host.endsWith(`.${suffix}`))?.[1];
}

const UNSEEN =
  /display\s*:\s*none|visibility\s*:\s*hidden|(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*[0-2](?:px)?\s*(?:!important\s*)?(?:;|$)/i;

/** Hosts of services that count who opens mail, by their ends. */
const TRACKERS: readonly (readonly [suffix: string, service: string])[] = [
  ['list-manage.com', 'Mailchimp'],
  ['mailchimp.com', 'Mailchimp'],
  ['mandrillapp.com', 'Mandrill'],
  ['sendgrid.net', 'SendGrid'],
  ['sendgrid.com', 'SendGrid'],
  ['mailgun.org', 'Mailgun'],
  ['mailgun.net', 'Mailgun'],
  ['sparkpostmail.com', 'SparkPost'],
  ['spgo.io', 'SparkPost'],
  ['pstmrk.it', 'Postmark'],
  ['mjt.lu', 'Mailjet'],
  ['mailjet.com', 'Mailjet'],
  ['awstrack.me', 'Amazon SES'],
  ['sendibt2.com', 'Brevo'],
  ['sendibt3.com', 'Brevo'],
  ['sibautomation.com', 'Brevo'],
  ['hubspotemail.net', 'HubSpot'],
  ['hubspotlinks.com', 'HubSpot'],
  ['hs-sites.com', 'HubSpot'],
  ['klclick.com', 'Klaviyo'],
  ['klaviyomail.com', 'Klaviyo'],
  ['exacttarget.com', 'Salesforce'],
  ['exct.net', 'Salesforce'],
  ['pardot.com', 'Salesforce'],
  ['mktoresp.com', 'Marketo'],
  ['mkt.com', 'Marketo'],
  ['rs6.net', 'Constant Contact'],
  ['constantcontact.com', 'Constant Contact'],
  ['cmail19.com', 'Campaign Monitor'],
  ['cmail20.com', 'Campaign Monitor'],
  ['createsend.com', 'Campaign Monitor'],
  ['customeriomail.com', 'Customer.io'],
  ['customer.io', 'Customer.io'],
  ['braze.com', 'Braze'],
  ['appboy.com', 'Braze'],
  ['intercom-mail.com', 'Intercom'],
  ['emltrk.com', 'Litmus'],
  ['returnpath.net', 'Validity'],
  ['eloqua.com', 'Oracle Eloqua'],
  ['responsys.net', 'Oracle Responsys'],
  ['google-analytics.com', 'Google Analytics'],
  ['doubleclick.net', 'Google'],
  ['mailtrack.io', 'Mailtrack'],
  ['mailfoogae.appspot.com', 'Streak'],
  ['yesware.com', 'Yesware'],
  ['bananatag.com', 'Staffbase'],
  ['getnotify.com', 'GetNotify'],
  ['readnotify.com', 'ReadNotify'],
  ['t.co', 'X'],
  ['facebook.com', 'Facebook'],
];
