// Invariants of language features: none throws, every range is in the text, tokens do not overlap.

import { inlayHintKinds } from '../../index.ts';
import type { NewValuePorts, HoverPorts, OpenMail, OutlineSymbol, SemanticToken } from '../../index.ts';
import { applyEdits } from '../../text/edits.ts';
import type { TextRange } from '../../text/range.ts';
import type { Random } from '../random.ts';
import { firstProblem, offsetsOf, openFile, rangeProblem } from './invariant.ts';
import type { Invariant } from './invariant.ts';

/**
 * The invariants of the features of a document that `open` makes of a text.
 * @param of what is in front of their names.
 */
export function featuresOf(of: string, open: (text: string) => OpenMail): readonly Invariant[] {
  return [
    {
      name: `${of}tokens are sorted, apart and in one line`,
      oneIn: 1,
      problem: (text) => tokensProblem(open(text), text),
    },
    {
      name: `${of}tokens of a range are those of the whole`,
      oneIn: 8,
      problem: (text, random) => someTokensProblem(open(text), text, random),
    },
    {
      name: `${of}symbols are in the text and nested`,
      oneIn: 4,
      problem: (text) => symbolsProblem(open(text), text),
    },
    { name: `${of}folds are in the text`, oneIn: 4, problem: (text) => foldsProblem(open(text), text) },
    {
      name: `${of}links and hints are in the text`,
      oneIn: 4,
      problem: (text) => linksProblem(open(text), text),
    },
    {
      name: `${of}a hover stands around the cursor`,
      oneIn: 32,
      problem: (text, random) => hoverProblem(open(text), text, random),
    },
    {
      name: `${of}completions replace text at the cursor`,
      oneIn: 64,
      problem: (text, random) => completionProblem(open(text), text, random),
    },
    {
      name: `${of}selections grow`,
      oneIn: 16,
      problem: (text, random) => selectionProblem(open(text), text, random),
    },
    {
      name: `${of}names are in the text, renaming edits it`,
      oneIn: 16,
      problem: (text, random) => nameProblem(open(text), text, random),
    },
  ];
}

/** The features of messages. */
export const features = featuresOf('', openFile);

const NOW = Date.UTC(2024, 11, 6, 10, 30);
const hovers: HoverPorts = { now: () => NOW, localTime: (ms) => String(ms), pictures: true };
const writing: NewValuePorts = { now: () => NOW, zoneMinutes: () => 60, unique: () => 'a1b2c3' };

function tokensProblem(mail: OpenMail, text: string): string | undefined {
  const tokens = mail.semanticTokens({ from: 0, to: text.length });
  let last = 0;
  return firstProblem(tokens, (token) => {
    const outside = rangeProblem(token, text.length);
    if (outside !== undefined) return `${token.type} outside: ${outside}`;
    if (token.from === token.to) return `${token.type} empty: at ${String(token.from)}`;
    if (token.from < last) return `${token.type} overlaps: ${String(token.from)} < ${String(last)}`;
    last = token.to;
    if (/[\r\n]/.test(text.slice(token.from, token.to))) {
      return `${token.type} over lines: ${shown(text, token)}`;
    }
    return undefined;
  });
}

function someTokensProblem(mail: OpenMail, text: string, random: Random): string | undefined {
  const from = random.integer(text.length + 1);
  const to = from + random.integer(text.length + 1 - from);
  const write = ({ type, from: at, to: end }: SemanticToken): string =>
    `${type} ${String(at)}-${String(end)}`;
  const whole = mail
    .semanticTokens({ from: 0, to: text.length })
    .filter((token) => token.from < to && token.to > from);
  const some = mail.semanticTokens({ from, to }).map(write);
  const wrong = whole.map(write).find((token, i) => token !== some[i]) ?? some[whole.length];
  return wrong && `differ: ${wrong} in ${String(from)}-${String(to)}`;
}

function symbolsProblem(mail: OpenMail, text: string): string | undefined {
  mail.tree();
  const whole: TextRange = { from: 0, to: text.length };
  const stack = mail.symbols().map((symbol) => ({ symbol, outer: whole }));
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { symbol, outer } = next;
    const problem = symbolProblem(symbol, outer, text.length);
    if (problem !== undefined) return problem;
    for (const child of symbol.children) stack.push({ symbol: child, outer: symbol });
  }
  return undefined;
}

function symbolProblem(symbol: OutlineSymbol, outer: TextRange, length: number): string | undefined {
  const outside = rangeProblem(symbol, length) ?? rangeProblem(symbol.selection, length);
  if (outside !== undefined) return `${symbol.kind} outside: ${outside}`;
  const { selection } = symbol;
  if (selection.from < symbol.from || selection.to > symbol.to) {
    return `${symbol.kind} selection reaches out: ${JSON.stringify([symbol.from, symbol.to, selection])}`;
  }
  if (symbol.from < outer.from || symbol.to > outer.to) {
    return `${symbol.kind} reaches out: ${JSON.stringify([symbol.from, symbol.to, outer.from, outer.to])}`;
  }
  if (symbol.name === '' || /[\r\n]/.test(symbol.name + symbol.detail)) {
    return `${symbol.kind} name: ${JSON.stringify(symbol.name)}`;
  }
  return undefined;
}

