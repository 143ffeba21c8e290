// Sends into a folder of this machine: what would go out lies there, a file for the message and one for its envelope.

import { MailError } from '../faults.ts';
import { joined } from '../local/files.ts';
import type { Files } from '../local/files.ts';
import type { Cancellation } from '../mailStore.ts';
import type {
  OutgoingMessage,
  Submission,
  SubmissionResult,
  SubmissionTarget,
  SubmissionWatch,
} from '../submission.ts';
import { octetNeeds } from './octets.ts';
import { refuseUnsafeEnvelope } from './safeText.ts';

export interface OutboxOptions {
  /** The folder; made where it is not there. */
  readonly files: Files;
  /** The folder's path, for the user and for the result. */
  readonly path: string;
  /** ms since the epoch. */
  readonly now: () => number;
  /** A name that no other message has: letters and digits. */
  readonly unique: () => string;
}

/** The envelope as it lies beside the message. */
interface StoredEnvelope {
  readonly from: string;
  readonly to: readonly string[];
}

export class OutboxSubmission implements Submission {
  readonly target: SubmissionTarget = { kind: 'outbox', loopback: true };
  readonly #options: OutboxOptions;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** As `Submission.submit`; rejects with `outbox-not-writable`. The message is there whole or not at all. */
  async submit(
    { envelope, octets }: OutgoingMessage,
    { progress }: SubmissionWatch,
    { signal }: Cancellation,
  ): Promise<SubmissionResult> {
    refuseUnsafeEnvelope(envelope);
    const { files, path, now, unique } = this.#options;
    const { size } = octetNeeds(octets);
    if (signal.aborted) {
      return {
        outcome: 'cancelled',
        recipients: envelope.to.map((address) => ({ address, state: 'unsent' })),
        fault: new MailError('sending-cancelled'),
      };
    }
    progress?.({ stage: 'data', sent: 0, size });
    // No colon: Windows knows none in names.
    const name = `${new Date(now()).toISOString().replaceAll(':', '-')}-${unique()}`;
    const stored: StoredEnvelope = { from: envelope.from, to: envelope.to };
    try {
      await files.createFolder('');
      await files.create(
        `${name}.envelope.json`,
        new TextEncoder().encode(`${JSON.stringify(stored, undefined, 2)}\n`),
      );
      // Last: who sees the message finds its envelope.
      await files.create(`${name}.eml`, octets);
    } catch (error) {
      await files.remove(`${name}.envelope.json`).catch(() => undefined);
      const why = error instanceof Error ? error.message : '';
      throw new MailError('outbox-not-writable', [path, why], { cause: error });
    }
    return {
      outcome: 'sent',
      recipients: envelope.to.map((address) => ({ address, state: 'accepted' })),
      path: joined(path, `${name}.eml`),
    };
  }
}
