// Where words stand in what is shown: across the elements of a line, not across lines and cells.

/** What is found; `more` where there is more than is looked for. */
export interface Found {
  readonly ranges: readonly Range[];
  readonly more: boolean;
}

/** @param words upper and lower case are the same. */
export function findText(root: Element, words: string): Found {
  const wanted = words.toLowerCase();
  const ranges: Range[] = [];
  if (wanted === '') return { ranges, more: false };
  for (const run of runsOf(root)) {
    const text = run.map(({ data }) => lower(data)).join('');
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      if (ranges.length === MOST) return { ranges, more: true };
      ranges.push(rangeOf(run, at, at + wanted.length));
    }
  }
  return { ranges, more: false };
}

/** Texts that stand in one line, as far as nothing breaks it. */
function* runsOf(root: Element): Generator<readonly Text[]> {
  const texts = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let run: Text[] = [];
  let block: Element | null = null;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement;
    if (!parent?.checkVisibility() || NO_TEXT.has(parent.localName)) continue;
    const around = blockOf(parent);
    if (around !== block && run.length > 0) {
      yield run;
      run = [];
    }
    block = around;
    run.push(node as Text);
  }
  if (run.length > 0) yield run;
}

function blockOf(element: Element): Element {
  let around = element;
  while (INLINE.has(around.localName) && around.parentElement) around = around.parentElement;
  return around;
}

function rangeOf(run: readonly Text[], from: number, to: number): Range {
  const range = run[0]?.ownerDocument.createRange() ?? new Range();
  let start = 0;
  for (const text of run) {
    const end = start + text.length;
    if (from >= start && from < end) range.setStart(text, from - start);
    if (to > start && to <= end) range.setEnd(text, to - start);
    start = end;
  }
  return range;
}

/** In lower case where that has as many letters: places must stay. */
function lower(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
}

const INLINE: ReadonlySet<string> = new Set([
  ...['a', 'abbr', 'b', 'bdi', 'bdo', 'big', 'cite', 'code', 'del', 'em', 'font', 'i', 'ins', 'kbd', 'label'],
  ...['mark', 'nobr', 'q', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'tt', 'u', 'var'],
]);
const NO_TEXT: ReadonlySet<string> = new Set(['style', 'script', 'title']);
const MOST = 2000;
