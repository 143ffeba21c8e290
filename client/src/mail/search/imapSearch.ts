// Says a query in IMAP (RFC 9051 6.4.4): for the server, and for the user to read.

import type { SearchNode } from './searchQuery.ts';

/** The search keys of a query: strings are quoted, whatever is in them; what is not ASCII needs a charset. */
export function imapSearchKeys(node: SearchNode): string {
  switch (node.kind) {
    case 'all':
      return 'ALL';
    case 'and':
      return node.nodes.map(imapSearchKeys).join(' ');
    case 'or':
      // OR takes two keys; more of them are nested.
      return node.nodes.map(grouped).reduceRight((rest, each) => `OR ${each} ${rest}`);
    case 'not':
      return `NOT ${grouped(node.node)}`;
    case 'term':
      switch (node.term.value) {
        case 'date':
          return `${node.term.imap} ${imapDate(node.value)}`;
        case 'size':
          return `${node.term.imap} ${node.value}`;
        case 'text':
          return `${node.term.imap} ${quoted(node.value)}`;
        case 'keyword':
        case 'uids':
          return `${node.term.imap} ${node.value}`;
        default:
          return node.term.imap;
      }
  }
}

/** One key for several: parentheses. */
function grouped(node: SearchNode): string {
  const keys = imapSearchKeys(node);
  return node.kind === 'and' ? `(${keys})` : keys;
}

/** RFC 9051 9, `date`: `21-Nov-2026`. */
function imapDate(iso: string): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return `${Number(day)}-${MONTHS[Number(month) - 1] ?? 'Jan'}-${year}`;
}

function quoted(text: string): string {
  return `"${text.replace(/[\r\n\0]/g, ' ').replace(/["\\]/g, '\\$&')}"`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
