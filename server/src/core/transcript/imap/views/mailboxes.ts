// The mailboxes that a command or response names, decoded.

import type { TextRange } from '../../../text/range.ts';
import { Kind } from '../../../syntax/kinds.ts';
import { decodeMailboxName } from '../grammar/mailboxName.ts';
import type { ImapSyntax } from '../grammar/machine.ts';
import { stringOf } from './strings.ts';

/** A mailbox name. The range is that of the whole argument, quotes included. */
export interface MailboxNameView extends TextRange {
  /** As it goes over the wire. */
  readonly written: string;
  /** Modified UTF-7 decoded (RFC 3501 5.1.3); as written where it is none. INBOX in any case is `INBOX`. */
  readonly name: string;
}

/** The mailbox names of a command or response, in order; patterns of LIST are not among them. */
export function mailboxNames(text: string, { tree }: ImapSyntax): MailboxNameView[] {
  const found: MailboxNameView[] = [];
  for (const node of tree.root.descendants(Kind.MailboxName)) {
    const written = stringOf(text, node)?.value;
    if (written === undefined) continue;
    const name = /^inbox$/i.test(written) ? 'INBOX' : (decodeMailboxName(written) ?? written);
    found.push({ from: node.from, to: node.to, written, name });
  }
  return found;
}
