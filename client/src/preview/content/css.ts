// The style sheets of a message: what they want from outside, and which colour scheme they are told.

/** A style sheet that asks nobody for anything. */
export interface LocalCss {
  readonly css: string;
  /** The addresses that were taken out. */
  readonly remote: readonly string[];
  /** What is drawn in from the message itself, by Content-ID; `cidMark` stands in its place. */
  readonly cids: readonly string[];
  /** How many other style sheets it wanted. */
  readonly imports: number;
}

/**
 * A style without addresses of others. The policy of the frame refuses them too; what is not even there leaves no trace.
 * @param loads true where remote images are loaded: their addresses stay.
 */
export function localCss(text: string, loads: boolean): LocalCss {
  const css = plainLetters(text)
    .replace(/(?:-webkit-)?image-set\(/gi, 'no-image-set(')
    // Columns within columns take a browser minutes.
    .replace(
      /(?<![\w-])(?:-webkit-|-moz-)?(?:columns|column-(?:count|width|span|fill))(?=\s*:)/gi,
      'no-columns',
    );
  const remote: string[] = [];
  const cids: string[] = [];
  const pieces: string[] = [];
  let at = 0;
  for (;;) {
    URL_START.lastIndex = at;
    const start = URL_START.exec(css);
    if (!start) break;
    const open = start.index + start[0].length;
    const end = endOfUrl(css, open);
    pieces.push(css.slice(at, start.index));
    // Without an end, what follows is no style.
    if (!end) {
      at = css.length;
      break;
    }
    at = end.after;
    pieces.push(kept(end.address, loads, remote, cids));
  }
  const whole = pieces.join('') + css.slice(at);
  let imports = 0;
  const result = whole.replace(/@(?:import|namespace)\b[^;{}]*;?/gi, () => {
    imports += 1;
    return '';
  });
  return { css: result, remote, cids, imports };
}

/** What stands for the address of a part in a style, until that has been read. */
export function cidMark(cid: string): string {
  return `data:,cid-${encodeURIComponent(cid).replaceAll("'", '%27')}`;
}

/** Tells a style sheet that the reader prefers a dark scheme, or that he does not, whatever the browser says. */
export function schemeCss(css: string, dark: boolean): string {
  const [yes, no] = ['(min-width: 0px)', '(max-width: 0px)'];
  return css.replace(
    /\(\s*prefers-color-scheme\s*(?::\s*(dark|light|no-preference)\s*)?\)/gi,
    (_, scheme: string | undefined) => {
      if (scheme === undefined) return yes;
      return (scheme.toLowerCase() === 'dark') === dark ? yes : no;
    },
  );
}

/** True where a style sheet has rules of its own for a dark scheme. */
export function hasDarkScheme(css: string): boolean {
  return /prefers-color-scheme\s*:\s*dark/i.test(css);
}

function kept(address: string, loads: boolean, remote: string[], cids: string[]): string {
  const cid = /^\s*cid:(.*)$/is.exec(address)?.[1];
  if (cid !== undefined) {
    cids.push(cid);
    return `url("${cidMark(cid)}")`;
  }
  if (/^\s*data:(?:image|font)\//i.test(address) && !/["\\\n]/.test(address)) {
    return `url("${address.trim()}")`;
  }
  if (/^\s*#/.test(address)) return `url("${address.replace(/["\\\n]/g, '')}")`;
  if (!/^\s*(?:https?:)?\/\//i.test(address)) return 'none';
  remote.push(address.trim());
  return loads && !/["\\\n]/.test(address) ? `url("${address.trim()}")` : 'none';
}

function endOfUrl(
  css: string,
  from: number,
): { readonly address: string; readonly after: number } | undefined {
  SPACE.lastIndex = from;
  SPACE.exec(css);
  const start = SPACE.lastIndex;
  const quote = css[start];
  if (quote === '"' || quote === "'") {
    const close = css.indexOf(quote, start + 1);
    const bracket = close < 0 ? -1 : css.indexOf(')', close);
    return bracket < 0 ? undefined : { address: css.slice(start + 1, close), after: bracket + 1 };
  }
  const bracket = css.indexOf(')', start);
  return bracket < 0 ? undefined : { address: css.slice(start, bracket), after: bracket + 1 };
}

/** Letters that are written as escapes (`\75 rl(`) mean the same everywhere in a style: as letters they are found. */
function plainLetters(css: string): string {
  return css
    .replace(/\\0{0,4}([46][1-9a-f]|[57][0-9a])(?![0-9a-f])\s?/gi, (_, code: string) =>
      String.fromCharCode(parseInt(code, 16)),
    )
    .replace(/\\([g-z])/gi, '$1');
}

const URL_START = /url\(/gi;
const SPACE = /\s*/y;
