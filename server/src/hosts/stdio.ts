// The stdio host: any LSP editor talks to it over stdin and stdout.

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';

import { nodeCharsets } from '../charsets/node.ts';
import { startServer } from '../lsp/server.ts';
import { digests } from './digests.ts';
import { readOctets } from './files.ts';
import { commonRuntime } from './runtime.ts';

startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout), {
  ...commonRuntime,
  charsets: nodeCharsets,
  digests,
  readOctets,
});
