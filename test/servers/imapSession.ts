// What a Dovecot of the tests says to somebody else: plain commands over a connection of their own.

import { once } from 'node:events';
import net from 'node:net';

import type { MailServers } from './mailServers.ts';

/** One client that is logged in. */
export interface ImapSession extends AsyncDisposable {
  /** Sends a command. @returns all lines that answer it, with the last one. Rejects where it is refused. */
  ask(command: string): Promise<string>;
}

/** Logs in in clear: this is loopback. */
export async function imapSession({ ports, users }: MailServers, user: string): Promise<ImapSession> {
  const socket = net.connect(ports.imap, '127.0.0.1');
  socket.setEncoding('latin1');
  let said = '';
  let number = 0;
  socket.on('data', (chunk: string) => {
    said += chunk;
    socket.emit('said');
  });
  socket.on('error', () => socket.destroy());
  /** All that was said up to a line that fits. */
  const until = async (line: RegExp): Promise<string> => {
    while (!line.test(said)) await once(socket, 'said', { signal: AbortSignal.timeout(PATIENCE) });
    const answer = said;
    said = '';
    return answer;
  };
  const ask = async (command: string): Promise<string> => {
    const tag = `t${number++}`;
    socket.write(`${tag} ${command}\r\n`);
    const answer = await until(new RegExp(`(?:^|\\n)${tag} [^\\n]*\\n$`));
    if (!answer.includes(`${tag} OK`)) throw new Error(answer);
    return answer;
  };
  await until(/\n$/);
  await ask(`LOGIN ${user} ${users[user] ?? ''}`);
  return {
    ask,
    [Symbol.asyncDispose]: async () => {
      await ask('LOGOUT').catch(() => undefined);
      socket.destroy();
    },
  };
}

/** Milliseconds. */
const PATIENCE = 10_000;

/** Flags of the messages whose subject has some words, as the server says them; one text a message. */
export async function flagsOnServer(
  servers: MailServers,
  user: string,
  folder: string,
  subject: string,
): Promise<readonly string[]> {
  await using session = await imapSession(servers, user);
  await session.ask(`EXAMINE "${folder}"`);
  const uids = await uidsOf(session, subject);
  if (uids === '') return [];
  const answer = await session.ask(`UID FETCH ${uids} (FLAGS)`);
  return [...answer.matchAll(/FLAGS \(([^)]*)\)/g)].map(([, flags = '']) =>
    flags.replace(/\\Recent */, '').trim(),
  );
}

/** Deletes for good what has some words in its subject, as another mail program would. */
export async function expungeOnServer(
  servers: MailServers,
  user: string,
  folder: string,
  subject: string,
): Promise<void> {
  await using session = await imapSession(servers, user);
  await session.ask(`SELECT "${folder}"`);
  const uids = await uidsOf(session, subject);
  await session.ask(`UID STORE ${uids} +FLAGS.SILENT (\\Deleted)`);
  await session.ask(`UID EXPUNGE ${uids}`);
}

async function uidsOf(session: ImapSession, subject: string): Promise<string> {
  const answer = await session.ask(`UID SEARCH SUBJECT "${subject}"`);
  return (/\* SEARCH([\d ]*)/.exec(answer)?.[1] ?? '').trim().replaceAll(' ', ',');
}
