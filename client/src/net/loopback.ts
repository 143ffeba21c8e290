// Which hosts are this machine itself: the only ones that are spoken to in clear.

import { isIP } from 'node:net';

/** True for `localhost`, 127.0.0.0/8 and ::1 as they are written; no name is looked up, as an answer could be forged. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  switch (isIP(name)) {
    case 4:
      return name.startsWith('127.');
    case 6:
      return name === '::1' || name === '0:0:0:0:0:0:0:1';
    default:
      return false;
  }
}
