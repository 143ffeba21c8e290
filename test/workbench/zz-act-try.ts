// Tries actions (not kept).
import { Session } from './harness.ts';
import { MailboxView } from './mailboxView.ts';
const session = await Session.start({ settings: { 'mailWorkbench.accounts': [{ id: 'demo', kind: 'demo', name: 'Demo' }], 'files.simpleDialog.enable': true } });
const { workbench } = session; const { page } = workbench; page.setDefaultTimeout(8000);
const shot = (n: string) => workbench.screenshot(`/tmp/b/actshots/${n}.png`);
try {
  const view = new MailboxView(workbench);
  const log = async (t: string) => console.log(t, (await view.rows()).map((r) => r.spoken.slice(0, 70)).slice(0, 12));
  await view.show(); await view.expand('Demo'); await view.expand('Inbox, ');
  await view.click('Four hops'); await view.click('The whole table', ['Control']);
  await view.menu('The whole table', 'Mark as Unread'); await page.waitForTimeout(800); await log('unread');
  await page.keyboard.press('Insert'); await page.waitForTimeout(800); await log('flagged');
  await shot('1');
  await view.menu('Four hops', 'Move to'); await page.waitForTimeout(800); await shot('2'); await view.pick('Archive'); await page.waitForTimeout(1500); await shot('3'); await log('moved');
  await page.locator('.notifications-toasts .monaco-button', { hasText: 'Undo' }).first().click(); await page.waitForTimeout(1500); await shot('4'); await log('undone');
  await view.click('Four hops'); await page.keyboard.press('Delete'); await page.waitForTimeout(1500); await shot('5'); await log('deleted');
  await page.keyboard.press('Control+Z'); await page.waitForTimeout(1500); await log('undone'); await shot('6');
  await view.menu('Invoice 2024-117', 'Save Message As'); await page.waitForTimeout(800); await shot('7');
  await page.keyboard.press('Control+A'); await page.keyboard.insertText(`${session.folder}/invoice.eml`); await page.waitForTimeout(800); await shot('8'); await page.keyboard.press('Enter'); await page.waitForTimeout(1500); await shot('9');
  await view.menu('Figures, and', 'Save All Attachments'); await page.waitForTimeout(800); await shot('10');
  await page.keyboard.press('Enter'); await page.waitForTimeout(1500); await shot('11');
  await view.menu('Figures, and', 'Keywords'); await page.waitForTimeout(500); await page.keyboard.type('todo'); await page.waitForTimeout(500); await shot('12'); 
} catch (e) { console.error(e); await shot('fail'); }
finally { await session.stop(); }
