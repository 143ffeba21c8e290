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
  // What a parser takes for a text first, and for an element when it reads what was written.
  mutation: `<math><mtext><table><mglyph><style><math><img src=${origin}/m1 onerror="parent.document.title='ran'">
<svg></p><style><a id="</style><img src=${origin}/m2 onerror=parent.document.title='ran'>"></style></svg>
<form><math><mtext></form><form><mglyph><style></math><img src onerror="parent.document.title='ran'"></style></mglyph></form>
<svg><desc><noscript><img title="</noscript><img src=${origin}/m3 onerror=parent.document.title='ran'>"></noscript></desc></svg>
<math><annotation-xml encoding="text/html"><style><img src=${origin}/m4 onerror="parent.document.title='ran'"></style></annotation-xml></math>
<noembed><img title="</noembed><img src=${origin}/m5 onerror=parent.document.title='ran'>"></noembed>
<xmp><p title="</xmp><img src=${origin}/m6 onerror=parent.document.title='ran'>"></xmp><plaintext-x><template><script>parent.document.title='ran'</script></template>
<select><style></select><img src=${origin}/m7 onerror="parent.document.title='ran'"></style></select>
<svg><a xlink:href="javascript:parent.document.title='ran'"><text y="20">t</text></a><animate attributeName="href" values="javascript:1"/></svg>
<p id="attributes"></p><img name="querySelector"><form name="contentDocument"><input name="parentNode"></form>`,
  addresses: `<a href="command:workbench.action.closeAllEditors">command</a><a href="vscode://file/etc/passwd">vscode</a>
<a href="file:///etc/passwd">file</a><a href=" java
script:parent.document.title='ran'">j</a><a href="data:text/html,<script>1</script>">d</a>
<a href="vbscript:x" ping="${origin}/ping" target="_top" download>p</a><a href="smb://127.0.0.1/x">s</a><a href="//127.0.0.1/x" target="_parent">r</a>
<area href="${origin}/area" shape="default"><map name="m"><area href="javascript:1"></map><a xlink:href="${origin}/xlink">x</a>`,
  loaders: `<link rel=preload as=image href="${origin}/preload"><link rel=modulepreload href="${origin}/modulepreload"><link rel=prerender href="${origin}/prerender">
<link rel=preload as=image imagesrcset="${origin}/imagesrcset 1x"><iframe src="${origin}/iframe"></iframe><iframe srcdoc="<img src='${origin}/srcdoc'>"></iframe>
<object data="${origin}/object" type="image/png"><param name=movie value="${origin}/param"></object><embed src="${origin}/embed" type="text/html">
<applet code="${origin}/applet"></applet><portal src="${origin}/portal"></portal><fencedframe src="${origin}/fenced"></fencedframe>
<img srcset="${origin}/srcset1 1x, ${origin}/srcset2 2x" sizes="100vw"><img src="  ${origin}/spaces"><img src="htt
p:${origin.slice(5)}/broken">
<picture><source srcset="${origin}/p1"><source media="(min-width:1px)" srcset="data:image/png;base64,, ${origin}/p2"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="></picture>
<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='${origin}/svgimage'/><script>1</script></svg>"><html manifest="${origin}/manifest"><script src="${origin}/script"></script>`,
  styles: `<style>@import/**/"${origin}/i1";@IMPORT url(${origin}/i2) layer(x) supports(display:grid);@im\\port "${origin}/i3";
@font-face{font-family:y;src:local(x),u\\rl("${origin}/f1"),url( ' ${origin}/f2' ) format('woff2')} p{font-family:y}
p{background:-webkit-cross-fade(url(${origin}/c1),url(${origin}/c2),50%)} p{background:cross-fade(url(${origin}/c3) 50%)}
p{background:-webkit-image-set("${origin}/s1" 1x)} p{background:image("${origin}/s2")} p{background:src("${origin}/s3")}
p{background:\\75\\72\\6c(${origin}/e1)} p{background:\\000055rl(${origin}/e2)} p{background:url(\\68ttp:${origin.slice(5)}/e3)}
@property --u{syntax:"<url>";inherits:true;initial-value:url(${origin}/p1)} p{background:var(--u)} p{--w:url(${origin}/p2);mask-image:var(--w)}
p{offset-path:url(${origin}/o1#x);clip-path:url(${origin}/o2#x);-webkit-mask-box-image:url(${origin}/o3)} @media print{p{background:url(${origin}/print)}}
@namespace svg url(${origin}/ns);input[value^=a]{background:url(${origin}/a)} @page{background:url(${origin}/page)} p:hover,p:active,:visited{background:url(${origin}/hover)}
@container style(--x){p{background:url(${origin}/container)}} @view-transition{navigation:auto} ::selection{background:url(${origin}/selection)} a{behavior:url(${origin}/htc)}
p{background:url("${origin}/unclosed</style><p style='background-image:url(${origin}/k1);list-style-image:url(&quot;${origin}/k2&quot;);-moz-binding:url(${origin}/k3)'>x</p>
<svg><style>@import "${origin}/v1"</style><filter id=f><feImage href="${origin}/v2"/></filter></svg><div style="filter:url(#f);background:url(//127.0.0.1:1/k4)">`,
};

