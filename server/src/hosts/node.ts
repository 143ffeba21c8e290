// The Node host: VS Code desktop talks to it over IPC.

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';

import { nodeCharsets } from '../charsets/node.ts';
import { startServer } from '../lsp/server.ts';
import { digests } from './digests.ts';
import { readOctets } from './files.ts';
import { commonRuntime } from './runtime.ts';

startServer(createConnection(ProposedFeatures.all), {
  ...commonRuntime,
  charsets: nodeCharsets,
  digests,
  readOctets,
});
