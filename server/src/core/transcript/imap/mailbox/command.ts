// A command as the state of the mailbox needs it: which messages, which mailbox, which flags.

import type { TextRange } from '../../../text/range.ts';
import { Kind } from '../../../syntax/kinds.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import type { ImapUnitSyntax } from '../ownText.ts';
import { mailboxNames } from '../views/mailboxes.ts';
import { sequenceSet } from '../views/sequenceSet.ts';
import type { SequenceSetView } from '../views/sequenceSet.ts';

/** A set of messages at its place; own offsets. */
export interface MessageSet extends TextRange, SequenceSetView {}

/** What STORE asks for. */
export interface StoreView {
  readonly mode: '+' | '-' | '=';
  /** In lower case. */
  readonly flags: readonly string[];
  readonly silent: boolean;
  /** RFC 7162 3.1.3. */
  readonly unchangedSince: (TextRange & { readonly value: string }) | undefined;
}

/** A command that was said. */
export interface MailboxCommand {
  readonly index: number;
  readonly tag: string;
  /** In upper case, with UID in front where it stands there. */
  readonly verb: string;
  readonly text: string;
  readonly syntax: ImapUnitSyntax;
  /** The messages it names; those in the keys of a search or in parameters are not meant. */
  readonly set: MessageSet | undefined;
  /** The mailbox it names first, decoded. */
  readonly mailbox: string | undefined;
  readonly store: StoreView | undefined;
}

/** Reads a command; undefined where it has no tag or verb. */
export function mailboxCommand(
  index: number,
  text: string,
  syntax: ImapUnitSyntax,
): MailboxCommand | undefined {
  const [, tag, first = '', second] = COMMAND.exec(text) ?? [];
  if (tag === undefined) return undefined;
  const verb = (/^UID$/i.test(first) && second !== undefined ? `UID ${second}` : first).toUpperCase();
  const set = syntax.tree.root.child(Kind.SequenceSet);
  return {
    index,
    tag,
    verb,
    text,
    syntax,
    set: set && messageSet(text, set),
    mailbox: mailboxNames(text, syntax)[0]?.name,
    store: verb.endsWith('STORE') ? storeView(text, syntax) : undefined,
  };
}

/** The set that a node stands for. */
export function messageSet(text: string, { from, to }: SyntaxNode): MessageSet {
  return { from, to, ...sequenceSet(text.slice(from, to)) };
}

function storeView(text: string, { tree }: ImapUnitSyntax): StoreView | undefined {
  const [, sign = '', silent] = /(?:^| )([+-]?)FLAGS(\.SILENT)?(?= )/i.exec(text) ?? [];
  if (!/ [+-]?FLAGS(?:\.SILENT)? /i.test(text)) return undefined;
  const modifiers = tree.root.find(Kind.StoreModifiers);
  const written = modifiers && text.slice(modifiers.from, modifiers.to);
  const since = /UNCHANGEDSINCE +(\d+)/i.exec(written ?? '');
  const value = since?.[1] ?? '';
  const from = (modifiers?.from ?? 0) + (since ? since.index + since[0].length - value.length : 0);
  return {
    mode: sign === '+' || sign === '-' ? sign : '=',
    flags: tree.root.descendants(Kind.Flag).map((flag) => text.slice(flag.from, flag.to).toLowerCase()),
    silent: silent !== undefined,
    unchangedSince: since ? { from, to: from + value.length, value } : undefined,
  };
}

const COMMAND = /^\s*(\S+) +([A-Za-z][^\s(]*)(?: +([A-Za-z]+))?/;
