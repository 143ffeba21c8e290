// The notations in which people write sessions, and programs that nobody listed: one row each.

import type { MarkNotation } from './notation.ts';

const printed = { unmarked: 'note', indented: 'none' } as const;
const drawn = { unmarked: 'guess', indented: 'wrap', remarks: true } as const;

/** The source of a pattern for words in lower, upper or mixed case. */
function anyCase(words: string): string {
  return `(?:${words.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`)})`;
}

/** The source of a pattern for a word as Markdown emphasizes it, or puts it in a table. */
function marked(words: string): string {
  const word = `(?:${words})`;
  return String.raw`(?:[*_]{1,3}${word}:?[*_]{1,3}:?|\| ?\*{0,2}${word}:?\*{0,2}:? *\|)`;
}

/** The places of a change, in what `diff` prints. */
const DIFF = /^\d+(?:,\d+)?[acd]\d+(?:,\d+)?\r?$/m;

/** From the most telling to the most general: of two that explain as many lines the first is taken. */
export const writtenNotations: readonly MarkNotation[] = [
  {
    id: 'c-s',
    title: 'C: and S:',
    client: [String.raw`C\d?:`],
    server: [String.raw`S\d?:`],
    notes: ['//[CS]:', 'C ?& ?S:', 'S ?& ?C:'],
    streams: /\d(?=:$)/,
    ...drawn,
  },
  {
    id: 'r-s',
    title: 'R: and S: (receiver, sender)',
    client: ['S:'],
    server: ['R:'],
    hint: /^ *R: /m,
    ...drawn,
  },
  {
    id: 'm-i-s',
    title: 'M:, I: and S:',
    client: ['M:'],
    server: ['I:', 'S:'],
    hint: /^ *(?:[MI]: |S: \{to [MI]\})/m,
    protocol: 'imap',
    ...drawn,
  },
  {
    // Letters with other signs than the colon, or nothing behind it.
    id: 'c-s',
    title: 'C: and S:',
    client: [String.raw`(?:c:|[Cc]>|\[[Cc]\]:?|\([Cc]\):?|<[Cc]>|[Cc] ?[-=]>|[Cc] [|:])`],
    server: [String.raw`(?:s:|[Ss]>|\[[Ss]\]:?|\([Ss]\):?|<[Ss]>|[Ss] ?[-=]>|[Ss] [|:])`],
    unsure: true,
    ...drawn,
  },
  {
    // Markdown: emphasis, code, the columns of a table.
    id: 'c-s',
    title: 'C: and S:',
    client: [marked('C|Client|CLIENT')],
    server: [marked('S|Server|SERVER')],
    after: '(?: `(?=[^`]))?',
    ends: /(?: \||`)\s*$/g,
    padding: 0,
    unsure: true,
    ...drawn,
  },
  {
    // logfmt
    id: 'c-s',
    title: 'C: and S:',
    client: ['C:', '->', '>'],
    server: ['S:', '<-', '<'],
    prefix: String.raw`(?:[\w.]{1,40}=(?:"[^"\r\n]{0,200}"|[^ "\r\n]{0,80}) ){0,12}(?:msg|message)="`,
    prefixed: true,
    ends: /"(?: [\w.]{1,40}=.*)?$/g,
    ...printed,
  },
  { id: 'c-s', title: 'C: and S:', client: ['C:'], server: ['S:'], padding: 0, unsure: true, ...drawn },
  {
    id: 'request-response',
    title: 'Request: and Response:',
    client: ['Request:', 'REQUEST:'],
    server: ['Response:', 'RESPONSE:'],
    ...drawn,
  },
  {
    id: 'client-server',
    title: 'Client: and Server:',
    client: [`${anyCase('client|me|you|us|sent|send|sending|write|wrote|writing|tx|cmd|command')} ?[:>]`],
    server: [
      `${anyCase('server|them|received|recv|receive|receiving|read|reading|reply|rx|rsp|answer')} ?[:<>]`,
    ],
    unsure: true,
    ...drawn,
  },
  {
    id: 'client-server',
    title: 'Client: and Server:',
    client: ['TX'],
    server: ['RX'],
    unsure: true,
    ...drawn,
  },
  {
    id: 'in-out',
    title: 'In: and Out:',
    client: [`${anyCase('out')} ?[:>]`],
    server: [`${anyCase('in')} ?[:>]`],
    turns: true,
    ...drawn,
  },
  {
    id: 'arrow-long',
    title: '--> and <--',
    client: ['--(?:>|&gt;)', '==>'],
    server: ['(?:<|&lt;)--', '<=='],
    turns: true,
    ...drawn,
  },
  {
    id: 'angle-triple',
    title: '>>> and <<<',
    client: ['>>>', '(?:&gt;){3}'],
    server: ['<<<', '(?:&lt;){3}'],
    turns: true,
    ...drawn,
  },
  {
    id: 'angle-double',
    title: '>> and <<',
    client: ['>>', '»', '(?:&gt;){2}'],
    server: ['<<', '«', '(?:&lt;){2}'],
    turns: true,
    ...drawn,
  },
  {
    id: 'arrow',
    title: '-> and <-',
    client: ['[-=](?:>|&gt;)', '→', '⇒'],
    server: ['(?:<|&lt;)[-=]', '←', '⇐'],
    turns: true,
    ...drawn,
  },
  {
    id: 'angle',
    title: '> and <',
    client: ['>', '&gt;'],
    server: ['<', '&lt;'],
    turns: true,
    never: DIFF,
    ...drawn,
  },
  {
    id: 'angle',
    title: '> and <',
    client: ['>'],
    server: ['<'],
    turns: true,
    never: DIFF,
    padding: 0,
    ...drawn,
  },
];
