// Authentication-Results and its ARC variant (RFC 8601 2.2, RFC 8617 4.1.1).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';

/** Reads `authserv-id version; method=result reason=… ptype.property=value; …`, or `authserv-id; none`. */
export function parseAuthenticationResults(s: Scanner): void {
  s.cfws();
  s.tree.open(Kind.AuthenticationResults, s.pos);
  parsePayload(s);
  s.tree.close(s.pos);
}

/** Reads `i=1;` and then the same. */
export function parseArcAuthenticationResults(s: Scanner): void {
  s.cfws();
  s.tree.open(Kind.AuthenticationResults, s.pos);
  const from = s.pos;
  if (INSTANCE.test(s.text.slice(from, Math.min(s.end, from + LOOKAHEAD)))) {
    s.tree.open(Kind.Tag, from);
    s.leaf(KEYWORD, Kind.TagName);
    s.cfws();
    s.punctuation('=');
    s.cfws();
    s.leaf(KEYWORD, Kind.TagValue);
    s.tree.close(s.pos);
    s.cfws();
    s.punctuation(';');
    s.cfws();
  } else {
    s.fault('tag-syntax', from, from, 'i');
  }
  parsePayload(s);
  s.tree.close(s.pos);
}

function parsePayload(s: Scanner): void {
  const start = s.pos;
  if (s.atEnd) {
    s.fault('value-missing', start, start);
    return;
  }
  let results = 0;
  if (s.peek() === ';' || RESULT_AHEAD.test(s.text.slice(start, Math.min(s.end, start + LOOKAHEAD)))) {
    s.fault('authres-no-authserv-id', start, start);
    if (s.peek() !== ';') {
      parseResult(s);
      results++;
    }
  } else {
    parseAuthservId(s);
  }
  while (!s.atEnd) {
    if (s.cfws()) continue;
    if (s.punctuation(';')) {
      s.cfws();
      // A semicolon at the end is common, and harmless.
      if (s.atEnd || s.peek() === ';') continue;
      parseResult(s);
      results++;
    } else {
      s.take(Kind.Junk, s.pos + 1);
    }
  }
  if (results === 0) s.fault('authres-no-result', start, s.pos);
}

/** The name of the server, a version, and what does not belong there. */
function parseAuthservId(s: Scanner): void {
  const from = s.pos;
  s.tree.open(Kind.AuthservId, from);
  if (!s.quotedString()) s.leaf(AUTHSERV_ID, Kind.Token);
  s.tree.close(s.pos);
  if (s.pos === from) s.fault('authres-no-authserv-id', from, from + 1);
  s.cfws();
  s.leaf(VERSION, Kind.AuthVersion);
  s.cfws();
  const rest = s.pos;
  properties(s, true);
  if (s.pos > rest) s.fault('authres-text', rest, s.pos);
}

/** One result up to its semicolon: `none`, or a method with its result, reason and properties. */
function parseResult(s: Scanner): void {
  const from = s.pos;
  s.tree.open(Kind.ResultInfo, from);
  keyword(s, Kind.AuthMethod, METHOD);
  const methodTo = s.pos;
  const name = s.text.slice(from, methodTo);
  s.cfws();
  if (s.peek() === '/') {
    s.punctuation('/');
    s.cfws();
    if (!s.leaf(VERSION, Kind.AuthVersion)) s.fault('authres-method', from, s.pos);
    s.cfws();
  }
  if (s.peek() === '=') {
    s.punctuation('=');
    s.cfws();
    if (!value(s, Kind.AuthResult)) s.fault('authres-result', from, s.pos, name);
    else if (name === '') s.fault('authres-method', from, s.pos);
  } else if (s.atEnd || s.peek() === ';') {
    // Some servers repeat their own name in front of each result.
    if (name.includes('.')) s.fault('authres-text', from, methodTo);
    else if (name.toLowerCase() !== 'none') s.fault('authres-result', from, methodTo, name);
  } else {
    s.fault('authres-method', from, Math.max(methodTo, from + 1), name);
  }
  s.cfws();
  properties(s);
  s.tree.close(s.pos);
}

