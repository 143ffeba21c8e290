// Delivers a message by LMTP (RFC 2033), with nothing between us and the server.

import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** Delivers a small message. @returns once the server has stored it. */
export async function deliver(port: number, recipient: string, subject: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const ask = async (command: string | undefined, code: string): Promise<void> => {
    if (command !== undefined) socket.write(`${command}\r\n`);
    for (;;) {
      const { value: line = '', done } = (await lines.next()) as IteratorResult<string, undefined>;
      if (done === true || !line.startsWith(code)) throw new Error(`LMTP: ${line}`);
      if (line[3] !== '-') return;
    }
  };
  await ask(undefined, '220');
  await ask('LHLO localhost', '250');
  await ask('MAIL FROM:<bench@example.test>', '250');
  await ask(`RCPT TO:<${recipient}>`, '250');
  await ask('DATA', '354');
  const date = new Date().toUTCString().replace('GMT', '+0000');
  const head = `From: Bench <bench@example.test>\r\nTo: <${recipient}>\r\nDate: ${date}\r\nSubject: ${subject}\r\n`;
  await ask(`${head}\r\nNew.\r\n.`, '250');
  socket.end('QUIT\r\n');
}
