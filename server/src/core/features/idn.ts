// Internationalised domain names: labels between Unicode and their ASCII form (RFC 3492, RFC 5890 2.3.2.1).

/** The domain with each `xn--` label decoded; labels that cannot be stay as they are. */
export function unicodeDomain(domain: string): string {
  return mapLabels(domain, (label) =>
    ACE.test(label) ? (decodePunycode(label.slice(4).toLowerCase()) ?? label) : label,
  );
}

/** The domain as the DNS holds it: each label beyond ASCII in lower case, composed and as an `xn--` label. */
export function asciiDomain(domain: string): string {
  return mapLabels(domain, (label) =>
    NON_ASCII.test(label) ? `xn--${encodePunycode(label.toLowerCase().normalize('NFC'))}` : label,
  );
}

function mapLabels(domain: string, map: (label: string) => string): string {
  // RFC 5321 4.5.3.1.2: a domain has at most 255 octets; what is longer is not worth the work.
  if (domain.length > MAX_DOMAIN) return domain;
  return domain.split('.').map(map).join('.');
}

function decodePunycode(text: string): string | undefined {
  const basic = Math.max(0, text.lastIndexOf('-'));
  const points = Array.from(text.slice(0, basic), (character) => character.charCodeAt(0));
  let code = INITIAL_N;
  let index = 0;
  let bias = INITIAL_BIAS;
  for (let at = basic > 0 ? basic + 1 : 0; at < text.length;) {
    const before = index;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = DIGITS.indexOf(text.charAt(at++) || '?');
      if (digit < 0) return undefined;
      index += digit * weight;
      const threshold = thresholdAt(k, bias);
      if (digit < threshold) break;
      weight *= BASE - threshold;
      if (weight > MAX_CODE) return undefined;
    }
    bias = adapt(index - before, points.length + 1, before === 0);
    code += Math.floor(index / (points.length + 1));
    index %= points.length + 1;
    if (code > MAX_CODE || (code >= 0xd800 && code < 0xe000)) return undefined;
    points.splice(index++, 0, code);
  }
  return String.fromCodePoint(...points);
}

function encodePunycode(text: string): string {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < INITIAL_N);
  let result = String.fromCharCode(...basic) + (basic.length > 0 ? '-' : '');
  let done = basic.length;
  let code = INITIAL_N;
  let delta = 0;
  let bias = INITIAL_BIAS;
  while (done < points.length) {
    const next = Math.min(...points.filter((point) => point >= code));
    delta += (next - code) * (done + 1);
    code = next;
    for (const point of points) {
      if (point < code) delta++;
      if (point !== code) continue;
      result += variableInteger(delta, bias);
      bias = adapt(delta, done + 1, done === basic.length);
      delta = 0;
      done++;
    }
    delta++;
    code++;
  }
  return result;
}

/** RFC 3492 3.3. */
function variableInteger(value: number, bias: number): string {
  let rest = value;
  let text = '';
  for (let k = BASE; ; k += BASE) {
    const threshold = thresholdAt(k, bias);
    if (rest < threshold) return text + DIGITS.charAt(rest);
    text += DIGITS.charAt(threshold + ((rest - threshold) % (BASE - threshold)));
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

function thresholdAt(k: number, bias: number): number {
  return k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
}

/** RFC 3492 3.4. */
function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

/** RFC 3492 5. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 0x80;
const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const MAX_CODE = 0x10ffff;
const MAX_DOMAIN = 1000;
const ACE = /^xn--/i;
const NON_ASCII = /[^\0-\x7f]/;
