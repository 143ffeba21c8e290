// A long IMAP session for the examples of rules about mailboxes over time, with a place for what an example shows.

/** How an example's session departs from the usual one. */
interface SessionChanges {
  /** What ENABLE switches on. */
  readonly enable?: 'QRESYNC' | 'IMAP4rev2';
  /** Responses to the SELECT of INBOX; `SELECTED` where left out. */
  readonly select?: string;
}

/** What SELECT says of INBOX in `longSession`: four messages. */
export const SELECTED = `\
S: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Forwarded)
S: * OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Forwarded \\*)] Limited
S: * 4 EXISTS
S: * 0 RECENT
S: * OK [UIDVALIDITY 1757000000] UIDs valid
S: * OK [UIDNEXT 50] Next UID
S: * OK [HIGHESTMODSEQ 900] Highest
S: s04 OK [READ-WRITE] Selected
`;

/**
 * A session of more than twenty commands. In front of `body`, INBOX is selected: its messages 1 to 4 have the UIDs 10,
 * 20, 30 and 40, sizes of 100 to 400 octets, and only message 1 is seen. Behind it, other mailboxes are looked at.
 */
export function longSession(body: string, changes?: SessionChanges): string {
  return `${openSession(body, changes)}${numbered(8, 20, 'STATUS Archive (MESSAGES)', '* STATUS Archive (MESSAGES 7)')}C: s21 LOGOUT
S: * BYE Good night
S: s21 OK Done
`;
}

/** The same session, ending behind `body`. */
export function openSession(body: string, { enable, select = SELECTED }: SessionChanges = {}): string {
  return `\
S: * OK [CAPABILITY IMAP4rev1 ENABLE IDLE UIDPLUS MOVE CONDSTORE QRESYNC] ready
C: s01 LOGIN ann secret
S: s01 OK Logged in
C: s02 ${enable === undefined ? 'NOOP' : `ENABLE ${enable}`}
${enable === undefined ? '' : `S: * ENABLED ${enable}\n`}S: s02 OK Done
C: s03 LIST "" "%"
S: * LIST (\\HasNoChildren) "/" INBOX
S: * LIST (\\HasNoChildren) "/" Archive
S: s03 OK Listed
C: s04 SELECT INBOX
${select}C: s05 FETCH 1:4 (UID FLAGS RFC822.SIZE INTERNALDATE MODSEQ)
S: * 1 FETCH (UID 10 FLAGS (\\Seen) RFC822.SIZE 100 INTERNALDATE "01-Feb-2026 08:00:00 +0000" MODSEQ (500))
S: * 2 FETCH (UID 20 FLAGS () RFC822.SIZE 200 INTERNALDATE "02-Feb-2026 08:00:00 +0000" MODSEQ (600))
S: * 3 FETCH (UID 30 FLAGS () RFC822.SIZE 300 INTERNALDATE "03-Feb-2026 08:00:00 +0000" MODSEQ (700))
S: * 4 FETCH (UID 40 FLAGS () RFC822.SIZE 400 INTERNALDATE "04-Feb-2026 08:00:00 +0000" MODSEQ (800))
S: s05 OK Fetched
C: s06 SEARCH SEEN
S: * SEARCH 1
S: s06 OK Searched
C: s07 NOOP
S: s07 OK Done
${body}`;
}

function numbered(from: number, to: number, command: string, data: string): string {
  const tags = Array.from(
    { length: to - from + 1 },
    (_, index) => `s${String(from + index).padStart(2, '0')}`,
  );
  return tags.map((tag) => `C: ${tag} ${command}\nS: ${data}\nS: ${tag} OK Done\n`).join('');
}
