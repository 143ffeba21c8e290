// Invariants of trees and parts: lossless, nested, in the text.

import { walkParts } from '../../message/part.ts';
import { messageTree } from '../../message/messageTree.ts';
import { treeFault } from '../../syntax/tree.ts';
import type { MailDocument } from '../../index.ts';
import { firstProblem, openFile, rangeProblem } from './invariant.ts';
import type { Invariant } from './invariant.ts';

export const structure: readonly Invariant[] = [
  {
    name: 'the tree of a message is lossless and nested',
    oneIn: 1,
    problem: (text) => treeProblem(openFile(text).document),
  },
  {
    name: 'the trees of an mbox are lossless and nested',
    oneIn: 16,
    problem: (text) => treeProblem(openFile(text, 'mbox').document),
  },
];

/** What is wrong with the trees of all messages and fields, and the ranges of their parts. */
export function treeProblem(document: MailDocument): string | undefined {
  return firstProblem(document.messages, (message) => {
    const { lens } = message;
    const fault = treeFault(messageTree(message), lens.from, lens.to);
    if (fault !== undefined) return `message: ${fault}`;
    return firstProblem(walkParts(message), (part) => {
      const field = firstProblem(part.header.fields, (each) => {
        const wrong = treeFault(each.tree, each.from, each.to);
        const faults = firstProblem(each.faults, (found) => rangeProblem(found, each.to - each.from));
        return (wrong ?? faults) && `field: ${each.name} ${wrong ?? faults ?? ''}`;
      });
      const outer = part.parent ?? lens;
      const nested = outer.from <= part.from && part.from <= part.bodyFrom && part.bodyFrom <= part.bodyTo;
      if (!nested || part.to > outer.to) return `part: ${part.mediaType.name} reaches out`;
      return field;
    });
  });
}
