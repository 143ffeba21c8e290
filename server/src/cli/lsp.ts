// `mail-workbench lsp`: starts the language server, which is a bundle of its own.

import { createRequire } from 'node:module';
import { UsageError } from './commandLine.ts';
import type { Invocation } from './commandLine.ts';

/** Loads the server; it lives until the editor ends it. @throws UsageError where no way to speak was chosen. */
export function lsp({ options, operands }: Invocation): void {
  const [surplus] = operands;
  if (surplus !== undefined) throw new UsageError(`lsp takes no path, such as "${surplus}".`);
  if (!options.has('stdio')) {
    throw new UsageError('Say how the editor speaks with the server: mail-workbench lsp --stdio.');
  }
  createRequire(import.meta.url)('./stdio.cjs');
}
