// Rule message/received-helo-local: a host with a public address called itself localhost or by a bare IP address.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';
import { heloOf, hopsOf } from '../support/hops.ts';
import { isInside } from '../support/ipAddress.ts';

export default defineRule({
  id: 'message/received-helo-local',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { receive: 'info' },
  references: [rfc(5321, '4.1.4'), rfc(5321, '4.1.3')],
  summary: 'A host on the internet called itself localhost, or by an IP address without brackets.',
  why:
    'A client names its own host in EHLO, or its address in brackets. A program that does neither is set up badly or no ' +
    'mail server at all; many servers refuse it.',
  messages: {
    localhost: 'A host at {ip} called itself “{helo}”',
    bare: 'A host called itself by the bare address “{helo}”',
  },
  examples: {
    valid: [
      {
        text: 'Received: from localhost (localhost [127.0.0.1]) by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n',
      },
      { text: 'Received: from [192.0.2.1] ([192.0.2.1]) by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n' },
    ],
    invalid: [
      {
        text: 'Received: from «localhost» (host.example [192.0.2.1]) by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n',
        messages: ['localhost'],
      },
      {
        text: 'Received: from «192.0.2.1» ([192.0.2.1]) by b.example with SMTP; Fri, 6 Dec 2024 10:30:00 +0100\n',
        messages: ['bare'],
      },
    ],
  },
  check(part, { report }) {
    for (const hop of hopsOf(part)) {
      const helo = heloOf(hop);
      const ip = hop.view.peerIp;
      if (!helo || ip === undefined || isInside(ip)) continue;
      const bare = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(helo.name);
      if (!bare && !/^localhost(?:\.localdomain)?$/i.test(helo.name)) continue;
      report({
        message: bare ? 'bare' : 'localhost',
        at: { from: helo.from, to: helo.to },
        data: { helo: quoted(helo.name), ip },
      });
    }
  },
});
