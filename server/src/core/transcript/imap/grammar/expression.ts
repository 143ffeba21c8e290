// The grammar's notation: a subset of ABNF (RFC 5234), read from the tables' strings into expressions.

/**
 * An expression of the grammar. The notation: `name` refers to a production or a terminal, `"WORD"` is a word without
 * regard to case or one character, `SP` one space, `{table}` a word of a table and what the table says follows it,
 * `[x]` optional, `*x` and `1*x` repeated, `(x)` a group, `/` between alternatives. The first alternative that can
 * start at a place is taken: what comes behind a space or a word never decides.
 */
export type Expression =
  | { readonly op: 'space' }
  | { readonly op: 'word'; readonly word: string }
  | { readonly op: 'char'; readonly char: string }
  | { readonly op: 'name'; readonly name: string }
  | { readonly op: 'table'; readonly name: string }
  | { readonly op: 'seq'; readonly items: readonly Expression[] }
  | { readonly op: 'alt'; readonly items: readonly Expression[] }
  | { readonly op: 'opt'; readonly item: Expression }
  | { readonly op: 'rep'; readonly item: Expression; readonly min: number };

/** Reads the notation. Throws a RangeError where a table's string is not in it; a test reads all of them. */
export function expression(notation: string): Expression {
  const tokens = notation.match(TOKEN) ?? [];
  const reader = { tokens, at: 0 };
  const result = alternatives(reader);
  if (reader.at < tokens.length) throw new RangeError(`Not in the notation: ${notation}`);
  return result;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function alternatives(reader: Reader): Expression {
  const items = [sequence(reader)];
  while (reader.tokens[reader.at] === '/') {
    reader.at++;
    items.push(sequence(reader));
  }
  return items.length === 1 && items[0] ? items[0] : { op: 'alt', items };
}

function sequence(reader: Reader): Expression {
  const items: Expression[] = [];
  for (let token = reader.tokens[reader.at]; token !== undefined; token = reader.tokens[reader.at]) {
    if (token === '/' || token === ')' || token === ']') break;
    items.push(element(reader));
  }
  return items.length === 1 && items[0] ? items[0] : { op: 'seq', items };
}

function element(reader: Reader): Expression {
  const token = reader.tokens[reader.at++] ?? '';
  if (token === '*' || token === '1*') {
    return { op: 'rep', min: token === '*' ? 0 : 1, item: element(reader) };
  }
  if (token === '(') return closed(reader, ')', alternatives(reader));
  if (token === '[') return closed(reader, ']', { op: 'opt', item: alternatives(reader) });
  if (token === 'SP') return { op: 'space' };
  if (token.startsWith('{')) return { op: 'table', name: token.slice(1, -1) };
  if (token.startsWith('"')) return literal(token.slice(1, -1));
  return { op: 'name', name: token };
}

function closed(reader: Reader, close: string, inner: Expression): Expression {
  if (reader.tokens[reader.at++] !== close) throw new RangeError(`No ${close} in ${reader.tokens.join(' ')}`);
  return inner;
}

function literal(text: string): Expression {
  return /^[A-Z]/i.test(text) ? { op: 'word', word: text.toUpperCase() } : { op: 'char', char: text };
}

const TOKEN = /"[^"]*"|\{[a-z-]+\}|1?\*|[()[\]/]|[A-Za-z][A-Za-z0-9-]*/g;
