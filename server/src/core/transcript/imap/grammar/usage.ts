// The syntax of a command as people read it, from the tables that the parser reads.

import { commandSyntax, uidCommandSyntax } from './commands.ts';

/**
 * A command with its arguments by their ABNF names: `FETCH sequence-set fetch-items [fetch-modifiers]`.
 * @param verb in upper case, with its second word where it has one: `UID FETCH`.
 * @returns undefined for a command that is in no table.
 */
export function commandUsage(verb: string): string | undefined {
  const second = verb.startsWith('UID ') ? verb.slice(4) : undefined;
  const notation = second === undefined ? commandSyntax[verb] : uidCommandSyntax[second];
  return notation === undefined ? undefined : [verb, written(notation)].join(' ').trim();
}

/** What stands behind a word of any table of the grammar, as people read it. */
export function written(notation: string): string {
  return notation
    .replace(/\{([a-z-]+)\}/g, '$1')
    .replace(/"([^"]*)"/g, '$1')
    .replace(/\bSP\b/g, '')
    .replace(/ +/g, ' ')
    .replace(/([[(]) /g, '$1')
    .trim();
}
