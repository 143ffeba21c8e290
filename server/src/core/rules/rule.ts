// What a rule is: one file that holds its id, its reasons, its examples and its check.

import type { Field } from '../message/field.ts';
import type { FaultCode } from '../message/faults.ts';
import type { NewValuePorts } from '../message/newValues.ts';
import type { Part } from '../message/part.ts';
import type { ExchangeKind, Session } from '../transcript/exchange.ts';
import type { ExchangeSubject } from '../transcript/exchanges.ts';
import type { MailboxEventKind, MailboxUnit } from '../transcript/imap/mailbox/events.ts';
import type { OctetFacts } from '../text/octetFacts.ts';
import type { Place } from '../registry/headerFields/index.ts';
import type { Reference } from '../registry/reference.ts';
import type { TextEdit } from '../text/edits.ts';
import type { TextRange } from '../text/range.ts';

/** How serious a finding is; the words of the command line's JSON. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A severity, or `off` for a rule that does not run. */
export type Level = Severity | 'off';

/** A named choice of severities; each overlays `standard`, `outgoing` overlays `strict`. */
export type ProfileName = 'standard' | 'strict' | 'receive' | 'outgoing';

/** What a rule of each scope is called with. Findings are memoised per subject. */
export interface ScopeSubjects {
  /** The octets of the file: line ends, NUL, encoding. Runs where the octets are known. */
  readonly octets: OctetsSubject;
  /** One field of any header block. Sees nothing outside the field. */
  readonly field: FieldSubject;
  /** The header block of one message or part: presence, count, order. Sees its fields, not its body. */
  readonly headerBlock: Part;
  /** The body of one part that has no parts of its own. */
  readonly body: Part;
  /** One message or part with its direct children. */
  readonly part: Part;
  /** A whole message with all its parts. */
  readonly message: Part;
  /** One unit of a session, with what is known in front of it. Behind it, it sees the reply to a command. */
  readonly exchange: ExchangeSubject;
  /** A whole session. */
  readonly session: Session;
  /**
   * One unit of an IMAP session, with what the session has said of its mailboxes up to there. Runs behind all units of
   * all sessions.
   */
  readonly mailbox: MailboxUnit;
}

/** The scope of a rule. */
export type Scope = keyof ScopeSubjects;

export interface FieldSubject {
  readonly field: Field;
  /** The kind of header block the field stands in. */
  readonly place: Place;
}

export interface OctetsSubject {
  readonly facts: OctetFacts;
  /** The offset in the document of an octet's line (from 0) and octet column. */
  readonly offset: (line: number, column: number) => number;
}

/** Which units of a session a rule looks at. */
export interface ExchangeFilter {
  readonly kinds?: readonly ExchangeKind[];
  /** The verbs of the commands, and of what answers them, in upper case. */
  readonly verbs?: readonly string[];
  /** For scope `mailbox`: what the units say. */
  readonly events?: readonly MailboxEventKind[];
}

/** The values of a message template's `{names}`. */
export type MessageData = Readonly<Record<string, string | number>>;

/** A repair of one finding. */
export interface Fix {
  /** What the fix does, as an imperative: "Change the weekday to Fri". */
  readonly title: string;
  /** Host ranges, not overlapping, in any order. Line ends in `insert` are `\n`; `hostEdits` writes the host's. */
  readonly edits: readonly TextEdit[];
  /** True where there is one right answer and nothing can be lost: applied by `source.fixAll`. */
  readonly safe: boolean;
}

/** What a check reports. Offsets are host offsets. */
export interface Report<MessageId extends string = string> {
  readonly message: MessageId;
  readonly at: TextRange;
  readonly data?: MessageData;
  /** Other places that explain the finding. */
  readonly related?: readonly {
    readonly at: TextRange;
    readonly message: MessageId;
    readonly data?: MessageData;
  }[];
  /** Computed only when a fix is asked for; undefined where this finding has none. New values need a host that gives them. */
  readonly fix?: ((newValues: NewValuePorts | undefined) => Fix | readonly Fix[] | undefined) | undefined;
}

/** What a check may use besides its subject. */
export interface RuleContext<MessageId extends string = string, Options = unknown> {
  readonly report: (report: Report<MessageId>) => void;
  readonly options: Options;
}

/**
 * A small mail that shows the rule. Lines end with `\n`. `«` and `»` enclose the range of each expected finding, in
 * order; a valid example has none.
 */
export interface Example {
  readonly text: string;
  /** The ids of the expected messages in order; left out where the rule has only one. */
  readonly messages?: readonly string[];
  /** The text after the fixes of all findings were applied once; left out where none has a fix. */
  readonly fixed?: string;
  readonly options?: unknown;
}

/** Where an example of a message rule runs: a plain file, inside SMTP DATA, inside a prefixed IMAP literal. */
export type ExampleContext = 'eml' | 'smtpData' | 'imapLiteral';

/** A rule as its file writes it. */
export interface RuleDefinition<
  S extends Scope = Scope,
  MessageId extends string = string,
  Options = unknown,
> {
  /** `message/kebab-case`, or `smtp/`, `pop3/`, `imap/`. Never renamed, never used again for something else. */
  readonly id: string;
  readonly scope: S;
  /** The severity under `standard`. */
  readonly severity: Level;
  /** Severities of other profiles, where they differ. */
  readonly profiles?: Partial<Record<ProfileName, Level>>;
  /** For scope `field`: the names in lower case the rule looks at; all where left out. */
  readonly fields?: readonly string[];
  /** Where the requirement is written, most important first. */
  readonly references: readonly Reference[];
  /** One sentence: what the rule finds. */
  readonly summary: string;
  /** Why it matters: what happens to such mail. A few plain sentences. */
  readonly why: string;
  /** Templates with `{named}` arguments. */
  readonly messages: Readonly<Record<MessageId, string>>;
  /** The options' default values and their description for the schema. */
  readonly options?: { readonly defaults: Options; readonly description: Readonly<Record<string, string>> };
  readonly examples: { readonly valid: readonly Example[]; readonly invalid: readonly Example[] };
  /** Contexts the examples cannot stand in, and why (a NUL, a BOM, the whole file). */
  readonly notIn?: { readonly contexts: readonly ExampleContext[]; readonly why: string };
  /**
   * For the scopes `field` and `exchange`: which syntax faults of the field or line the rule reports, by message. Runs
   * before `check`.
   */
  readonly faults?: Readonly<Partial<Record<S extends 'exchange' ? string : FaultCode, MessageId>>>;
  /** For scope `field`: the check looks at syntax faults alone, and need not run for a field that has none. */
  readonly faultsOnly?: true;
  /** For the scopes of parts: it goes by how a part ends, and has nothing to say where a log holds only the beginning. */
  readonly wantsEnd?: true;
  /** For the scopes `exchange` and `mailbox`: the units it looks at; all where left out. */
  readonly looksAt?: ExchangeFilter;
  readonly check?: (subject: ScopeSubjects[S], context: RuleContext<MessageId, Options>) => void;
}

/** A rule of any scope, as the index holds it. */
export type Rule = { [S in Scope]: RuleDefinition<S, string, never> }[Scope];

/** Types a rule's definition; the rule is what was written. Each rule file's default export. */
export function defineRule<S extends Scope, MessageId extends string, Options = undefined>(
  rule: RuleDefinition<S, MessageId, Options>,
): Rule {
  return rule as unknown as Rule;
}
