// What is said in the sessions of a transcript: as JSON, written piece by piece, and for people, without what may be secret.

import type { ExchangeTree, TranscriptTree } from '../../core/index.ts';
import type { Paint } from '../colours.ts';
import { printable, printableJson } from '../printable.ts';

/** The pieces of the JSON text; ends with a line end. What a unit does not have is `null`. */
export function* sessionsJson({ protocol, notation, sessions }: TranscriptTree): Generator<string> {
  yield `{"protocol":${JSON.stringify(protocol ?? null)},"notation":${JSON.stringify(notation)},"sessions":[`;
  for (const [index, { exchanges }] of sessions.entries()) {
    yield `${index > 0 ? ',' : ''}{"exchanges":[`;
    for (const [place, exchange] of exchanges.entries()) {
      yield `${place > 0 ? ',' : ''}\n${printableJson(JSON.stringify(plainExchange(exchange)))}`;
    }
    yield ']}';
  }
  yield ']}\n';
}

function plainExchange({ speaker, kind, verb, tag, from, to, repliesTo }: ExchangeTree): object {
  return { speaker, kind, verb: verb ?? null, tag: tag ?? null, from, to, repliesTo: repliesTo ?? null };
}

/** The lines, each with its line end: a session's protocol, then who says what. Remarks are left out. */
export function* sessionsText({ notation, sessions }: TranscriptTree, paint: Paint): Generator<string> {
  for (const { protocol, exchanges } of sessions) {
    yield `${paint('strong', protocol)}  ${paint('quiet', notation)}\n`;
    for (const { speaker, kind, verb, tag, repliesTo } of exchanges) {
      if (speaker === 'note') continue;
      const answers = kind === 'command' || repliesTo === undefined ? undefined : exchanges[repliesTo];
      const words = [tag, verb]
        .filter((word) => word !== undefined)
        .map((word) => printable(word.slice(0, MAX_WORD)));
      const to = answers?.verb === undefined ? '' : ` to ${printable(answers.verb.slice(0, MAX_WORD))}`;
      yield `  ${speaker === 'client' ? 'C' : 'S'}  ${words.join(' ').padEnd(WIDTH)}  ${paint('quiet', kind + to)}\n`;
    }
  }
}

const WIDTH = 16;
const MAX_WORD = 40;
