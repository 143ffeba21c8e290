// Tag lists: `name=value` with semicolons between them (RFC 6376 3.2).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';

/** Reads a tag list. A colon for the equals sign, as filters write it, is read and reported. */
export function parseTagList(s: Scanner): void {
  s.fws();
  s.tree.open(Kind.TagList, s.pos);
  const start = s.pos;
  const names = new Set<string>();
  let count = 0;
  while (!s.atEnd) {
    if (s.fws()) continue;
    if (s.peek() === ';') {
      // An empty tag: two semicolons, or one at the start. The one at the end is allowed.
      s.fault('tag-syntax', s.pos, s.pos + 1);
      s.punctuation(';');
      continue;
    }
    parseTag(s, names);
    count++;
    s.punctuation(';');
  }
  if (count === 0) s.fault('value-missing', start, start);
  s.tree.close(s.pos);
}

/** One tag up to its semicolon, white space around its parts included. */
function parseTag(s: Scanner, names: Set<string>): void {
  const from = s.pos;
  s.tree.open(Kind.Tag, from);
  s.leaf(NAME, Kind.TagName);
  const nameTo = s.pos;
  const name = s.text.slice(from, nameTo);
  s.fws();
  if (!s.punctuation('=')) {
    s.fault('tag-syntax', from, Math.max(nameTo, from + 1));
    s.punctuation(':');
  } else {
    if (!TAG_NAME.test(name)) s.fault('tag-name', from, Math.max(nameTo, from + 1), name);
    // RFC 6376 3.2: tags are case-sensitive, and a name must not occur twice.
    if (names.has(name)) s.fault('tag-duplicate', from, nameTo, name);
    names.add(name);
  }
  s.fws();
  const valueFrom = s.pos;
  s.tree.open(Kind.TagValue, valueFrom);
  while (!s.atEnd && s.peek() !== ';') if (!s.fws()) s.take(Kind.Token, Math.max(s.pos + 1, s.match(VALUE)));
  s.tree.close(s.pos);
  const bad = s.text.slice(valueFrom, s.pos).search(CONTROL);
  if (bad >= 0) s.fault('tag-value', valueFrom + bad, valueFrom + bad + 1);
  s.tree.close(s.pos);
}

const NAME = /[^ \t\r\n=;:]+/y;
const VALUE = /[^ \t\r\n;]+/y;
const TAG_NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;
