// Reports of SMTP TLS (RFC 8460): which servers could be reached by TLS as their policy says, and why not.

/** A kind of failure (RFC 8460), counted. */
export interface TlsFailure {
  readonly resultType: string;
  readonly sendingIp: string;
  readonly receivingHost: string;
  readonly receivingIp: string;
  readonly sessions: number;
  readonly reason: string;
}

/** What was found for one policy. */
export interface TlsPolicy {
  /** `tlsa`, `sts` or `no-policy-found`. */
  readonly type: string;
  readonly domain: string;
  readonly lines: readonly string[];
  readonly hosts: readonly string[];
  readonly successful: number;
  readonly failed: number;
  readonly failures: readonly TlsFailure[];
}

/** A report. Dates are as they stand in it; what is missing is empty. */
export interface TlsReport {
  readonly organisation: string;
  readonly contact: string;
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly policies: readonly TlsPolicy[];
}

const most = 10_000;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, most) : []);
const texts = (value: unknown): string[] =>
  (typeof value === 'string' ? [value] : list(value)).filter((item) => typeof item === 'string');
const count = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;

function policyOf(item: Json): TlsPolicy {
  const policy = objectOf(item['policy']);
  const summary = objectOf(item['summary']);
  return {
    type: text(policy['policy-type']),
    domain: text(policy['policy-domain']),
    lines: texts(policy['policy-string']),
    hosts: texts(policy['mx-host']),
    successful: count(summary['total-successful-session-count']),
    failed: count(summary['total-failure-session-count']),
    failures: list(item['failure-details'])
      .filter(isObject)
      .map((failure) => ({
        resultType: text(failure['result-type']),
        sendingIp: text(failure['sending-mta-ip']),
        receivingHost: text(failure['receiving-mx-hostname']),
        receivingIp: text(failure['receiving-ip']),
        sessions: count(failure['failed-session-count']),
        reason: text(failure['failure-reason-code']) || text(failure['additional-information']),
      })),
  };
}

/** @returns the report; undefined where the text is no JSON, or no report. */
export function readTlsReport(json: string): TlsReport | undefined {
  let root: unknown;
  try {
    root = JSON.parse(json.replace(/^\uFEFF/u, ''));
  } catch {
    return undefined;
  }
  if (!isObject(root) || !Array.isArray(root['policies'])) return undefined;
  const range = objectOf(root['date-range']);
  return {
    organisation: text(root['organization-name']),
    contact: text(root['contact-info']),
    id: text(root['report-id']),
    start: text(range['start-datetime']),
    end: text(range['end-datetime']),
    policies: list(root['policies']).filter(isObject).map(policyOf),
  };
}