function foldsProblem(mail: OpenMail, text: string): string | undefined {
  const { snapshot } = mail.document;
  let last = -1;
  return firstProblem(mail.foldingRanges(), (fold) => {
    const outside = rangeProblem(fold, text.length);
    if (outside !== undefined) return `fold outside: ${outside}`;
    const first = snapshot.lineAt(fold.from);
    if (first >= snapshot.lineAt(fold.to)) return `fold of one line: ${JSON.stringify(fold)}`;
    if (first <= last) return `folds out of order: ${JSON.stringify(fold)}`;
    last = first;
    return undefined;
  });
}

function linksProblem(mail: OpenMail, text: string): string | undefined {
  let last = 0;
  const links = firstProblem(mail.links(), (link) => {
    const outside = rangeProblem(link, text.length);
    if (outside !== undefined) return `link outside: ${outside}`;
    if (link.from < last) return `links overlap: ${JSON.stringify(link)}`;
    last = link.to;
    if (/[\r\n]/.test(link.shown)) return `link over lines: ${JSON.stringify(link)}`;
    return undefined;
  });
  if (links !== undefined) return links;
  const whole = { from: 0, to: text.length };
  return firstProblem(mail.inlayHints(whole, new Set(inlayHintKinds)), (hint) => {
    if (hint.at < 0 || hint.at > text.length) return `hint outside: ${JSON.stringify(hint)}`;
    return /[\r\n]/.test(hint.label) ? `hint over lines: ${JSON.stringify(hint)}` : undefined;
  });
}

function hoverProblem(mail: OpenMail, text: string, random: Random): string | undefined {
  return firstProblem(offsetsOf(text, random, 24), (offset) => {
    const found = mail.hover(offset, hovers);
    if (!found) return undefined;
    const outside = rangeProblem(found, text.length);
    if (outside !== undefined) return `outside: ${outside}`;
    found.octets?.();
    // Behind the colon the hover is that of the field's name.
    if (found.from > offset || !/^[ \t]*:?$/.test(text.slice(found.to, offset))) {
      return `elsewhere: at ${String(offset)} ${JSON.stringify([found.from, found.to])}`;
    }
    return found.markdown === '' ? `empty: at ${String(offset)}` : undefined;
  });
}

function completionProblem(mail: OpenMail, text: string, random: Random): string | undefined {
  const seen = mail.seenNames();
  return firstProblem(offsetsOf(text, random, 12), (offset) =>
    firstProblem(mail.completions(offset, writing, seen), (offer) => {
      const outside = rangeProblem(offer, text.length);
      if (outside !== undefined) return `outside: ${outside}`;
      if (offer.from > offset || offer.to < offset) {
        return `elsewhere: at ${String(offset)} ${JSON.stringify([offer.from, offer.to])}`;
      }
      if (/[\r\n]/.test(text.slice(offer.from, offer.to) + offer.insert)) {
        return `over lines: at ${String(offset)} ${JSON.stringify(offer.insert)}`;
      }
      return undefined;
    }),
  );
}

function selectionProblem(mail: OpenMail, text: string, random: Random): string | undefined {
  return firstProblem(offsetsOf(text, random, 12), (offset) => {
    let inner: TextRange = { from: offset, to: offset };
    return firstProblem(mail.selectionRanges(offset), (range) => {
      const outside = rangeProblem(range, text.length);
      if (outside !== undefined) return `outside: ${outside}`;
      if (range.from > inner.from || range.to < inner.to) return `shrinks: at ${String(offset)}`;
      inner = range;
      return undefined;
    });
  });
}

function nameProblem(mail: OpenMail, text: string, random: Random): string | undefined {
  return firstProblem(offsetsOf(text, random, 12), (offset) => {
    const places = [mail.renamable(offset)?.at, ...(mail.linkedRanges(offset) ?? [])];
    const named = mail.nameAt(offset);
    if (named) places.push(...named.definitions, ...named.uses);
    const outside = firstProblem(places, (place) => place && rangeProblem(place, text.length));
    if (outside !== undefined) return `outside: ${outside}`;
    return renameProblem(mail, offset, text);
  });
}

function renameProblem(mail: OpenMail, offset: number, text: string): string | undefined {
  const result = mail.rename(offset, 'another');
  if ('problem' in result) return undefined;
  const outside = firstProblem(result.edits, (edit) => rangeProblem(edit, text.length));
  if (outside !== undefined) return `edit outside: ${outside}`;
  applyEdits(text, result.edits);
  return undefined;
}

function shown(text: string, { from, to }: TextRange): string {
  return JSON.stringify(text.slice(from, Math.min(to, from + 60)));
}
