// List-ID: an optional phrase and an identifier in angle brackets (RFC 2919 3).

import { Kind } from '../../syntax/kinds.ts';
import type { FieldParser } from './parser.ts';
import { checkLineLengths, parseEncodedWord } from './encodedWord.ts';

/** Reads `phrase <list-label.namespace>`. */
export const parseListId: FieldParser = (s) => {
  s.cfws();
  const start = s.pos;
  s.tree.open(Kind.ListId, start);
  if (s.atEnd) s.fault('value-missing', start, start);
  const open = s.text.slice(0, s.end).lastIndexOf('<');
  const bracket = open >= start ? open : s.end;
  // The phrase is written for people; lists put any character there, so it is not judged as one.
  while (s.pos < bracket) {
    if (s.cfws() || parseEncodedWord(s) || s.quotedString()) continue;
    s.take(Kind.Word, Math.max(s.pos + 1, Math.min(bracket, s.match(WORD))));
  }
  if (s.punctuation('<')) {
    const from = s.pos;
    s.fws();
    const label = s.pos;
    s.leaf(LABEL, Kind.Token);
    if (!DOTTED.test(s.text.slice(label, s.pos))) {
      s.fault('list-id-label', from, s.pos, s.text.slice(label, s.pos));
    }
    s.fws();
    if (!s.punctuation('>')) s.fault('list-id-brackets', open, s.pos);
  } else if (!s.atEnd || s.pos > start) {
    s.fault('list-id-brackets', start, s.pos);
  }
  s.cfws();
  s.junk();
  s.tree.close(s.pos);
  checkLineLengths(s);
};

const WORD = /[^ \t\r\n"(<]+/y;
const LABEL = /[^ \t\r\n<>]+/y;
const DOTTED = /^[^\0-\x20()<>[\]:;@\\,."\x7f]+(?:\.[^\0-\x20()<>[\]:;@\\,."\x7f]+)+$/;
