// Reads how an account sends out of the settings.

import type { DkimSettings, Identity, SubmissionKind, SubmissionSettings } from '../mail/account.ts';
import { isRecord, oneOf, present, text } from './settingValues.ts';

/** What is not understood is left out; undefined where nothing is said. */
export function readSubmission(value: unknown): SubmissionSettings | undefined {
  if (!isRecord(value)) return undefined;
  const identities = Array.isArray(value['identities'])
    ? value['identities'].slice(0, MAX_IDENTITIES).flatMap((entry: unknown) => readIdentity(entry) ?? [])
    : [];
  return {
    ...present('kind', oneOf(KINDS, value['kind'])),
    ...present('outbox', text(value['outbox'])),
    ...(identities.length > 0 ? { identities } : {}),
    ...present('dkim', readDkim(value['dkim'])),
    ...(typeof value['sentCopy'] === 'boolean' ? { sentCopy: value['sentCopy'] } : {}),
  };
}

function readIdentity(value: unknown): Identity | undefined {
  if (!isRecord(value)) return undefined;
  const address = text(value['address']);
  if (address === undefined) return undefined;
  return {
    ...present('name', text(value['name'])),
    address,
    ...present('signature', lines(value['signature'])),
    ...present('replyTo', text(value['replyTo'])),
  };
}

function readDkim(value: unknown): DkimSettings | undefined {
  if (!isRecord(value)) return undefined;
  const domain = text(value['domain']);
  const selector = text(value['selector']);
  if (domain === undefined || selector === undefined) return undefined;
  return { domain, selector, ...present('keyFile', text(value['keyFile'])) };
}

/** A signature may have lines, and nothing else that cannot be seen. */
function lines(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MAX_SIGNATURE) return undefined;
  const text = value.replace(/\r\n?/g, '\n');
  return text.trim() === '' || /[^\P{Cc}\n\t]/u.test(text) ? undefined : text;
}

const KINDS: readonly SubmissionKind[] = ['smtp', 'lmtp', 'outbox'];
const MAX_IDENTITIES = 100;
/** UTF-16 units. */
const MAX_SIGNATURE = 10_000;
