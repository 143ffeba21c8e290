// Messages that several end-to-end tests open.

export { WEEKDAY_RULE, WRONG_WEEKDAY } from '../lsp/messages.ts';

/** Where the wrong day name of `WRONG_WEEKDAY` stands. */
export const WEEKDAY_PLACE = { line: 4, column: 8 };
