// The lossless tree of a whole message: header blocks with their fields' trees, delimiters, bodies.

import { Kind } from '../syntax/kinds.ts';
import { TreeBuilder } from '../syntax/tree.ts';
import type { Tree } from '../syntax/tree.ts';
import type { LineLens } from '../text/lens.ts';
import type { Delimiter, Part } from './part.ts';

/**
 * The tree of a message with host offsets. Its leaves, concatenated, are the host's text of the message's lens,
 * prefixes included. Built anew on each call: for dumps, tests and the fuzzer; features read the parts.
 */
export function messageTree(message: Part): Tree {
  const tree = new TreeBuilder();
  const { lens } = message;
  const steps: Step[] = [{ part: message }];
  let at = lens.from;
  // What lies between the nodes is text of the part that is open.
  const fill = (to: number, kind = Kind.Text): void => {
    writeText(tree, lens, at, to, kind);
    at = Math.max(at, to);
  };

  for (let step = steps.pop(); step; step = steps.pop()) {
    if ('close' in step) {
      fill(step.close, step.kind);
      if (step.node) tree.close(step.close);
    } else if ('delimiter' in step) {
      const { delimiter } = step;
      fill(delimiter.from, step.before);
      writeText(tree, lens, at, delimiter.to, delimiter.close ? Kind.CloseDelimiter : Kind.Delimiter);
      at = delimiter.to;
    } else {
      const { part } = step;
      fill(part.from);
      at = writeHeader(tree, lens, part, at);
      pushBody(steps, part);
    }
  }
  fill(lens.to);
  return tree.finish();
}

type Step =
  | { readonly part: Part }
  | { readonly delimiter: Delimiter; readonly before: number }
  /** `node` is false where text is written and nothing is closed. */
  | { readonly close: number; readonly kind: number; readonly node: boolean };

/** Puts what follows a part's header on the stack, last first. */
function pushBody(steps: Step[], part: Part): void {
  const { multipart, children } = part;
  const body: Step[] = [];
  if (multipart) {
    let child = 0;
    multipart.delimiters.forEach((delimiter, index) => {
      body.push({ delimiter, before: index === 0 ? Kind.Preamble : Kind.Text });
      const next = children[child];
      if (!delimiter.close && next) {
        body.push({ part: next });
        child++;
      }
    });
  } else {
    for (const child of children) body.push({ part: child });
  }
  const closed = multipart?.delimiters.at(-1)?.close === true;
  body.push({ close: part.bodyTo, kind: closed ? Kind.Epilogue : Kind.Text, node: true });
  for (const step of body.reverse()) steps.push(step);
}

/** Opens the part's node and writes its header block and separator; returns where the body starts. */
function writeHeader(tree: TreeBuilder, lens: LineLens, part: Part, from: number): number {
  const { header, role } = part;
  let at = from;
  tree.open(role === 'message' ? Kind.Message : Kind.BodyPart, at);
  tree.open(Kind.HeaderBlock, at);
  const entries = [...header.fields, ...header.lines].sort((a, b) => a.from - b.from);
  for (const entry of entries) {
    writeText(tree, lens, at, entry.from, Kind.Text);
    if ('kind' in entry) {
      writeText(
        tree,
        lens,
        entry.from,
        entry.to,
        entry.kind === 'mboxFrom' ? Kind.MboxFromLine : Kind.JunkLine,
      );
    } else tree.graft(entry.tree, 0);
    at = entry.to;
  }
  tree.close(at);
  writeText(tree, lens, at, header.separator.to, Kind.Separator);
  return Math.max(at, header.separator.to);
}

/** Writes a host range as leaves: the message's own text as `kind`, the rest as line prefixes. */
function writeText(tree: TreeBuilder, lens: LineLens, from: number, to: number, kind: number): void {
  let at = from;
  if (!lens.identity) {
    for (const gap of lens.gaps(from, to)) {
      tree.leaf(kind, at, gap.from);
      tree.leaf(Kind.LinePrefix, gap.from, gap.to);
      at = gap.to;
    }
  }
  tree.leaf(kind, at, to);
}