/**
 * `reason=value` and `ptype.property=value` up to the next semicolon.
 * @param loose true behind the name of the server, where a last word alone is text and no broken property.
 */
function properties(s: Scanner, loose = false): void {
  while (!s.atEnd && s.peek() !== ';') {
    if (s.cfws()) continue;
    const from = s.pos;
    const isReason = REASON.test(s.text.slice(from, Math.min(s.end, from + LOOKAHEAD)));
    s.tree.open(isReason ? Kind.AuthReason : Kind.AuthProperty, from);
    property(s, from, isReason, loose);
    s.tree.close(s.pos);
  }
}

function property(s: Scanner, from: number, isReason: boolean, loose: boolean): void {
  const mark = s.tree.mark;
  const named = keyword(s, Kind.PropertyName);
  s.cfws();
  let typed = false;
  if (s.peek() === '.') {
    if (named) s.tree.retag(mark, Kind.PropertyType);
    if (!named || loose) s.fault('authres-property', from, s.pos);
    typed = named;
    s.punctuation('.', Kind.Dot);
    s.cfws();
    if (!keyword(s, Kind.PropertyName)) typed = false;
    s.cfws();
    // `header.from.x=`: more than two names.
    while (s.peek() === '.') {
      typed = false;
      s.punctuation('.', Kind.Dot);
      keyword(s, Kind.PropertyName);
      s.cfws();
    }
  }
  if (!s.punctuation('=')) {
    if (s.pos === from) s.take(Kind.Junk, Math.max(from + 1, s.match(JUNK)));
    if (!loose || !named || !(s.atEnd || s.peek() === ';')) s.fault('authres-property', from, s.pos);
    return;
  }
  s.cfws();
  const valueFrom = s.pos;
  if (s.peek() === '=' || s.text.charAt(from) === '=') s.fault('authres-property', from, valueFrom);
  value(s, Kind.PropertyValue);
  if (!typed && !isReason) s.fault('authres-property-type', from, valueFrom);
}

/** A keyword; some generators put it in quotes. */
function keyword(s: Scanner, kind: number, shape = KEYWORD): boolean {
  if (s.peek() !== '"') return s.leaf(shape, kind);
  const mark = s.tree.mark;
  s.quotedString();
  s.tree.retag(mark, kind);
  return true;
}

/** A value: a quoted string, or whatever stands up to white space; an `=` at its start is none. */
function value(s: Scanner, kind: number): boolean {
  const from = s.pos;
  s.tree.open(kind, from);
  if (!s.quotedString() && s.peek() !== '=') s.leaf(VALUE, Kind.Token);
  // A quoted local part: `"a b"@example.com`.
  if (s.text.charAt(from) === '"' && s.peek() === '@') s.leaf(VALUE, Kind.Token);
  s.tree.close(s.pos);
  return s.pos > from;
}

const LOOKAHEAD = 200;
const INSTANCE = /^i[ \t]*=[ \t]*[0-9]{1,3}[ \t\r\n]*(?:;|$)/i;
/** A first segment that is a result: the name of the server was left out. */
const RESULT_AHEAD = /^[A-Za-z][\w-]*[ \t]*=/;
const REASON = /^"?reason"?[ \t]*=/i;
const AUTHSERV_ID = /[^ \t\r\n;("=]+/y;
const VERSION = /[0-9]{1,9}(?![^ \t\r\n;(=])/y;
/** RFC 5321 4.1.2 Keyword, with the underscores people add. */
const KEYWORD = /[^ \t\r\n;("=./]+/y;
const METHOD = /[^ \t\r\n;("=/]+/y;
const VALUE = /[^ \t\r\n;("]+/y;
const JUNK = /[^ \t\r\n;("=]+/y;
