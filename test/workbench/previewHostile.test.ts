// End to end: messages that attack their reader. Nothing of them runs, loads or leads anywhere.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { eventually, useSession } from './harness.ts';
import { PreviewFrame } from './previewFrame.ts';

/** Everything that anybody asks of this server was let out of the frame. */
const asked: string[] = [];
/** What it was asked so far. */
const answered = (): readonly string[] => [...asked];
const server = createServer(({ url = '' }, response) => {
  asked.push(url);
  response.setHeader('content-type', 'image/gif');
  response.end(Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64'));
});
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
after(() => server.close());

const END = '<p id="end">harmless</p>';

/** By what they try. */
const HOSTILE: Readonly<Record<string, string>> = {
  script: `<script>document.title='ran';new Image().src='${origin}/script'</script>
<img src=x onerror="parent.document.title='ran'"><body onload="parent.document.title='ran'">
<a href="javascript:parent.document.title='ran'">a</a><details open ontoggle="parent.document.title='ran'">d</details>
<iframe srcdoc="<script>top.document.title='ran'</script>"></iframe><object data="${origin}/object"></object>
<embed src="${origin}/embed"><marquee onstart="parent.document.title='ran'">m</marquee>
<noscript><p title="</noscript><img src=x onerror=parent.document.title='ran'>"></noscript>`,
  svg: `<svg onload="parent.document.title='ran'"><image href="${origin}/image"/><use href="${origin}/use#a"/>
<style>@import '${origin}/svgstyle';</style><script href="${origin}/svgscript"></script>
<foreignObject><img src="${origin}/foreign"></foreignObject><animate onbegin="parent.document.title='ran'"/></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=${origin}/mutation&gt;">`,
  css: `<style>@import url("${origin}/import1");@import '${origin}/import2';@\\69mport '${origin}/import3';
p[id^=e]{background:url(${origin}/attribute)} p{background-image:image-set("${origin}/set" 1x)}
@font-face{font-family:x;src:url(${origin}/font)} p{font-family:x;cursor:url(${origin}/cursor),auto}
p::before{content:url(${origin}/content)} ul{list-style:url(${origin}/list)} p{b\\61ckground:u\\72l(${origin}/escaped)}
p{--x:url(${origin}/custom);background:var(--x)} p{mask:url(${origin}/mask);filter:url(${origin}/filter#f)}
p{border-image:-webkit-image-set(url(${origin}/border) 1x)} p{shape-outside:url(${origin}/shape)}</style>
<p style="background:url('${origin}/style')">x</p><ul><li>x</ul>
<link rel=stylesheet href="${origin}/sheet"><style>${'p{color:red}'.repeat(10)}</style>`,
  base: `<base href="${origin}/base/"><img src="relative.png"><a href="relative">a</a>
<link rel=preconnect href="${origin}"><link rel=dns-prefetch href="${origin}"><link rel=prefetch href="${origin}/prefetch">
<link rel=icon href="${origin}/icon"><link rel=manifest href="${origin}/manifest">`,
  refresh: `<meta http-equiv=refresh content="0;url=${origin}/refresh"><meta http-equiv="Content-Security-Policy" content="img-src *">
<img src="${origin}/after">`,
  form: `<form action="${origin}/form" id=f><input name=a autofocus onfocus="f.submit()"><input type=image src="${origin}/button">
<button formaction="${origin}/formaction">Send</button><isindex action="${origin}/isindex"></form>
<select><option>o</select><textarea>t</textarea>`,
  media: `<video poster="${origin}/poster" src="${origin}/video" autoplay></video><audio src="${origin}/audio" autoplay></audio>
<picture><source srcset="${origin}/source"><img srcset="${origin}/srcset 2x" src="${origin}/src"></picture>
<table background="${origin}/background"><tr><td background="${origin}/cell">x</table><body background="${origin}/body">
<img src="//127.0.0.1:${(server.address() as AddressInfo).port}/schemeless" width=1 height=1><img lowsrc="${origin}/lowsrc" dynsrc="${origin}/dynsrc">
<input type=image src="${origin}/input"><bgsound src="${origin}/bgsound"><frameset><frame src="${origin}/frame"></frameset>`,
};

function message(html: string, type = 'text/html; charset=utf-8'): string {
  return `From: Eve <eve@evil.example>\r\nSubject: Hostile\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${html}\r\n`;
}

const test = useSession({
  files: Object.fromEntries(
    Object.entries(HOSTILE).map(([name, html]) => [`${name}.eml`, message(END + html)]),
  ),
  settings: { 'workbench.editorAssociations': { 'nested.eml': 'mailWorkbench.preview' } },
});

for (const name of Object.keys(HOSTILE)) {
  test(`${name}: the text is shown, nothing runs, nothing leaves the frame`, async ({ workbench }) => {
    const seen: string[] = [];
    const watch = (request: { url: () => string }): void => {
      if (request.url().startsWith(origin)) seen.push(request.url());
    };
    workbench.page.on('request', watch);
    asked.length = 0;
    await workbench.openFile(`${name}.eml`);
    const preview = await PreviewFrame.beside(workbench);
    assert.match(await preview.html(), /harmless/);
    // Whatever is clicked leads nowhere.
    for (const link of await preview.message.locator('a').all()) await link.click({ timeout: 2000 });
    await delay(500);
    workbench.page.off('request', watch);
    assert.deepEqual(seen, [], 'requests that the browser made');
    assert.deepEqual(asked, [], 'requests that the server got');
    assert.deepEqual(workbench.refusedRequests, []);
    assert.doesNotMatch(await preview.page.locator('body').evaluate(() => document.title), /ran/);
    assert.match(await preview.html(), /harmless/, 'it is still there');
    assert.match(await preview.page.locator('.removed').innerText(), /Removed from the HTML: \d+/);
    await workbench.command('View: Close All Editors');
  });
}

test('remote images are counted, named, and loaded only when that is asked for', async ({ workbench }) => {
  asked.length = 0;
  await workbench.openFile('media.eml');
  const preview = await PreviewFrame.beside(workbench);
  await preview.html();
  const notice = preview.page.locator('.notice');
  assert.match(
    await notice.innerText(),
    /Remote images that are not loaded: \d+\.[^]*127\.0\.0\.1[^]*nobody can see it/,
  );
  assert.deepEqual(answered(), []);
  await notice.getByRole('button', { name: 'Load Remote Images' }).click();
  const got = await eventually(
    () => Promise.resolve(answered()),
    (all) => all.includes('/src'),
  );
  assert.ok(got.includes('/src'), got.join());
  // Images and nothing else.
  for (const other of ['/video', '/audio', '/poster', '/frame', '/input', '/bgsound']) {
    assert.ok(!got.includes(other), other);
  }
  await workbench.command('View: Close All Editors');
  asked.length = 0;
  await workbench.openFile('media.eml');
  await (await PreviewFrame.beside(workbench)).html();
  assert.deepEqual(asked, [], 'once is once');
  await workbench.command('View: Close All Editors');
});

test('nested without an end, and larger than anybody reads: the start is shown soon', async (session) => {
  const { workbench } = session;
  const deep = '<table><tr><td>'.repeat(3_300_000);
  await session.write('nested.eml', message(`<p id="end">harmless</p>${deep}`));
  const started = Date.now();
  const preview = await PreviewFrame.ofFile(session, 'nested.eml');
  assert.match(await preview.html(), /harmless/);
  assert.ok(Date.now() - started < 30_000, `${Date.now() - started} ms`);
  assert.match(await preview.page.locator('.html .notes').innerText(), /Only the start is shown/);
  await workbench.command('View: Close All Editors');
});

test('encodings that grow, messages in messages: bounded', async (session) => {
  const { workbench } = session;
  let inner = message('harmless', 'text/plain');
  for (let depth = 0; depth < 60; depth++) {
    inner = message(inner, 'message/rfc822');
  }
  await session.write('deep.eml', inner);
  const many = Array.from({ length: 10_000 }, (_, part) => `--b\r\n\r\nharmless ${part}\r\n`).join('');
  await session.write('many.eml', message(`${many}--b--`, 'multipart/mixed; boundary=b'));
  const words = `=?utf-8?B?${Buffer.from('a'.repeat(40)).toString('base64')}?= `.repeat(5000);
  await session.write('words.eml', `Subject: ${words}\r\n${message('<p>harmless</p>')}`);
  for (const name of ['deep.eml', 'many.eml', 'words.eml']) {
    await workbench.openFile(name);
    const preview = await PreviewFrame.beside(workbench);
    assert.notEqual((await preview.page.locator('main').innerText()).trim(), '', name);
    await workbench.command('View: Close All Editors');
  }
});
