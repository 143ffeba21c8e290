// The Node host: VS Code desktop talks to it over IPC (`--node-ipc`), any other LSP editor over stdin and stdout.

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';

import { nodeCharsets } from '../charsets/node.ts';
import { startServer } from '../lsp/server.ts';
import { nodeMarkdown } from '../markdown/node.ts';
import { digests } from './digests.ts';
import { octetChunks, readOctets } from './files.ts';
import { commonRuntime } from './runtime.ts';

const connection = process.argv.includes('--node-ipc')
  ? createConnection(ProposedFeatures.all)
  : createConnection(ProposedFeatures.all, process.stdin, process.stdout);

startServer(connection, {
  ...commonRuntime,
  // Node makes its `performance` when it is first asked for, which takes longer than a small message to check.
  ticks: () => {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1e3 + nanoseconds / 1e6;
  },
  charsets: nodeCharsets,
  markdown: nodeMarkdown,
  digests,
  octetChunks,
  readOctets,
});
