// Writes a session in several notations, to prove that what is found does not depend on how a log looks.

/** The notations that examples of rules about sessions run in. */
export const sessionNotations = ['marks', 'arrows', 'logger', 'swaks'] as const;
export type SessionNotation = (typeof sessionNotations)[number];

/** The ids of the rows that read them. */
export const notationIds: Readonly<Record<SessionNotation, string>> = {
  marks: 'c-s',
  arrows: 'angle',
  logger: 'nodemailer',
  swaks: 'swaks',
};

/** A session as a log in some notation. */
export interface WrittenSession {
  readonly host: string;
  /** The host offset of an offset in the session as the example writes it. */
  readonly toHost: (offset: number) => number;
  /** The session as the example would write it. */
  readonly back: (host: string) => string;
}

/** A session whose lines start with `C: ` or `S: `, in another notation. Other lines are remarks and stay. */
export function writeSession(session: string, notation: SessionNotation): WrittenSession {
  const marks = MARKS[notation];
  const starts: number[] = [];
  const hosts: number[] = [];
  let host = '';
  let at = 0;
  for (const line of session.split(/(?<=\n)/)) {
    const said = /^([CS]): ?/.exec(line);
    const prefix = said ? marks[said[1] as 'C' | 'S'] : '';
    const own = said ? line.slice(said[0].length) : line;
    host += prefix;
    starts.push(at + (said ? said[0].length : 0));
    hosts.push(host.length);
    host += own;
    at += line.length;
  }
  const toHost = (offset: number): number => {
    const line = Math.max(
      0,
      starts.findLastIndex((start) => start <= offset),
    );
    return (hosts[line] ?? 0) + Math.max(0, offset - (starts[line] ?? 0));
  };
  const back = (text: string): string =>
    text
      .split(/(?<=\n)/)
      .map((line) => {
        if (line.startsWith(marks.C)) return `C: ${line.slice(marks.C.length)}`;
        return line.startsWith(marks.S) ? `S: ${line.slice(marks.S.length)}` : line;
      })
      .join('');
  return { host, toHost, back };
}

const MARKS: Readonly<Record<SessionNotation, { readonly C: string; readonly S: string }>> = {
  marks: { C: 'C: ', S: 'S: ' },
  arrows: { C: '> ', S: '< ' },
  logger: { C: '[2026-03-01 10:20:30] DEBUG [k3Jx9] C: ', S: '[2026-03-01 10:20:30] DEBUG [k3Jx9] S: ' },
  swaks: { C: ' -> ', S: '<-  ' },
};
