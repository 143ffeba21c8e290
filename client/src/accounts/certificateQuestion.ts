// Asks whether a certificate counts that nobody vouches for, and shows what one can compare it by.

import { l10n, window } from 'vscode';

import type { AccountSettings } from '../mail/account.ts';
import type { KnownFault } from './faultOf.ts';
import { clean } from './words.ts';

/**
 * Shows the certificate of a `certificate-untrusted` or `certificate-changed` failure.
 * @returns the account with the certificate pinned; undefined where the user does not trust it.
 */
export async function askTrust(
  account: AccountSettings,
  fault: KnownFault,
): Promise<AccountSettings | undefined> {
  const [host = '', fingerprint = '', subject = '', issuer = '', validTo = ''] = fault.details;
  if (!/^[0-9a-f]{64}$/.test(fingerprint)) return undefined;
  const changed = fault.code === 'certificate-changed';
  const yes = l10n.t('Trust This Certificate');
  const no = l10n.t('Do Not Trust');
  const chosen = await window.showWarningMessage(
    changed
      ? l10n.t('{0} shows another certificate than before. Trust it?', clean(host))
      : l10n.t('Nobody vouches for the certificate of {0}. Trust it?', clean(host)),
    {
      modal: true,
      detail: [
        l10n.t('SHA-256 fingerprint: {0}', spelled(fingerprint)),
        l10n.t('Issued to: {0}', clean(subject)),
        l10n.t('Issued by: {0}', clean(issuer)),
        l10n.t('Valid until: {0}', clean(validTo)),
        '',
        l10n.t('Compare the fingerprint with the one that the operator of the server tells you.'),
      ].join('\n'),
    },
    // The first button is the one that Enter presses: nobody trusts a certificate by pressing Enter.
    no,
    yes,
  );
  if (chosen !== yes) return undefined;
  const pins = [...(changed ? [] : (account.certificates?.pins ?? [])), fingerprint];
  return { ...account, certificates: { ...account.certificates, pins: [...new Set(pins)] } };
}

/** In pairs, as other programs show it. */
export function spelled(fingerprint: string): string {
  return (fingerprint.toUpperCase().match(/../g) ?? []).join(':');
}
