// The worker host: VS Code for the web talks to it by messages, and reads files for it.

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';

import { textDecoderCharsets } from '../charsets/textDecoder.ts';
import { startServer } from '../lsp/server.ts';
import { commonRuntime } from './runtime.ts';

declare const self: DedicatedWorkerGlobalScope;

startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  ...commonRuntime,
  charsets: textDecoderCharsets(),
  markdown: async () => (await import('../markdown/markdownIt.ts')).renderMarkdown,
});
