// IMAP URLs (RFC 5092 11, RFC 4467 9): the expressions of their parts, and the argument that is one.

import { Kind } from '../../../syntax/kinds.ts';
import type { Cursor } from './cursor.ts';
import type { ProductionRows } from './table.ts';

const UCHAR = "(?:[A-Za-z0-9\\-._~!$'()*+,]|%[0-9A-Fa-f]{2})";
const ACHAR = `(?:${UCHAR}|[&=])`;
const BCHAR = `(?:${ACHAR}|[:@/])`;
const NZ = '[1-9][0-9]*';
const MAILBOX = `${BCHAR}+`;
const MAILBOX_REF = `${MAILBOX}(?:;UIDVALIDITY=${NZ})?`;
const UID_ONLY = `;UID=${NZ}`;
const SECTION_ONLY = `;SECTION=${BCHAR}+`;
const PARTIAL_ONLY = `;PARTIAL=[0-9]+(?:\\.${NZ})?`;
const AUTH = `;AUTH=(?:\\*|${ACHAR}+)`;
const SERVER = `(?:(?:${ACHAR}+(?:${AUTH})?|${AUTH})@)?(?:\\[[^\\]]*\\]|${UCHAR}+)(?::[0-9]+)?`;
const TIME = '[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?';
const EXPIRE = `;EXPIRE=[0-9]{4}-[0-9]{2}-[0-9]{2}T${TIME}(?:Z|[+-][0-9]{2}:[0-9]{2})?`;
const ACCESS = `(?:submit\\+${ACHAR}+|user\\+${ACHAR}+|authuser|anonymous|stream)`;
const RUMP = `(?:${EXPIRE})?;URLAUTH=${ACCESS}`;
const VERIFIER = ':[A-Za-z0-9.-]+:[0-9A-Fa-f]{32,}';
const PART = `(?:/?${SECTION_ONLY})?(?:/?${PARTIAL_ONLY})?(?:${RUMP}(?:${VERIFIER})?)?`;
const MESSAGE = `${MAILBOX_REF}/?${UID_ONLY}${PART}`;
const COMMAND = `(?:${MESSAGE}|${MAILBOX_REF}(?:\\?${BCHAR}+)?)`;
const NETWORK = `//${SERVER}(?:/(?:${COMMAND})?)?`;

/** The parts of an IMAP URL by their ABNF name, each for a whole text. */
export const urlPatterns = {
  uchar: whole(UCHAR),
  achar: whole(ACHAR),
  bchar: whole(BCHAR),
  'enc-user': whole(`${ACHAR}+`),
  'enc-auth-type': whole(`${ACHAR}+`),
  'enc-mailbox': whole(MAILBOX),
  'enc-urlauth': whole('[0-9A-Fa-f]{32,}'),
  'imailbox-ref': whole(MAILBOX_REF),
  imessagelist: whole(`${MAILBOX_REF}(?:\\?${BCHAR}+)?`),
  iuid: whole(`/${UID_ONLY}`),
  'iuid-only': whole(UID_ONLY),
  isection: whole(`/${SECTION_ONLY}`),
  'isection-only': whole(SECTION_ONLY),
  ipartial: whole(`/${PARTIAL_ONLY}`),
  'ipartial-only': whole(PARTIAL_ONLY),
  iauth: whole(AUTH),
  iserver: whole(`(?:${AUTH}@)?${SERVER}`),
  access: whole(ACCESS),
  expire: whole(EXPIRE),
  'partial-time': whole(TIME),
  'iurlauth-rump': whole(RUMP),
  'iua-verifier': whole(VERIFIER),
  'uauth-mechanism': whole('[A-Za-z0-9.-]+'),
  imessagepart: whole(MESSAGE),
  'irelative-path': whole(`(?:${COMMAND}|${UID_ONLY}${PART}|${SECTION_ONLY}${PART}|${PARTIAL_ONLY})`),
  'iabsolute-path': whole(`/(?:${COMMAND})?`),
  'inetwork-path': whole(NETWORK),
  imapurl: whole(`imap:${NETWORK}`),
} as const satisfies Readonly<Record<string, RegExp>>;

export const urlProductions = {
  url: { abnf: 'url-atom / quoted / literal', kind: Kind.ImapUrl, code: 'url', check: checkUrl },
} as const satisfies ProductionRows;

/** A URL of another scheme may stand in a referral; one of ours has a form. */
function checkUrl(cursor: Cursor, from: number, to: number): void {
  const written = cursor.text.slice(from, Math.min(to, from + LONGEST + 1));
  const url = written.startsWith('"') ? written.slice(1, -1) : written;
  if (url.length > LONGEST || /^~?\{/.test(url) || !/^(?:imap:|[^:]*;UID=)/i.test(url)) return;
  if (!FORMS.some((form) => form.test(url))) cursor.fault('url-form', from, to);
}

function whole(source: string): RegExp {
  return new RegExp(`^${source}$`, 'i');
}

const FORMS = [
  urlPatterns.imapurl,
  urlPatterns['irelative-path'],
  urlPatterns['iabsolute-path'],
  urlPatterns['inetwork-path'],
];
/** RFC 7162 4: a command line has 8192 octets at most. */
const LONGEST = 8192;