function message(html: string, type = 'text/html; charset=utf-8'): string {
  return `From: Eve <eve@evil.example>\r\nSubject: Hostile\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${html}\r\n`;
}

/** Over everything, if it could. */
const OVERLAY = `<style>html,body{position:fixed;inset:-9999px;z-index:2147483647}</style>
<div style="position:fixed;top:-9999px;left:-9999px;width:99999px;height:99999px;z-index:2147483647;background:red"></div>`;

/** A program that looks like a picture, and a host whose first letter is Cyrillic. */
const NAMES = message(
  [
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<a href="https://\u0430pple.com/">https://\u0430pple.com/</a>',
    '--b',
    "Content-Type: application/octet-stream; name*=utf-8''photo_%E2%80%AEgpj.exe",
    'Content-Disposition: attachment',
    '',
    'x',
    '--b--',
  ].join('\r\n'),
  'multipart/mixed; boundary=b',
);

const test = useSession({
  files: {
    ...Object.fromEntries(
      Object.entries(HOSTILE).map(([name, html]) => [`${name}.eml`, message(END + html)]),
    ),
    'overlay.eml': message(END + OVERLAY),
    'names.eml': NAMES,
  },
  settings: {
    'workbench.editorAssociations': Object.fromEntries(
      [
        'nested',
        'columns',
        'marks',
        'references',
        'notes',
        'links',
        'inline',
        'unknown',
        'subject',
        'plain',
      ].map((name) => [`${name}.eml`, 'mailWorkbench.preview']),
    ),
  },
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
    assert.equal(await workbench.page.locator('.monaco-dialog-box').count(), 0, 'nothing asks to be opened');
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

test('what would stop a browser for minutes does not: columns in columns, marks on marks, notes on notes', async (session) => {
  const { workbench } = session;
  const marks = 'a' + '\u0301'.repeat(150_000);
  const columns = `<style>div{column-count:1000000;-webkit-column-width:1px;c\\6flumns:9999 1px}</style>${'<div>x'.repeat(300)}`;
  const freezing: Readonly<Record<string, string>> = {
    'columns.eml': message(END + columns),
    'marks.eml': message(END + marks),
    'references.eml': message(END + 'a' + '&#769;'.repeat(40_000)),
    'notes.eml': message(END + '<ruby><rt>'.repeat(5900)),
    'links.eml': message(END + '<a href="http://a.example/">http://b.example</a>'.repeat(100_000)),
    'inline.eml': message(END + '<p style="color:red;background:url(http://a.example/)">x'.repeat(1_000_000)),
    'unknown.eml': message(END + '<x>'.repeat(1_000_000)),
    'subject.eml': message(END).replace('Hostile', marks),
    'plain.eml': message(`harmless ${marks}`, 'text/plain; charset=utf-8'),
  };
  for (const [name, text] of Object.entries(freezing)) {
    await session.write(name, text);
    const preview = await PreviewFrame.ofFile(session, name);
    if (name === 'plain.eml') {
      assert.match(await preview.page.locator('.plain').innerText(), /harmless/);
    } else assert.match(await preview.html(), /harmless/, name);
    // It answers: another tab is drawn.
    await preview.show('Route');
    await workbench.command('View: Close All Editors');
  }
});

test('nothing is drawn over what is ours', async ({ workbench }) => {
  await workbench.openFile('overlay.eml');
  const preview = await PreviewFrame.beside(workbench);
  assert.match(await preview.html(), /harmless/);
  // A click reaches what is seen: a fixed element of the message would be in its way.
  await preview.page.getByRole('tab', { name: 'Parts' }).click({ timeout: 5000 });
  await preview.page.getByRole('tree').waitFor();
  await workbench.command('View: Close All Editors');
});

test('a name that is turned around, and letters of another script, are seen', async ({ workbench }) => {
  await workbench.openFile('names.eml');
  const preview = await PreviewFrame.beside(workbench);
  assert.match(await preview.page.locator('.attachments .name').innerText(), /^photo_\[U\+202E\]gpj\.exe$/);
  const link = preview.message.getByRole('link');
  await link.hover();
  assert.match(await preview.page.locator('.status').innerText(), /opens https:\/\/xn--pple-43d\.com\//i);
  await link.click();
  const dialog = workbench.page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  assert.match(
    await dialog.innerText(),
    /leads to xn--pple-43d\.com\. Its name has letters that can look like others/,
  );
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await workbench.command('View: Close All Editors');
});
