// What is masked besides secrets: as a key binding says, or as it was chosen the last time in this workspace.

import type { RedactParams } from '../../../server/src/lsp/protocol.ts';

/** What can be masked besides secrets. */
export type RedactOptions = Omit<RedactParams, 'uri'>;
export type RedactOption = keyof RedactOptions;

/** In the order in which they are offered. */
export const redactOptions: readonly RedactOption[] = ['addresses', 'hosts', 'names', 'bodies'];

/** Keeps what was chosen, as VS Code does for a workspace. */
export interface KeptState {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The options of a list of names, as a command's argument or a kept choice has them; whatever else is there is not meant. */
export function optionsNamed(names: readonly unknown[]): RedactOptions {
  return Object.fromEntries(
    redactOptions.filter((option) => names.includes(option)).map((option) => [option, true]),
  );
}

/**
 * The options that the argument of a command gives: `{ "addresses": true }`, or `{}` for nothing but secrets. Undefined
 * where it has none, so that the user is asked: VS Code's own menus pass a document.
 */
export function optionsGiven(argument: unknown): RedactOptions | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const keys = Object.keys(argument);
  if (keys.some((key) => !redactOptions.some((option) => option === key))) return undefined;
  const given = new Map(Object.entries(argument));
  return optionsNamed(redactOptions.filter((option) => given.get(option) === true));
}

/** What was chosen the last time. */
export function optionsKept(state: KeptState): RedactOptions {
  const kept = state.get(KEY);
  return Array.isArray(kept) ? optionsNamed(kept) : {};
}

/** Keeps a choice for the next time. */
export async function keepOptions(state: KeptState, options: RedactOptions): Promise<void> {
  await state.update(
    KEY,
    redactOptions.filter((option) => options[option] === true),
  );
}

const KEY = 'mailWorkbench.redact';
