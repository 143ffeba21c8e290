// Invariants of previews: parts nest, ranges are in the text, what is named is there, sizes are those of the content.

import type { MessagePreview, OpenMail, PreviewedMessage, PreviewPart } from '../../index.ts';
import { finished } from '../../transcript/steps.ts';
import { firstProblem, openFile, rangeProblem } from './invariant.ts';
import type { Invariant } from './invariant.ts';

export const previews: readonly Invariant[] = [
  {
    name: 'the parts of a preview nest, and are as large as they say',
    oneIn: 4,
    problem: (text) => previewProblem(openFile(text), text.length),
  },
];

function previewProblem(mail: OpenMail, length: number): string | undefined {
  const message = mail.preview({});
  if (!message) return 'no message';
  const preview = message.show();
  return partsProblem(message, preview, length) ?? bodiesProblem(preview) ?? placesProblem(message, length);
}

function partsProblem(
  message: PreviewedMessage,
  { parts }: MessagePreview,
  length: number,
): string | undefined {
  const byId = new Map<string, PreviewPart>();
  return firstProblem(parts, (part) => {
    const { id, parent, header, body, size, use } = part;
    const around = parent === null ? undefined : byId.get(parent);
    if (byId.has(id)) return `twice: ${id}`;
    byId.set(id, part);
    if ((parent === null) !== (byId.size === 1) || (parent !== null && !around)) return `no parent: ${id}`;
    if (around && (header.from < around.body.from || body.to > around.body.to)) return `outside: ${id}`;
    const range = rangeProblem(header, length) ?? rangeProblem(body, length);
    if (range !== undefined) return `range: ${id} ${range}`;
    const octets = finished(message.octets(id))?.octets.length;
    if (use !== 'container' && size.exact && octets !== size.decoded) {
      return `size: ${id} ${String(size.decoded)} for ${String(octets)}`;
    }
    return finished(message.text(id)) ? undefined : `no text: ${id}`;
  });
}

function bodiesProblem({ bodies, parts, protection }: MessagePreview): string | undefined {
  const ids = new Set(parts.map(({ id }) => id));
  const named = [
    ...[bodies.html, bodies.text, bodies.calendar].flat(),
    ...[bodies.amp, bodies.report].filter((id) => id !== null),
    ...protection.flatMap(({ id, content, data }) => [id, content, data].filter((one) => one !== null)),
  ];
  const missing = named.find((id) => !ids.has(id));
  if (missing !== undefined) return `not there: ${missing}`;
  return bodies.html.length === 0 && bodies.text.length > 0
    ? 'a text without a place in the HTML view'
    : undefined;
}

/** Every place that is told, at whatever depth: nothing but `{from, to}` has these two numbers. */
function placesProblem(message: PreviewedMessage, length: number): string | undefined {
  const stack: unknown[] = [message.route(), message.authentication(), message.report(), message.show()];
  while (stack.length > 0) {
    const next = stack.pop();
    if (typeof next !== 'object' || next === null) continue;
    const { from, to } = next as { readonly from?: unknown; readonly to?: unknown };
    if (typeof from === 'number' && typeof to === 'number') {
      const problem = rangeProblem({ from, to }, length);
      if (problem !== undefined) return `place: ${problem}`;
    }
    for (const inner of Object.values(next) as unknown[]) stack.push(inner);
  }
  return undefined;
}
