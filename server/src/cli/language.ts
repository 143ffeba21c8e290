// Tells a message from a session transcript: by the extension, else by how the content starts.

import { looksLikeMbox } from '../core/index.ts';

/** What a file holds. */
export type MailLanguage = 'eml' | 'mbox' | 'smtp' | 'imap' | 'pop3';

/** The languages that can be checked, and those that cannot yet, by the name people know them by. */
export const transcriptNames: Readonly<Record<Exclude<MailLanguage, 'eml' | 'mbox'>, string>> = {
  smtp: 'SMTP session',
  imap: 'IMAP session',
  pop3: 'POP3 session',
};

/** The language of `--language`; undefined where it is to be found out. */
export function languageOf(option: string | undefined): MailLanguage | undefined {
  return option === undefined ? undefined : EXTENSIONS.get(option);
}

/** Extensions that are looked for in folders. */
export const folderExtensions: readonly string[] = ['.eml', '.mbox'];

/**
 * The language of a file. A message is the default: only a first line that no message can have makes a transcript.
 * @param name the file's name, any case.
 */
export function detectLanguage(name: string, text: string): MailLanguage {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  const byName = extension === undefined ? undefined : EXTENSIONS.get(extension);
  if (byName) return byName;
  const start = text.slice(0, 4096);
  const greeting = GREETINGS.find(({ pattern }) => pattern.test(start))?.language;
  return greeting ?? (looksLikeMbox(text) ? 'mbox' : 'eml');
}

/** How the core reads a file of messages. */
export function formatOf(language: 'eml' | 'mbox'): 'message' | 'mbox' {
  return language === 'mbox' ? 'mbox' : 'message';
}

const EXTENSIONS = new Map<string, MailLanguage>([
  ['eml', 'eml'],
  ['mbox', 'mbox'],
  ['smtp', 'smtp'],
  ['imap', 'imap'],
  ['pop3', 'pop3'],
]);

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
