// Internationalised domain labels: Punycode (RFC 3492) between A-labels and U-labels (RFC 5890).

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 128;
const LARGEST = 0x7fff_ffff;

/** Encodes a label without the `xn--` prefix; undefined where a number overflows (RFC 3492). */
export function punycode(label: string): string | undefined {
  const points = Array.from(label, (character) => character.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < FIRST_CODE);
  let output = String.fromCharCode(...basic.slice(0, MAX_LABEL));
  if (points.length > MAX_LABEL) return undefined;
  if (basic.length > 0) output += '-';
  let code = FIRST_CODE;
  let delta = 0;
  let bias = FIRST_BIAS;
  for (let handled = basic.length; handled < points.length;) {
    const least = Math.min(...points.filter((point) => point >= code));
    delta += (least - code) * (handled + 1);
    if (delta > LARGEST) return undefined;
    code = least;
    for (const point of points) {
      if (point < code) delta++;
      if (point !== code) continue;
      output += variableLength(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    code++;
  }
  return output;
}

/** Decodes what stands behind `xn--`; undefined where it is not Punycode (RFC 3492). */
export function fromPunycode(encoded: string): string | undefined {
  const hyphen = encoded.lastIndexOf('-');
  const points = Array.from(hyphen > 0 ? encoded.slice(0, hyphen) : '', (character) =>
    character.charCodeAt(0),
  );
  if (encoded.length > MAX_LABEL || points.some((point) => point >= FIRST_CODE)) return undefined;
  let code = FIRST_CODE;
  let at = 0;
  let bias = FIRST_BIAS;
  for (let i = hyphen > 0 ? hyphen + 1 : 0; i < encoded.length;) {
    const before = at;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(encoded.charCodeAt(i++));
      if (digit === undefined) return undefined;
      at += digit * weight;
      const threshold = thresholdAt(k, bias);
      if (digit < threshold) break;
      weight *= BASE - threshold;
      if (weight > LARGEST) return undefined;
    }
    const length = points.length + 1;
    bias = adapt(at - before, length, before === 0);
    code += Math.floor(at / length);
    at %= length;
    if (code > 0x10_ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
    points.splice(at++, 0, code);
  }
  return String.fromCodePoint(...points);
}

function variableLength(value: number, bias: number): string {
  let output = '';
  let rest = value;
  for (let k = BASE; ; k += BASE) {
    const threshold = thresholdAt(k, bias);
    if (rest < threshold) return output + DIGITS.charAt(rest);
    output += DIGITS.charAt(threshold + ((rest - threshold) % (BASE - threshold)));
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

function thresholdAt(k: number, bias: number): number {
  return Math.min(T_MAX, Math.max(T_MIN, k - bias));
}

function adapt(delta: number, count: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? DAMP : 2));
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

function digitOf(code: number): number | undefined {
  const digit = DIGITS.indexOf(String.fromCharCode(code).toLowerCase());
  return digit < 0 || Number.isNaN(code) ? undefined : digit;
}

const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** No label is longer (RFC 1035), with some room for what is about to be found too long. */
const MAX_LABEL = 255;
