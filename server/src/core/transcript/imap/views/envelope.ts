// The fields of an ENVELOPE (RFC 9051 7.5.2).

import { Kind } from '../../../syntax/kinds.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import { stringOf } from './strings.ts';

/** An address of an envelope; a group's start has no host, its end no mailbox either. */
export interface EnvelopeAddressView {
  readonly name: string | undefined;
  readonly mailbox: string | undefined;
  readonly host: string | undefined;
}

/** The fields of an envelope; undefined for NIL, encoded words as they are. */
export interface EnvelopeView {
  readonly date: string | undefined;
  readonly subject: string | undefined;
  readonly from: readonly EnvelopeAddressView[];
  readonly sender: readonly EnvelopeAddressView[];
  readonly replyTo: readonly EnvelopeAddressView[];
  readonly to: readonly EnvelopeAddressView[];
  readonly cc: readonly EnvelopeAddressView[];
  readonly bcc: readonly EnvelopeAddressView[];
  readonly inReplyTo: string | undefined;
  readonly messageId: string | undefined;
}

/** Reads an Envelope node. */
export function envelopeOf(text: string, envelope: SyntaxNode): EnvelopeView {
  const strings: (string | undefined)[] = [];
  const lists: EnvelopeAddressView[][] = [];
  for (const node of envelope.children()) {
    if (node.kind === Kind.EnvelopeAddresses) lists.push(addressesOf(text, node));
    else if (isString(node)) strings.push(stringOf(text, node)?.value);
  }
  const [date, subject, inReplyTo, messageId] = strings;
  const [from = [], sender = [], replyTo = [], to = [], cc = [], bcc = []] = lists;
  return { date, subject, from, sender, replyTo, to, cc, bcc, inReplyTo, messageId };
}

function addressesOf(text: string, list: SyntaxNode): EnvelopeAddressView[] {
  return [...list.children()]
    .filter(({ kind }) => kind === Kind.EnvelopeAddress)
    .map((node) => {
      const [name, , mailbox, host] = [...node.children()]
        .filter(isString)
        .map((each) => stringOf(text, each)?.value);
      return { name, mailbox, host };
    });
}

function isString({ kind }: SyntaxNode): boolean {
  return kind === Kind.Quoted || kind === Kind.Literal || kind === Kind.Nil;
}
