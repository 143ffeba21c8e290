// Which messages a search finds, as far as the session shows: yes, no, or not to be told.

import { Kind } from '../../../syntax/kinds.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import type { ImapUnitSyntax } from '../ownText.ts';
import { inSet, sequenceSet } from '../views/sequenceSet.ts';
import type { MessageRecord } from './messageRecord.ts';

/** What a search is asked about. */
export interface SearchedMessage {
  readonly number: number;
  readonly record: MessageRecord;
  /** True where its flags are still what was said. */
  readonly flagsHold: boolean;
}

/** The highest number and UID there are; undefined where they are not known. */
export interface Highest {
  readonly number: number | undefined;
  readonly uid: number | undefined;
}

/** Whether a search finds a message; undefined where the session does not show it. */
export type SearchTest = (message: SearchedMessage) => boolean | undefined;

/** Reads the keys of SEARCH or UID SEARCH. */
export function searchTest(text: string, { tree, faults }: ImapUnitSyntax, highest: Highest): SearchTest {
  if (faults.length > 0) return UNKNOWN;
  return all(keysOf(tree.root).map((key) => keyTest(text, key, highest, 0)));
}

/** True where the keys name message numbers. */
export function namesNumbers({ tree }: ImapUnitSyntax): boolean {
  return tree.root
    .descendants(Kind.SearchKey)
    .some((key) => key.child(Kind.SequenceSet) !== undefined && key.child(Kind.Keyword) === undefined);
}

function keyTest(text: string, key: SyntaxNode, highest: Highest, depth: number): SearchTest {
  if (depth > MAX_DEPTH) return UNKNOWN;
  const keys = (): SearchTest[] => keysOf(key).map((each) => keyTest(text, each, highest, depth + 1));
  const word = key.child(Kind.Keyword);
  const set = key.child(Kind.SequenceSet);
  if (!word) return set ? setTest(text.slice(set.from, set.to), false, highest) : all(keys());
  const name = text.slice(word.from, word.to).toUpperCase();
  const argument = text.slice(word.to, key.to).trim();
  switch (name) {
    case 'ALL':
      return () => true;
    case 'NOT':
      return negated(all(keys()));
    case 'OR':
      return negated(all(keys().map(negated)));
    case 'UID':
      return setTest(argument, true, highest);
    case 'KEYWORD':
      return flagTest(argument, true);
    case 'UNKEYWORD':
      return flagTest(argument, false);
    case 'LARGER':
      return ({ record: { size } }) => (size === undefined ? undefined : size > Number(argument));
    case 'SMALLER':
      return ({ record: { size } }) => (size === undefined ? undefined : size < Number(argument));
    default: {
      const [, un, flag] = /^(UN)?(SEEN|ANSWERED|DELETED|DRAFT|FLAGGED)$/.exec(name) ?? [];
      return flag === undefined ? UNKNOWN : flagTest(`\\${flag}`, un === undefined);
    }
  }
}

function keysOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children().filter(({ kind }) => kind === Kind.SearchKey);
}

function all(tests: readonly SearchTest[]): SearchTest {
  return (message) => {
    let answer: boolean | undefined = true;
    for (const test of tests) {
      const one = test(message);
      if (one === false) return false;
      if (one === undefined) answer = undefined;
    }
    return answer;
  };
}

function negated(test: SearchTest): SearchTest {
  return (message) => {
    const answer = test(message);
    return answer === undefined ? undefined : !answer;
  };
}

function flagTest(flag: string, has: boolean): SearchTest {
  const name = flag.toLowerCase();
  return ({ record: { flags }, flagsHold }) =>
    flags && flagsHold ? flags.names.has(name) === has : undefined;
}

function setTest(written: string, uid: boolean, highest: Highest): SearchTest {
  const set = sequenceSet(written);
  const last = uid ? highest.uid : highest.number;
  const open = set.ranges.some(({ to }) => to === Infinity);
  if (set.saved || (open && last === undefined)) return UNKNOWN;
  return ({ number, record }) => {
    const value = uid ? record.uid : number;
    return value === undefined ? undefined : inSet(set, value, last ?? Infinity);
  };
}

const UNKNOWN: SearchTest = () => undefined;
/** Deeper keys are not followed. */
const MAX_DEPTH = 20;
