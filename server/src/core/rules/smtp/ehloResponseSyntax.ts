// Rule smtp/ehlo-response-syntax: the answer to EHLO is not a name and a list of keywords.

import { rfc } from '../../registry/reference.ts';
import { smtpExtension } from '../../transcript/smtp/extensions.ts';
import { smtpRule } from '../protocolRules.ts';

export default smtpRule({
  id: 'smtp/ehlo-response-syntax',
  severity: 'warning',
  references: [rfc(5321, '4.1.1.1')],
  summary: 'The server’s answer to EHLO is not written as a name and a list of keywords.',
  why:
    'A client learns from these lines what it may do. A line it cannot read is an extension it does not use: no ' +
    'encryption, no login, or a size that the server refuses later.',
  messages: {
    name: 'The first line names the server by its domain or address',
    keyword: 'Each further line starts with a keyword of letters, digits and hyphens',
    parameters: '{keyword} is not followed by what its extension says: {syntax}',
    unknown: '{keyword} is no registered extension',
  },
  examples: {
    valid: [
      {
        text: 'C: EHLO a.example\nS: 250-mx.example.com hello\nS: 250-SIZE 1000\nS: 250-X-OWN\nS: 250 AUTH=LOGIN\n',
      },
      { text: 'C: EHLO a.example\nS: 250 [192.0.2.1]\n' },
    ],
    invalid: [
      { text: 'C: EHLO a.example\nS: 250-«:-)»\nS: 250 SIZE\n', messages: ['name'] },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250 «*welcome*»\n', messages: ['keyword'] },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250-«MY_OWN» 1\nS: 250 SIZE\n', messages: ['keyword'] },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250 «SIZE huge»\n', messages: ['parameters'] },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250 «PIPELINEING»\n', messages: ['unknown'] },
    ],
  },
  looksAt: { kinds: ['reply'], verbs: ['EHLO', 'LHLO'] },
  check({ reply, unit, faults }, { report }) {
    for (const { code, from, to } of faults) {
      if (code === 'ehlo-keyword') report({ message: 'keyword', at: unit.host(from, to) });
    }
    const first = reply?.lines[0];
    if (reply?.code !== '250' || !first) return;
    const name = first.from + '250-'.length;
    const word = /^\S+/.exec(reply.texts[0] ?? '')?.[0] ?? '';
    if (word !== '' && !NAME.test(word)) report({ message: 'name', at: unit.host(name, name + word.length) });
    for (const { keyword, parameters, from, to } of reply.keywords) {
      const row = smtpExtension(keyword);
      if (!row && !OWN.test(keyword)) {
        report({ message: 'unknown', at: unit.host(from, from + keyword.length), data: { keyword } });
      }
      if (row?.parameters && !row.parameters.test(parameters.join(' '))) {
        const data = { keyword, syntax: row.syntax === '' ? 'nothing' : row.syntax };
        report({ message: 'parameters', at: unit.host(from, to), data });
      }
    }
  },
});

/** Keywords of one vendor, and the last line of servers that end the list with a word. */
const OWN = /^(?:X|OK$|PIPE$)/;
/** A domain, an address literal, or what servers behind a filter show of it. */
const NAME = /^(?:[A-Za-z0-9\u0080-\uffff_*]|\[[^\]\s]+\])/;
