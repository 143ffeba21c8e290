// The mail service of the library: the core's, with what a platform brings by default and linting in one call.

import { textDecoderCharsets } from '../charsets/textDecoder.ts';
import { rulePage } from '../config/index.ts';
import { createMailService as createCoreService, placeOf } from '../core/index.ts';
import type {
  Finding,
  HoverPorts,
  MailService,
  MailServicePorts,
  Place,
  RuleConfig,
  Severity,
  Snapshot,
} from '../core/index.ts';
import { mailSource } from './source.ts';
import type { MailFormat, MailInput } from './source.ts';

/** A finding as people read it. */
export interface Problem extends Place {
  /** The rule's id, such as `message/date-weekday-mismatch`. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence of plain text. It can quote the mail: escape it where it is shown. */
  readonly message: string;
  /** The page that explains the rule. */
  readonly url: string;
  /** True where `OpenMail.fixAll` or `OpenMail.quickFixes` has a repair. */
  readonly fixable: boolean;
  /** Other places that the problem is about. */
  readonly related: readonly (Place & { readonly message: string })[];
}

/** How `lint` goes about it; all of it can be left out. */
export interface LintOptions extends RuleConfig {
  readonly format?: MailFormat | undefined;
}

/** The core's service, and the short way to what most programs want. */
export interface MailLibrary extends MailService {
  /** Finds what is wrong with a message or mailbox file, in document order. Never throws on bad mail. */
  lint(input: MailInput, options?: LintOptions): readonly Problem[];
}

/**
 * Makes the service; one serves any number of documents.
 *
 * Where `charsets` is left out, those of the platform's `TextDecoder` and UTF-7 are known. Where `ruleFailed` is left
 * out, a rule that fails is passed over in silence, and the others go on.
 */
export function createMailService({
  ruleFailed = () => undefined,
  charsets = textDecoderCharsets(),
}: Partial<MailServicePorts> = {}): MailLibrary {
  const service = createCoreService({ ruleFailed, charsets });
  return {
    ...service,
    lint(input, { format, ...config } = {}) {
      const source = mailSource(input, format);
      return service
        .open(source)
        .findings(service.configure(config))
        .map((finding) => problemOf(service, source.snapshot, finding));
    },
  };
}

/** What `OpenMail.hover` needs from a platform: its clock, and its calendar in the language of `locale` (BCP 47). */
export function platformHoverPorts(locale = 'en'): HoverPorts {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });
  return { now: () => Date.now(), localTime: (epochMs) => format.format(epochMs) };
}

function problemOf(service: MailService, snapshot: Snapshot, finding: Finding): Problem {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: service.message(finding),
    url: rulePage(finding.rule),
    fixable: finding.fixable,
    ...placeOf(snapshot, finding),
    related: finding.related.map((place) => ({
      ...placeOf(snapshot, place),
      message: service.relatedMessage(finding, place),
    })),
  };
}
