// Asks the language server what messages are about, and what they are made of.

import { parseMethod, summariesMethod } from '../../../server/src/lsp/protocol.ts';
import type {
  MailParams,
  ParsedPart,
  SummariesParams,
  SummariesResult,
} from '../../../server/src/lsp/protocol.ts';
import { askServer } from '../askServer.ts';
import type { LanguageServer } from '../languageServer.ts';
import type { Cancellation } from '../mail/mailStore.ts';
import { oneCharacterAnOctet } from '../mail/octetText.ts';
import { BATCH } from '../mail/summaries.ts';
import type { MessageSummary, Summaries } from '../mail/summaries.ts';

/** Summaries by the server, in requests of at most `BATCH` messages and some megabytes. */
export function serverSummaries(server: LanguageServer): Summaries {
  return async (messages, text, cancel) => {
    const found: MessageSummary[] = [];
    for (const batch of batches(messages)) {
      const params: SummariesParams = { messages: batch.map(oneCharacterAnOctet), text };
      const answer = await askServer<SummariesResult>(server, summariesMethod, params, cancel);
      if (answer.length !== batch.length) throw new Error('The language server did not read the messages.');
      found.push(...answer);
    }
    return found;
  };
}

/** The parts of a message by the server; where they stand counts in octets. */
export function serverStructure(
  server: LanguageServer,
): (message: Uint8Array, cancel: Cancellation) => Promise<readonly ParsedPart[]> {
  return async (message, cancel) => {
    const params: MailParams = { text: oneCharacterAnOctet(message), format: 'message' };
    return (await askServer<readonly ParsedPart[] | null>(server, parseMethod, params, cancel)) ?? [];
  };
}

function* batches(messages: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  let batch: Uint8Array[] = [];
  let octets = 0;
  for (const message of messages) {
    if (batch.length >= BATCH || (batch.length > 0 && octets + message.length > MAX_OCTETS)) {
      yield batch;
      batch = [];
      octets = 0;
    }
    batch.push(message);
    octets += message.length;
  }
  if (batch.length > 0) yield batch;
}

/** Octets of one request. */
const MAX_OCTETS = 4 * 1024 * 1024;
