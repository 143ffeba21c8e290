// Whether and how text is coloured.

/** What a piece of output is; each has a colour. */
export type Tone = 'error' | 'warning' | 'info' | 'hint' | 'quiet' | 'strong';

/** Colours a text that is safe to print, or leaves it. */
export type Paint = (tone: Tone, text: string) => string;

/**
 * Whether to colour: FORCE_COLOR and NO_COLOR (no-color.org) say so, else a terminal that can.
 * @param env the environment's variables.
 */
export function wantsColour(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  return isTerminal && env['TERM'] !== 'dumb';
}

export const plain: Paint = (_tone, text) => text;

export const coloured: Paint = (tone, text) => (text === '' ? '' : `\u001b[${CODES[tone]}m${text}\u001b[0m`);

const CODES: Readonly<Record<Tone, string>> = {
  error: '31',
  warning: '33',
  info: '34',
  hint: '36',
  quiet: '2',
  strong: '1',
};
