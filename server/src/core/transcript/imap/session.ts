// The units of an IMAP session and what is known of the session in front of each: their types.

import type { TextRange } from '../../text/range.ts';
import type { AnyExchange } from '../exchange.ts';
import type { LineFault } from '../lineScanner.ts';
import type { ImapRow } from './commands.ts';
import type { ImapStates } from './control.ts';
import type { ImapLineFaultCode } from './lineFaults.ts';
import type { ImapUnitSyntax } from './ownText.ts';
import type { NamedRange, ResponseCodeView } from './views/response.ts';

/** A command without its arguments. Ranges are own ranges. */
export interface ImapCommandView {
  readonly tag: TextRange & { readonly value: string };
  /** The command's name, in upper case, with UID where that stands in front; empty where there is none. */
  readonly verb: string;
  readonly name: TextRange;
  readonly row: ImapRow | undefined;
}

/** A response without its data. Ranges are own ranges. */
export interface ImapResponseView {
  /** Of a tagged response. */
  readonly tag: string | undefined;
  /** `OK`, `FETCH`, `LIST`; undefined for a continuation request, and where there is none. */
  readonly name: NamedRange | undefined;
  readonly code: ResponseCodeView | undefined;
}

/** A command that was said. */
export interface ImapSaid {
  readonly index: number;
  readonly tag: string;
  readonly verb: string;
  readonly row: ImapRow | undefined;
  /** Its own text. */
  readonly text: string;
  readonly syntax: ImapUnitSyntax | undefined;
}

/** One unit with what is known in front of it. */
export interface ImapExchange extends AnyExchange {
  readonly protocol: 'imap';
  readonly state: ImapSessionState;
  /** True for data of the most usual form, of which rules about single units have nothing to say: see `isUsualFetch`. */
  readonly usual: boolean;
  /** For commands and responses: the tree over the own text, and the literals. */
  readonly syntax: ImapUnitSyntax | undefined;
  readonly command: ImapCommandView | undefined;
  readonly response: ImapResponseView | undefined;
  /** For what the server says: the command it answers. */
  readonly asked: ImapSaid | undefined;
  readonly faults: readonly LineFault<ImapLineFaultCode>[];
}

/** Yes, no, or not to be told from an excerpt. */
export type Known = 'yes' | 'no' | 'unknown';

/** What the server announced. */
export interface AnnouncedCapabilities {
  /** In upper case, without those that others imply. */
  readonly names: ReadonlySet<string>;
  /** With those they imply. */
  readonly all: ReadonlySet<string>;
  /** Number of the unit that announced them. */
  readonly index: number;
  /** What has happened since that makes them old (RFC 9051 6.1.1, 6.2.1). */
  readonly stale: 'starttls' | 'login' | undefined;
}

/** The mailbox that is selected. */
export interface SelectedMailbox {
  /** Decoded; undefined where it is not known. */
  readonly name: string | undefined;
  readonly readOnly: Known;
  /** Number of the command that selected it. */
  readonly index: number;
}

/** What is known of a session at a place; plain and immutable. */
export interface ImapSessionState {
  /** The states that the responses so far allow. */
  readonly control: ImapStates;
  /** Those that hold once the waiting commands are answered, whatever the answers are. */
  readonly believed: ImapStates;
  /** Commands without a tagged response, oldest first. */
  readonly inFlight: readonly ImapSaid[];
  /** True once an untagged BAD or BYE has answered what waits: the client's next command is waited for alone. */
  readonly excused: boolean;
  readonly greeted: boolean;
  /** 1 once a command was said. How many makes no difference: an edit would change it for all that follows. */
  readonly commands: 0 | 1;
  /** Number of the IDLE command that has not been ended by DONE. */
  readonly idling: number | undefined;
  /** What personal mailboxes start with, as NAMESPACE says; undefined where it does not. */
  readonly personalPrefix: string | undefined;
  /** Undefined where they are not known. */
  readonly capabilities: AnnouncedCapabilities | undefined;
  readonly tls: Known;
  readonly authenticated: Known;
  /** Who is logged in; undefined where the log does not say. */
  readonly user: string | undefined;
  /** What ENABLE has switched on, in upper case. */
  readonly enabled: ReadonlySet<string>;
  readonly compressed: boolean;
  readonly mailbox: SelectedMailbox | undefined;
  /** True once the server has said BYE. */
  readonly bye: boolean;
}
