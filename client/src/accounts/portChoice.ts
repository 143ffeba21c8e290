// Which port, and how its connections are made safe: what is offered, and the question before anything goes in clear.

import { l10n, ThemeIcon, window } from 'vscode';

import type { ConnectionSecurity } from '../mail/account.ts';
import { isPort } from './settings.ts';
import { securityName } from './words.ts';
import type { Row } from './wizard.ts';

/** A port and how its connections are made safe. */
export interface PortChoice {
  readonly port: number;
  readonly security: ConnectionSecurity;
}

/** RFC 8314 7.3: the ports of each protocol, the safest first. */
export const USUAL_PORTS = {
  imap: { tls: 993, starttls: 143, none: 143 },
  pop3: { tls: 995, starttls: 110, none: 110 },
  smtp: { tls: 465, starttls: 587, none: 25 },
} as const;

type Protocol = keyof typeof USUAL_PORTS;

/** The usual ports, and others; in clear on this machine only. */
export function portRows(
  protocol: Protocol,
  loopback: boolean,
): readonly Row<PortChoice | ConnectionSecurity>[] {
  const securities: readonly ConnectionSecurity[] = loopback
    ? ['tls', 'starttls', 'none']
    : ['tls', 'starttls'];
  const icon = (security: ConnectionSecurity): ThemeIcon =>
    new ThemeIcon(security === 'none' ? 'unlock' : 'lock');
  return [
    ...securities.map((security) => {
      const port = USUAL_PORTS[protocol][security];
      return {
        label: securityName(security),
        description: l10n.t('port {0}', port),
        iconPath: icon(security),
        value: { port, security },
      };
    }),
    ...securities.map((security) => ({
      label: l10n.t('{0} on another port', securityName(security)),
      iconPath: icon(security),
      value: security,
    })),
  ];
}

/** Asked before anything goes over a connection in clear, which the connector allows on this machine only. */
export async function plainIsWanted(host: string): Promise<boolean> {
  const yes = l10n.t('Connect Without Encryption');
  const chosen = await window.showWarningMessage(
    l10n.t('Connect to {0} without encryption?', host),
    {
      modal: true,
      detail: l10n.t(
        'The password and the mail go over the connection as they are. It stays on this machine.',
      ),
    },
    yes,
  );
  return chosen === yes;
}

/** What is wrong with a port as it is typed. */
export function wrongPort(text: string): string | undefined {
  return isPort(Number(text)) ? undefined : l10n.t('A port is a number from 1 to 65535.');
}
