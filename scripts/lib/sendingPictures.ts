// The README's pictures of sending: the question, the check, the result, the live transcript.

import { MailboxView } from '../../test/workbench/mailboxView.ts';
import { SendingView, messageText } from '../../test/workbench/sending.ts';
import type { Workbench } from '../../test/workbench/workbench.ts';
import type { Picture } from './picture.ts';

/** A message that is ready, one that is not, one that not everybody gets, and one that takes its time. */
const TO_SEND = {
  'invitation.eml': messageText(
    'Lunch on Thursday?',
    {
      From: 'Alice Example <alice@example.test>',
      To: 'Bob Example <bob@example.test>',
      Cc: 'carla@example.test, dan@example.test',
      Bcc: 'alice+archive@example.test',
      'MIME-Version': '1.0',
      'Content-Type': 'text/plain; charset=utf-8',
    },
    'Hello Bob,\n\nat noon, in the café?\n\nAlice\n',
  ),
  'unready.eml': messageText(
    'Offer =?utf-8?Q?f=C3=BCr_Sie',
    {
      From: 'Alice Example <alice@example.test>',
      To: 'bob@example.test',
      'Reply-To': 'sales@example.test, sales@example.test',
      'MIME-Version': '1.0',
      'Content-Type': 'text/plain; charset=us-ascii',
    },
    'Hello {{first_name}},\n\nhere is our offer for 20 €.\n',
  ),
  'partly.eml': messageText('Minutes of the meeting', {
    From: 'Alice Example <alice@example.test>',
    To: 'bob@example.test, bbo@example.test',
    Date: 'Sat, 21 Nov 2026 11:00:00 +0000',
    'Message-ID': '<minutes@example.test>',
  }),
  'slow.eml': messageText('A server that takes its time', {
    From: 'Alice Example <alice@example.test>',
    To: 'bob@example.test, slow@example.test',
    Date: 'Sat, 21 Nov 2026 11:00:00 +0000',
    'Message-ID': '<slow@example.test>',
  }),
};

/** For pictures of sending: what Alice's account is entered with. */
export const PASSWORD = 'alice-Wd3kTm-secret';

/** More lines than in pictures of messages. */
const SMALLER = { 'editor.fontSize': 13, 'editor.lineHeight': 21 };
const AT_SERVERS = { servers: true, files: TO_SEND, settings: SMALLER };

export const sendingPictures: readonly Picture[] = [
  {
    name: 'send-plan.png',
    ...AT_SERVERS,
    clip: { x: 0, y: 0, width: 1200, height: 600 },
    async pose(workbench: Workbench): Promise<void> {
      const sending = await openToSend(workbench, 'invitation.eml');
      await sending.lens('Send');
      await workbench.page.locator('.monaco-dialog-box').waitFor();
    },
  },
  {
    name: 'send-check.png',
    ...AT_SERVERS,
    async pose(workbench: Workbench): Promise<void> {
      const sending = await openToSend(workbench, 'unready.eml');
      await sending.lens('Check before sending');
      await sending.report('Check of', (text) => text.includes('It offers') || text.includes('Warnings'));
      await sending.over('Asking');
    },
  },
  {
    name: 'send-result.png',
    ...AT_SERVERS,
    async pose(workbench: Workbench): Promise<void> {
      const sending = await openToSend(workbench, 'partly.eml');
      await sending.lens('Send');
      await sending.answer('Send');
      await sending.report('Result of', (text) => text.includes('A copy is in Sent'));
      await sending.over('Sending');
    },
  },
  {
    name: 'send-transcript.png',
    ...AT_SERVERS,
    settings: { ...SMALLER, 'mailWorkbench.transcript.beside': true },
    async pose(workbench: Workbench): Promise<void> {
      const sending = await openToSend(workbench, 'slow.eml');
      await sending.lens('Send');
      await sending.answer('Send');
      await workbench.page.locator('.view-line', { hasText: 'slow@example.test>' }).last().waitFor();
    },
  },
];

/** Opens a message to send, with the password of Alice's account entered. */
async function openToSend(workbench: Workbench, file: string): Promise<SendingView> {
  const sending = new SendingView(workbench);
  await workbench.openFile(file);
  await sending.lenses();
  await workbench.command('Mail Workbench: Enter Password');
  await new MailboxView(workbench).answer('Password of', PASSWORD);
  await workbench.command('View: Toggle Primary Side Bar Visibility');
  return sending;
}
