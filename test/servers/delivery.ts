// Gives messages to the Exim of a test from outside, as other servers do.

import { createTransport } from 'nodemailer';

import type { MailServers } from './mailServers.ts';

/** Answers once Exim has taken it. */
export async function deliver({ ports, domain }: MailServers, user: string, subject: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: ports.smtp, secure: false, ignoreTLS: true });
  await transport.sendMail({
    from: 'Carla <carla@example.com>',
    to: `${user}@${domain}`,
    subject,
    text: 'Written by a test.\r\n',
  });
}
