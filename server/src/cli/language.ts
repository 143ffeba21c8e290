// Tells messages from sessions: by the extension, else by the content.

import { looksLikeMbox, sessionProtocol } from '../core/index.ts';
import type { MailSource } from '../core/index.ts';

/** What a file holds; `mail-session` is a session whose protocol its content tells. */
export type MailLanguage = 'eml' | 'mbox' | SessionLanguage;
type SessionLanguage = 'smtp' | 'imap' | 'pop3' | 'mail-session';

/** What can be chosen on the command line. */
export const languageNames: readonly string[] = [
  'auto',
  'eml',
  'mbox',
  'smtp',
  'imap',
  'pop3',
  'mail-session',
];

/** The language of `--language`; undefined where it is to be found out. */
export function languageOf(option: string | undefined): MailLanguage | undefined {
  return LANGUAGES.find((language) => language === option);
}

/** Extensions that are looked for in folders. */
export const folderExtensions: readonly string[] = ['.eml', '.mbox', '.smtp', '.imap', '.pop3', '.pop'];

/**
 * The language of a file: by its extension, else by its content. A message is the default: only a first line that no
 * message can have makes a session, and in a log that no message starts, any lines that are one.
 * @param name the file's name, any case.
 */
export function detectLanguage(name: string, text: string): MailLanguage {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const byName = EXTENSIONS.get(extension);
  if (byName) return byName;
  const start = text.slice(0, 4096);
  const greeting = GREETINGS.find(({ pattern }) => pattern.test(start))?.language;
  if (greeting) return greeting;
  if (looksLikeMbox(text)) return 'mbox';
  const isLog = LOGS.has(extension) && !FIELD.test(start) && sessionProtocol(text, name) !== undefined;
  return isLog ? 'mail-session' : 'eml';
}

/** True for the languages of sessions. */
export function isSession(language: MailLanguage): language is SessionLanguage {
  return language !== 'eml' && language !== 'mbox';
}

/** How the core opens a file of a language. */
export function opening(language: MailLanguage, name: string): Pick<MailSource, 'format' | 'reading'> {
  if (!isSession(language)) return { format: language === 'mbox' ? 'mbox' : 'message' };
  const protocol = language === 'mail-session' ? undefined : language;
  // LMTP is written in files of SMTP.
  return { format: 'transcript', reading: { name, protocol, ...(protocol === 'smtp' && { orLmtp: true }) } };
}

const LANGUAGES: readonly MailLanguage[] = ['eml', 'mbox', 'smtp', 'imap', 'pop3', 'mail-session'];

const EXTENSIONS = new Map<string, MailLanguage>([
  ['eml', 'eml'],
  ['mbox', 'mbox'],
  ['smtp', 'smtp'],
  ['imap', 'imap'],
  ['pop3', 'pop3'],
  ['pop', 'pop3'],
]);

/** Extensions of files that hold anything. */
const LOGS = new Set(['log', 'txt', 'in', 'out']);
/** How a message starts. */
const FIELD =
  /^\s*(?:>?From |(?:From|To|Cc|Bcc|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Reply-To|Sender|Content-[A-Za-z-]+|X-[A-Za-z0-9-]+|[A-Za-z]+-[A-Za-z-]+):)/i;

/** How a session starts: the server's greeting, or the client's first command behind its mark. */
const GREETINGS: readonly { readonly language: MailLanguage; readonly pattern: RegExp }[] = [
  { language: 'smtp', pattern: /^\s*(?:(?:S:|<+|<-)\s*)?220[ -]\S/ },
  { language: 'smtp', pattern: /^\s*(?:C:|>+|->)\s*(?:EHLO|HELO|LHLO) \S/i },
  { language: 'imap', pattern: /^\s*(?:(?:S:|<+|<-)\s*)?\* (?:OK|PREAUTH|BYE)\b/ },
  {
    language: 'imap',
    pattern: /^\s*(?:C:|>+|->)\s*[A-Z]{0,3}\d+ (?:LOGIN|CAPABILITY|NOOP|AUTHENTICATE|SELECT|STARTTLS)\b/i,
  },
  { language: 'pop3', pattern: /^\s*(?:(?:S:|<+|<-)\s*)?\+OK\b/ },
  { language: 'pop3', pattern: /^\s*(?:C:|>+|->)\s*(?:CAPA|APOP|STLS)\b/i },
];
