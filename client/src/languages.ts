// The languages of the extension.

/** Logs of sessions: of one protocol each, and one whose protocol is found from the content. */
export const sessionLanguages = ['smtp', 'imap', 'pop3', 'mail-session'] as const;

/** What our language server looks after, whatever file system it lies on. */
export const documentSelector = ['eml', 'mbox', ...sessionLanguages].map((language) => ({ language }));

/** Languages of files whose octets a save must keep. */
export const octetLanguages: ReadonlySet<string> = new Set(['eml', 'mbox', ...sessionLanguages]);

/** True for the language of a session's log. */
export function isSessionLanguage(language: string): boolean {
  return (sessionLanguages as readonly string[]).includes(language);
}
