// Test fixtures: a small message with marks in it, put into every host a message can stand in.

import { contexts, hostMessage } from './contexts.ts';
import type { Hosted } from './contexts.ts';
import type { ExampleContext } from '../rules/rule.ts';

/** A fixture in one host. */
export interface Fixture extends Hosted {
  readonly context: ExampleContext;
  /** The host offset of the cursor `│`; 0 where the fixture has none. */
  readonly cursor: number;
  /** The message's own text. */
  readonly text: string;
  /** The message's own text of a host range: no prefixes, no doubled dots. */
  readonly own: (range: { readonly from: number; readonly to: number }) => string;
}

/** The message without its cursor mark in a file, inside SMTP DATA and inside a prefixed IMAP literal. */
export function fixtures(marked: string): Fixture[] {
  const text = marked.replace('│', '');
  const cursor = Math.max(0, marked.indexOf('│'));
  return contexts.map((context) => {
    const hosted = hostMessage(text, context);
    const own = ({ from, to }: { readonly from: number; readonly to: number }): string => {
      let result = '';
      let at = from;
      for (const gap of hosted.lens.gaps(from, to)) {
        result += hosted.host.slice(at, gap.from);
        at = gap.to;
      }
      return result + hosted.host.slice(at, to);
    };
    return { ...hosted, context, text, cursor: hosted.toHost(cursor), own };
  });
}
