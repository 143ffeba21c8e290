// The words in front of a subject that say it is a reply or a forwarded message, in the languages of mail programs.

/** The subject of a reply: `Re:` once, whatever stood there. */
export function replySubject(subject: string): string {
  return `Re: ${stripped(subject, REPLY)}`.trimEnd();
}

/** The subject of a forwarded message: `Fwd:` once. */
export function forwardSubject(subject: string): string {
  return `Fwd: ${stripped(subject, FORWARD)}`.trimEnd();
}

/** A subject without the prefixes in front of it, and without those behind the tag of a mailing list. */
function stripped(subject: string, prefix: RegExp): string {
  let rest = subject.trim();
  let tag = '';
  for (;;) {
    const shorter = rest.replace(prefix, '');
    if (shorter !== rest) {
      rest = shorter;
      continue;
    }
    const list = tag === '' ? /^\[[^\]]{1,60}\]\s*/.exec(rest)?.[0] : undefined;
    if (list === undefined || !prefix.test(rest.slice(list.length))) return tag + rest;
    tag = list;
    rest = rest.slice(list.length);
  }
}

function prefixes(words: string): RegExp {
  // `Re[2]:`, `Re^2:`, `Re (2):`, and the full-width colon of Chinese programs.
  return new RegExp(`^(?:${words})\\s?(?:\\[\\d{1,4}\\]|\\^\\d{1,4}|\\(\\d{1,4}\\))?\\s?[:：]\\s*`, 'iu');
}

/** German, Dutch, Nordic, Polish, Portuguese, Italian, Turkish, Greek, Hungarian, Hebrew, Chinese, Japanese, Korean. */
const REPLY = prefixes(
  're|aw|antw|antwort|sv|vs|odp|ref|res|rif|ynt|yan|απ|σχετ|vá|atb|bls|השב|回复|回覆|答复|返信|답장|회신',
);
/** The same languages, French and Spanish. */
const FORWARD = prefixes(
  'fwd?|wg|doorst|vb|vl|tr|rv|enc|pd|ilt|ilet|πρθ|továbbítás|trs|vid|הועבר|转发|轉寄|轉發|転送|전달',
);
