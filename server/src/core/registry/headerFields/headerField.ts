// The row type of the header field registry, and what its columns mean.
import type { Reference } from '../reference.ts';
import type { FieldGrammar } from './fieldGrammar.ts';

/**
 * A header block in which a field has its defined meaning.
 *
 * - `message`: the header of a message (the document, or a `message/rfc822` part)
 * - `part`: the header of a body part inside a multipart
 * - `delivery-status`: the per-message block of `message/delivery-status` (the first one)
 * - `delivery-status-recipient`: a per-recipient block of `message/delivery-status`
 * - `disposition-notification`: the body of `message/disposition-notification`
 * - `feedback-report`: the body of `message/feedback-report`
 */
export type Place =
  | 'message'
  | 'part'
  | 'delivery-status'
  | 'delivery-status-recipient'
  | 'disposition-notification'
  | 'feedback-report';

/**
 * Who puts the field into the message.
 *
 * - `author`: the person who writes, through the program they write with
 * - `client`: the mail program by itself, when it composes or stores the message
 * - `submission`: the service that accepts the message from its author
 * - `relay`: any server the message passes on its way
 * - `delivery`: the system that puts the message into the mailbox
 * - `list`: a mailing list
 * - `filter`: a spam, virus or policy filter
 * - `reporter`: the system that writes a machine-readable report
 * - `gateway`: a gateway to another mail or news system
 */
export type AddedBy =
  'author' | 'client' | 'submission' | 'relay' | 'delivery' | 'list' | 'filter' | 'reporter' | 'gateway';

/**
 * Standing of the definition.
 *
 * - `standard`: on the standards track, in force
 * - `informational`: described by an informational RFC, or in wide use by convention
 * - `experimental`: described by an experimental RFC
 * - `provisional`: in the provisional registry only
 * - `deprecated`: defined, but its definition or successor says not to use it any more
 * - `obsolete`: belongs to a withdrawn specification
 * - `vendor`: defined by one product or service
 */
export type FieldStatus =
  'standard' | 'informational' | 'experimental' | 'provisional' | 'deprecated' | 'obsolete' | 'vendor';

/** One header field: a fact sheet, without any parsing. */
export interface HeaderField {
  /** The field's name in its canonical case. Names are compared without regard to case. */
  readonly name: string;
  /** What stands after the colon. */
  readonly grammar: FieldGrammar;
  /**
   * How often the field may occur in one header block: `one` only where the defining specification
   * limits it (RFC 5322, 3.6 and others). Fields of products are `many`, because nobody limits them.
   */
  readonly count: 'one' | 'many';
  /** Header blocks that are incomplete without the field. A subset of `places`. */
  readonly requiredIn?: readonly Place[];
  /** Header blocks where the field has this meaning; elsewhere it is ignored. */
  readonly places: readonly Place[];
  readonly addedBy: AddedBy;
  readonly status: FieldStatus;
  /** One or two plain sentences: what the field says and when to look at it. Plain text, no markup. */
  readonly summary: string;
  readonly reference: Reference;
}
