// Puts a message into each of the hosts it can stand in, by hand, to prove that positions and edits hold there.

import { createDocument } from '../message/document.ts';
import type { MailDocument } from '../message/document.ts';
import type { ExampleContext } from '../rules/rule.ts';
import { DOT_STUFFING, identityLens, mappedLens } from '../text/lens.ts';
import type { LineLens } from '../text/lens.ts';
import { lineStarts } from '../text/lineStarts.ts';
import { octetFacts } from '../text/octetFacts.ts';
import { wireOctets } from '../text/octets.ts';
import { textSnapshot } from '../text/snapshot.ts';

/** A message in its host. */
export interface Hosted {
  /** The host document's text. */
  readonly host: string;
  readonly lens: LineLens;
  readonly document: MailDocument;
  /** The host offset of an offset in the message. At a line start it is behind the prefix. */
  readonly toHost: (offset: number) => number;
  /** The message that a host text of the same shape carries; throws where the shape is broken. */
  readonly extract: (host: string) => string;
}

/** All contexts. */
export const contexts: readonly ExampleContext[] = ['eml', 'smtpData', 'imapLiteral'];

/** Puts `message` (lines end with `\n`) into a context. */
export function hostMessage(message: string, context: ExampleContext): Hosted {
  return hosts[context](message);
}

const hosts: Readonly<Record<ExampleContext, (message: string) => Hosted>> = {
  eml(message) {
    // A byte order mark is no part of the text; a text with nothing above U+00FF stands for octets of Latin-1.
    const mark = message.startsWith('\ufeff') ? 1 : 0;
    const host = message.slice(mark);
    const snapshot = textSnapshot(host);
    const lens = identityLens(snapshot);
    const utf8 = /[^\0-\xff]/.test(host) || !/[\x80-\xff]/.test(host);
    const octets = octetFacts(host, { bom: mark > 0, utf8 });
    return {
      host,
      lens,
      document: createDocument({ snapshot, lenses: [lens], octets }),
      toHost: (offset) => offset - mark,
      extract: (text) => text,
    };
  },
  smtpData(message) {
    const text = message.endsWith('\n') || message === '' ? message : `${message}\n`;
    return build('C: DATA\nS: 354 Go ahead\n', text, 'C: .\nS: 250 OK\n', true, (host) => {
      const body = between(host, 'S: 354 Go ahead\n', '\nC: .\n');
      return stripPrefix(body, true);
    });
  },
  imapLiteral(message) {
    const head = `C: a1 FETCH 1 BODY[]\nS: * 1 FETCH (BODY[] {${String(wireOctets(message))}}\n`;
    const tail = message.endsWith('\n') || message === '' ? 'S: )\nS: a1 OK done\n' : ')\nS: a1 OK done\n';
    return build(head, message, tail, false, (host) => {
      const count = /\{(\d+)\}\n/.exec(host);
      const body = between(
        host,
        count?.[0] ?? '?',
        tail.startsWith(')') ? ')\nS: a1 OK' : '\nS: )\nS: a1 OK',
      );
      const text = stripPrefix(body, false);
      if (wireOctets(text) !== Number(count?.[1])) {
        throw new Error(`The literal has ${String(wireOctets(text))} octets, not ${String(count?.[1])}`);
      }
      return text;
    });
  },
};

/** Writes the message's lines behind a prefix between `head` and `tail`, and the lens that shows them. */
function build(
  head: string,
  message: string,
  tail: string,
  dotStuffed: boolean,
  extract: (host: string) => string,
): Hosted {
  const prefix = dotStuffed ? 'C: ' : 'S: ';
  const starts = [...lineStarts(message)].filter((start, i) => start < message.length || i === 0);
  const columns = {
    from: [] as number[],
    content: [] as number[],
    contentTo: [] as number[],
    to: [] as number[],
  };
  let host = head;
  if (message !== '') {
    starts.forEach((start, i) => {
      const line = message.slice(start, starts[i + 1] ?? message.length);
      const own = line.replace(/\n$/, '');
      columns.from.push(host.length);
      host += prefix + (dotStuffed && own.startsWith('.') ? '.' : '');
      columns.content.push(host.length);
      host += own;
      columns.contentTo.push(host.length);
      host += line.slice(own.length);
      columns.to.push(host.length);
    });
  }
  host += tail;
  const snapshot = textSnapshot(host);
  const digits = /\{(\d+)\}\n$/.exec(head);
  const literal = digits
    ? { from: digits.index + 1, to: digits.index + 1 + (digits[1] ?? '').length }
    : undefined;
  const lens = mappedLens(snapshot, columns, {
    lineEnd: '\n',
    prefix,
    ...(dotStuffed ? { escape: DOT_STUFFING } : {}),
    ...(literal ? { literal } : {}),
  });
  const toHost = (offset: number): number => {
    let line = starts.findLastIndex((start) => start <= offset);
    line = Math.min(Math.max(line, 0), columns.content.length - 1);
    return (columns.content[line] ?? head.length) + offset - (starts[line] ?? 0);
  };
  return { host, lens, document: createDocument({ snapshot, lenses: [lens] }), toHost, extract };
}

function between(text: string, head: string, tail: string): string {
  const from = text.indexOf(head);
  const start = from + head.length;
  // The message may be empty; its last line end then is the head's own.
  const to = text.indexOf(tail, start - 1);
  if (from < 0 || to < 0) throw new Error(`The host lost its shape:\n${text}`);
  return text.slice(start, to + (tail.startsWith('\n') ? 1 : 0));
}

function stripPrefix(text: string, dotStuffed: boolean): string {
  return text
    .split('\n')
    .map((line, i, lines) => {
      if (line === '' && i === lines.length - 1) return '';
      if (!/^[CS]: /.test(line)) throw new Error(`A line lost its prefix: ${JSON.stringify(line)}`);
      return dotStuffed ? line.slice(3).replace(/^\./, '') : line.slice(3);
    })
    .join('\n');
}
