// The row type of a protocol's command table: one table drives parsing, completion, hover, tokens, rules, redaction and docs.

import type { Reference } from '../registry/reference.ts';

/** One argument of a command. */
export interface ArgumentRow {
  /** The ABNF name: `Reverse-path`, `sequence-set`. */
  readonly name: string;
  /** Which parser reads it. */
  readonly grammar: string;
  readonly optional?: boolean;
  /** True where the argument is a secret that logs must not show: drives redaction and `secret-visible`. */
  readonly secret?: boolean;
  /** What the argument says, in one sentence. */
  readonly summary: string;
}

/** One command of a protocol. */
export interface CommandRow<State extends string = string> {
  /** In upper case, with its second word where it has one: `UID FETCH`. */
  readonly verb: string;
  readonly arguments: readonly ArgumentRow[];
  /** The states in which the command is allowed; a command is wrong only if no possible state allows it. */
  readonly states: readonly State[];
  /** The state after success; undefined: unchanged. */
  readonly leadsTo?: State;
  /** Reply codes or status words that may answer it, by outcome. */
  readonly replies: { readonly success: readonly string[]; readonly failure: readonly string[] };
  /** True where the server may answer with a continuation before the final reply. */
  readonly continues?: boolean;
  /** The capability or extension keyword the server must have announced. */
  readonly needs?: string;
  readonly status: 'standard' | 'extension' | 'obsolete' | 'vendor';
  /** What the command does, in one or two sentences of our own. */
  readonly summary: string;
  readonly references: readonly Reference[];
}
