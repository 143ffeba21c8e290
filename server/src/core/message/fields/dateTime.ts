// Dates and times: RFC 5322 3.3, the obsolete forms of 4.3, and the other orders and notations that mail holds.

import { Kind } from '../../syntax/kinds.ts';
import { dayNumber, daysInMonth, fullYear, knownZone, monthNumber } from '../dateNames.ts';
import type { FaultCode } from '../faults.ts';
import type { Scanner } from '../scanner.ts';
import { Lookahead } from './lookahead.ts';
import type { FieldParser } from './parser.ts';

/** Reads a date-time from the position to the end of the field; Received shares it. */
export const parseDateTime: FieldParser = (s) => {
  s.cfws();
  if (s.atEnd) {
    s.fault('date-empty', s.pos, s.pos);
    return;
  }
  new DateReader(s).read();
};

class DateReader {
  readonly #s: Scanner;
  readonly #look: Lookahead;
  #day: Digits | undefined;
  #month: number | undefined;
  #year: number | undefined;
  #zone = false;
  /** Where the last part ended, to report a missing one. */
  #partTo: number;

  constructor(s: Scanner) {
    this.#s = s;
    this.#look = new Lookahead(s);
    this.#partTo = s.pos;
  }

  read(): void {
    const s = this.#s;
    this.#textBefore();
    s.tree.open(Kind.DateTime, s.pos);
    if (s.match(ISO_DATE) > s.pos) this.#isoDate();
    else this.#mailDate();
    this.#checkDay();
    s.cfws();
    if (!s.atEnd) {
      s.fault(this.#month === undefined ? 'date-syntax' : 'date-text-after', s.pos, s.end);
      s.junk();
    }
    s.tree.close(s.pos);
  }

  /** `Sent: Fri, 21 Nov 1997 ...`: what is no date is skipped where one follows. */
  #textBefore(): void {
    const s = this.#s;
    if (this.#ahead(DIGITS) !== '') return;
    const word = this.#ahead(LETTERS);
    const comma = word !== '' && s.text.charAt(s.pos + word.length) === ',';
    if (comma || dayNumber(word) !== undefined || monthNumber(word) !== undefined) return;
    const skipped = s.blanked(s.pos, Math.min(s.end, s.pos + MAX_BEFORE)).search(DATE_START);
    if (skipped <= 0) return;
    s.fault('date-syntax', s.pos, s.pos + skipped);
    s.junk(s.pos + skipped);
    this.#partTo = s.pos;
  }

  /** `[weekday,] day month year time zone`, or `weekday month day time year` as C's asctime writes it. */
  #mailDate(): void {
    const s = this.#s;
    this.#dayOfWeek();
    const first = s.pos;
    const word = this.#ahead(LETTERS);
    if (word !== '' && monthNumber(word) !== undefined) {
      this.#monthName();
      if (s.punctuation(',')) this.#partTo = s.pos;
      this.#space(true);
      if (!this.#readDay()) return;
      s.fault('date-order', first, s.pos);
      if (s.punctuation(',')) this.#partTo = s.pos;
      this.#space(false);
      if (this.#ahead(DIGITS).length === 4) this.#readYear();
    } else {
      if (!this.#readDay()) return;
      this.#separator();
      if (!this.#monthName()) return;
      this.#separator();
      if (!this.#readYear()) return;
    }
    this.#space(false);
    // RFC 2822's authors allowed a comma nowhere else; some programs write one behind the year.
    if (s.peek() === ',') this.#oddPunctuation();
    this.#timeAndZone();
    if (this.#year === undefined && this.#ahead(DIGITS) !== '') {
      this.#space(false);
      this.#readYear();
      this.#space(false);
    }
    if (!this.#zone) this.#readZone();
  }

  /** RFC 3339's notation: no mail date, but one that can be read. */
  #isoDate(): void {
    const s = this.#s;
    const start = s.pos;
    this.#year = Number(this.#ahead(DIGITS));
    s.leaf(DIGITS, Kind.Year);
    s.punctuation('-');
    this.#month = Number(this.#ahead(DIGITS));
    s.leaf(DIGITS, Kind.Month);
    s.punctuation('-');
    this.#readDay();
    s.fault('date-iso', start, s.pos);
    if (this.#month < 1 || this.#month > 12) s.fault('date-month', start + 5, s.pos);
    if (s.leaf(ISO_T, Kind.Punctuation)) this.#partTo = s.pos;
    this.#space(false);
    this.#timeAndZone();
    if (!this.#zone) this.#readZone();
  }

  #dayOfWeek(): void {
    const s = this.#s;
    const start = s.pos;
    const name = this.#ahead(LETTERS);
    if (name === '' || monthNumber(name) !== undefined) return;
    const to = start + name.length;
    const comma = s.text.charAt(to) === ',';
    const day = dayNumber(name);
    if (day === undefined && !comma) return;
    if (day === undefined || name.length !== 3) s.fault('date-day-of-week', start, to, name);
    s.take(Kind.DayOfWeek, to);
    this.#partTo = to;
    this.#space(false);
    if (s.peek() === ',') {
      // RFC 5322 4.3: white space in front of the comma.
      if (s.pos > to) s.fault('obs-date-space', to, s.pos);
      s.punctuation(',');
      this.#partTo = s.pos;
      this.#space(false);
    } else if (monthNumber(this.#ahead(LETTERS)) === undefined) {
      s.fault('date-weekday-separator', start, to);
    }
  }

  #readDay(): boolean {
    const s = this.#s;
    const digits = this.#ahead(DIGITS);
    if (digits === '') return this.#unreadable();
    this.#day = { value: Number(digits), from: s.pos, to: s.pos + digits.length };
    if (digits.length > 2) s.fault('date-day-range', this.#day.from, this.#day.to, digits);
    this.#take(Kind.Day, this.#day.to);
    return true;
  }

  #monthName(): boolean {
    const s = this.#s;
    const name = this.#ahead(LETTERS) || this.#ahead(DIGITS);
    if (name === '') return this.#unreadable();
    this.#month = monthNumber(name);
    const to = s.pos + name.length;
    if (this.#month === undefined || name.length !== 3) s.fault('date-month', s.pos, to, name);
    this.#take(Kind.Month, to);
    return true;
  }

  #readYear(): boolean {
    const s = this.#s;
    const digits = this.#ahead(DIGITS);
    if (digits === '') return this.#unreadable();
    const to = s.pos + digits.length;
    this.#year = fullYear(digits);
    if (digits.length < 2 || digits.length > 9) s.fault('date-year', s.pos, to, digits);
    else if (digits.length < 4) s.fault('obs-year', s.pos, to, digits);
    // RFC 5322 3.3: any numeric year 1900 or later.
    else if (this.#year < 1900) s.fault('date-year-early', s.pos, to, digits);
    this.#take(Kind.Year, to);
    return true;
  }

  #timeAndZone(): void {
    const s = this.#s;
    const hourTo = s.match(DIGITS);
    if (hourTo <= s.pos || !this.#timeSeparatorAhead(hourTo)) {
      s.fault('date-time-missing', this.#partTo, this.#partTo);
      return;
    }
    s.tree.open(Kind.TimeOfDay, s.pos);
    this.#timeNumber(23, 'date-hour-range');
    this.#timeSeparator();
    this.#timeNumber(59, 'date-minute-range');
    if (this.#timeSeparatorAhead(s.pos)) {
      this.#timeSeparator();
      this.#timeNumber(60, 'date-second-range');
      const fraction = s.pos;
      if (s.leaf(FRACTION, Kind.Number)) s.fault('date-fraction', fraction, s.pos);
    }
    this.#partTo = s.pos;
    const half = s.match(HALF_DAY);
    if (half > s.pos) {
      s.fault('date-half-day', s.pos, half);
      s.junk(half);
      this.#partTo = s.pos;
    }
    s.tree.close(s.pos);
    const space = s.pos;
    this.#space(false);
    if (s.atEnd || this.#ahead(DIGITS) !== '') return;
    if (s.pos === space && this.#startsZone()) s.fault('date-space-missing', s.pos, s.pos + 1);
    this.#readZone();
    this.#space(false);
  }

  #timeNumber(most: number, range: FaultCode): void {
    const s = this.#s;
    const digits = this.#ahead(DIGITS);
    const to = s.pos + digits.length;
    if (digits.length !== 2) s.fault('date-two-digits', s.pos, to, digits);
    if (Number(digits) > most) s.fault(range, s.pos, to, digits);
    this.#take(Kind.Number, to);
  }

  /** Whether a `:` and a digit stand at `at`, with comments and white space around the `:` (RFC 5322 4.3). */
  #timeSeparatorAhead(at: number): boolean {
    const { text, end } = this.#s;
    const colon = this.#look.cfws(at);
    if (colon >= end || !TIME_SEPARATOR.test(text.charAt(colon))) return false;
    const number = this.#look.cfws(colon + 1);
    return number < end && DIGIT.test(text.charAt(number));
  }

  /** `:`, with white space around it in the obsolete form; some write a dot. */
  #timeSeparator(): void {
    const s = this.#s;
    this.#space(false, true);
    if (s.peek() === '.') s.fault('date-time-separator', s.pos, s.pos + 1);
    s.take(Kind.Punctuation, s.pos + 1);
    this.#space(false, true);
  }

  #startsZone(): boolean {
    return this.#ahead(ZONE) !== '';
  }

  #readZone(): void {
    const s = this.#s;
    const zone = this.#ahead(ZONE);
    if (zone === '') {
      s.fault('date-zone-missing', this.#partTo, this.#partTo);
      this.#zone = true;
      return;
    }
    const to = s.pos + zone.length;
    const offset = /^[+-](\d\d)(\d\d)$/.exec(zone);
    if (offset) {
      const [, hours = '', minutes = ''] = offset;
      const latest = zone.startsWith('-') ? 12 : 14;
      if (Number(minutes) > 59 || Number(hours) > latest) s.fault('date-zone-range', s.pos, to, zone);
    } else if (/^[A-Za-z0-9]+$/.test(zone)) {
      s.fault(knownZone(zone) ? 'obs-zone' : 'date-zone-name', s.pos, to, zone);
    } else {
      s.fault('date-zone-syntax', s.pos, to, zone);
    }
    this.#take(Kind.Zone, to);
    this.#zone = true;
  }

  /** Whether the month has the day; February 29th needs a leap year. */
  #checkDay(): void {
    const day = this.#day;
    if (!day || day.to - day.from > 2) return;
    const most = this.#month === undefined ? 31 : daysInMonth(this.#year ?? 2000, this.#month);
    if (day.value < 1 || day.value > most) {
      this.#s.fault('date-day-range', day.from, day.to, String(day.value));
    }
  }

  /** White space between day, month and year; RFC 850 put hyphens there. */
  #separator(): void {
    const s = this.#s;
    if (s.match(DATE_SEPARATOR) > s.pos) {
      s.fault('date-separator', s.pos, s.pos + 1, s.peek());
      s.take(Kind.Punctuation, s.pos + 1);
    } else {
      this.#space(true);
    }
  }

  #oddPunctuation(): void {
    const s = this.#s;
    s.fault('date-separator', s.pos, s.pos + 1, s.peek());
    s.punctuation(s.peek());
    this.#space(false);
  }

  /**
   * Comments and white space. A comment that more of the date follows is obsolete (RFC 5322 4.3), and so is white
   * space where `obsolete` is set.
   */
  #space(required: boolean, obsolete = false): void {
    const s = this.#s;
    const start = s.pos;
    if (!s.cfws()) {
      if (required && !s.atEnd) s.fault('date-space-missing', start, start + 1);
      return;
    }
    const comment = s.text.slice(start, s.pos).includes('(');
    if (!s.atEnd && (obsolete || comment)) s.fault('obs-date-space', start, s.pos);
  }

  #unreadable(): false {
    const s = this.#s;
    s.fault('date-syntax', s.pos, s.end);
    s.junk();
    // What follows needs no second fault.
    this.#zone = true;
    this.#month ??= 0;
    return false;
  }

  #take(kind: Kind, to: number): void {
    this.#s.take(kind, to);
    this.#partTo = to;
  }

  /** The text of the sticky pattern's match at the position. */
  #ahead(pattern: RegExp): string {
    return this.#s.text.slice(this.#s.pos, this.#s.match(pattern));
  }
}

interface Digits {
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/** How far into a value a date is looked for. */
const MAX_BEFORE = 1000;
const DATE_START =
  /\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s{0,9})?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{2,4}\b/i;
const TIME_SEPARATOR = /[:.]/;
const DIGIT = /\d/;
const DIGITS = /\d+/y;
const LETTERS = /[A-Za-z\u00c0-\u024f]+/y;
const ISO_DATE = /\d{4}-\d{1,2}-\d{1,2}/y;
const ISO_T = /[Tt]/y;
const FRACTION = /[.,]\d+/y;
const HALF_DAY = /[ \t]*[AaPp][Mm](?![A-Za-z])/y;
const DATE_SEPARATOR = /[-/.]/y;
/** A numeric zone, a name, or both joined as in `GMT+0100`. */
const ZONE = /[A-Za-z]*[+-]+\d+(?::\d+)?|[A-Za-z][A-Za-z0-9]*|"[A-Za-z]+"/y;
