// Where the links of a message lead, and whether what they show says something else.

/** Why a link is not opened without a question. */
export type LinkDoubt = 'otherHost' | 'otherAddress' | 'userInfo' | 'numbers' | 'otherLetters';

/** A link that can be opened. */
export interface Link {
  /** As it is opened: absolute, in ASCII. */
  readonly target: string;
  /** The host it leads to; for `mailto:` the addresses. */
  readonly host: string;
  /** The host or address that its text shows; empty where it shows none. */
  readonly shown: string;
  readonly doubt: LinkDoubt | undefined;
}

/** @returns where an `href` leads; undefined for what is never opened: all but http, https and mailto. */
export function linkOf(href: string, text: string): Link | undefined {
  const target = href.length > LONGEST ? null : URL.parse(href);
  if (!target) return undefined;
  if (target.protocol === 'mailto:') return mailLink(target, text);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return undefined;
  const host = target.hostname;
  const shown = shownHost(text);
  return { target: target.href, host, shown, doubt: webDoubt(target, shown) };
}

/** The addresses of the web in a plain text, in order. */
export function linksInText(text: string): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    if (found.length === MOST) break;
    // A sentence's end and the bracket around it do not belong to it.
    const address = match[0].replace(/[.,;:!?'"]+$/, '').replace(/(?<!\([^()]*)\)$/, '');
    found.push({ from: match.index, to: match.index + address.length });
  }
  return found;
}

function webDoubt({ hostname, username, password }: URL, shown: string): LinkDoubt | undefined {
  if (username !== '' || password !== '') return 'userInfo';
  if (shown !== '' && !sameSite(shown, hostname)) return shown.includes('@') ? 'otherAddress' : 'otherHost';
  if (shown === '' && /^[\d.]+$|^\[/.test(hostname)) return 'numbers';
  // Letters of other scripts look like those of this one: what is opened has a form in ASCII, which tells.
  if (/(?:^|\.)xn--/.test(hostname)) return 'otherLetters';
  return undefined;
}

function mailLink(target: URL, text: string): Link {
  const host = decoded(target.pathname);
  const shown = /[^\s<>()@]{1,64}@[^\s<>()@]{1,255}/.exec(text.slice(0, 1000))?.[0] ?? shownHost(text);
  const agrees = shown === '' || host.toLowerCase().includes(shown.toLowerCase());
  return { target: target.href, host, shown, doubt: agrees ? undefined : 'otherAddress' };
}

/** The host that a text shows as an address of the web, or as a domain that stands alone. */
function shownHost(text: string): string {
  const start = text.slice(0, 2000).replace(INVISIBLE, '').trim();
  const address = /https?:\/\/[^\s<>"]+/i.exec(start)?.[0];
  if (address !== undefined) return URL.parse(address)?.hostname ?? '';
  const alone = /^(?:www\.)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(\p{L}{2,24})(?=[/:?#]|$)/u.exec(start);
  const isAlone = alone !== null && !/\s/.test(start) && !FILE.test(alone[1] ?? '');
  const named = isAlone ? alone[0] : WITHIN.exec(start)?.[0];
  return named === undefined ? '' : (URL.parse(`http://${named}`)?.hostname ?? '');
}

function sameSite(a: string, b: string): boolean {
  const [one, other] = [a, b].map((host) => host.replace(/^www\./, '').toLowerCase()) as [string, string];
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"\u0000-\u001f]{1,2048}/gi;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** A host among other words: told from what only looks like one by its start or its end. */
const WITHIN =
  /(?<![\p{L}\p{N}@./_-])(?:www\.(?:[\p{L}\p{N}-]+\.)+\p{L}{2,24}|(?:[\p{L}\p{N}-]+\.)+(?:com|org|net|edu|gov|info|biz|bank))(?![\p{L}\p{N}@_-]|\.[\p{L}\p{N}])/iu;
/** Names of files that look like domains. */
const FILE =
  /^(?:pdf|docx?|xlsx?|pptx?|txt|jpe?g|png|gif|html?|csv|ics|eml|js|json|xml|md|py|ts|css|ya?ml|toml|lock|log|sh|zip|gz)$/i;
const LONGEST = 16_384;
const MOST = 5000;
