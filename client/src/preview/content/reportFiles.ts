// Which attachments are reports of DMARC or TLS, by what they are called.

/** What is looked at of a message. */
interface Reported {
  readonly summary: { readonly subject: string };
  readonly parts: readonly {
    readonly id: string;
    readonly type: string;
    readonly name: string | null;
    readonly use: string;
    readonly parameters: Readonly<Record<string, string>>;
  }[];
}

/** The ids of the parts, in order; none where the message does not look like it brings a report. */
export function reportFiles({ summary, parts }: Reported): readonly string[] {
  const isTls = parts.some(
    ({ type, parameters }) =>
      type === 'multipart/report' && parameters['report-type']?.toLowerCase() === 'tlsrpt',
  );
  const isAnnounced = isTls || SUBJECT.test(summary.subject);
  return parts
    .filter(({ type, name, use }) => {
      if (use === 'container' || use === 'message') return false;
      if (TLS_TYPE.test(type)) return true;
      const fileName = name ?? '';
      const isPacked = PACKED_TYPE.test(type) || PACKED_NAME.test(fileName);
      return isPacked && (isAnnounced || REPORT_NAME.test(fileName));
    })
    .map(({ id }) => id);
}

/** RFC 8460. */
const TLS_TYPE = /^application\/tlsrpt\+(?:gzip|json)$/;
const PACKED_TYPE = /^application\/(?:x-)?(?:zip|gzip|zip-compressed|xml|json)$|^text\/xml$/;
const PACKED_NAME = /\.(?:xml|json)(?:\.gz)?$|\.zip$/i;
/** RFC 7489 7.2.1.1, RFC 8460: receiver!domain!begin!end. */
const REPORT_NAME = /^[^!/]+![^!/]+!\d+!\d+|dmarc|tlsrpt/i;
/** RFC 7489 7.2.1.1, RFC 8460. */
const SUBJECT = /^\s*report domain:/i;
