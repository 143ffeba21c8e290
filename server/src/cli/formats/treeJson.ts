// The parts of a message as JSON, written piece by piece: a message can be nested deeper than recursion reaches.

import type { PartTree } from '../../core/index.ts';
import { printableJson } from '../printable.ts';

/** The pieces of the JSON text; ends with a line end. */
export function* treeJson(root: PartTree): Generator<string> {
  const open: Iterator<PartTree>[] = [];
  yield head(root);
  open.push(root.parts[Symbol.iterator]());
  let first = true;
  for (let parts = open.at(-1); parts; parts = open.at(-1)) {
    const next = parts.next();
    if (next.done === true) {
      open.pop();
      first = false;
      yield ']}';
    } else {
      yield `${first ? '' : ','}\n${head(next.value)}`;
      open.push(next.value.parts[Symbol.iterator]());
      first = true;
    }
  }
  yield '\n';
}

/** A part's object up to the opening bracket of its parts. */
function head(part: PartTree): string {
  const { type, parameters, disposition, filename, encoding, charset } = part;
  const { headerFrom, bodyFrom, bodyTo, decodedOctets } = part;
  const headers = part.headers.map(({ name, value, decoded, from, to }) => ({
    name,
    value,
    decoded,
    from,
    to,
  }));
  const own = {
    ...{ type, parameters, disposition, filename, encoding, charset },
    ...{ headerFrom, bodyFrom, bodyTo, decodedOctets, headers },
  };
  return `${printableJson(JSON.stringify(own)).slice(0, -1)},"parts":[`;
}
