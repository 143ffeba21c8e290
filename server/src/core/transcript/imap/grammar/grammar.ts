// The grammar as one: productions and tables by name, their notation read when it is first needed.

import { commandProductions, commandTables } from './commands.ts';
import { commonProductions } from './common.ts';
import { expression } from './expression.ts';
import type { Expression } from './expression.ts';
import type { ImapFaultCode } from './faults.ts';
import { fetchProductions, fetchTables } from './fetch.ts';
import { listProductions, listTables } from './list.ts';
import { messageDataProductions, messageDataTables } from './messageData.ts';
import { responseCodeTables } from './responseCodes.ts';
import { responseProductions, responseTables } from './responses.ts';
import { searchProductions, searchTables } from './search.ts';
import type { ProductionRow, ProductionRows, WordTable } from './table.ts';
import { urlProductions } from './url.ts';

/** A production that is ready to be read. */
export interface Production {
  readonly name: string;
  readonly expression: Expression;
  readonly kind?: Exclude<ProductionRow, string>['kind'];
  readonly code?: ImapFaultCode | undefined;
  readonly check?: Exclude<ProductionRow, string>['check'];
}

/** A table that is ready to be read. */
export interface ReadyTable extends Omit<WordTable, 'unknown'> {
  readonly unknown: Expression | undefined;
  readonly expressions: Map<string, Expression>;
}

/** Everything the grammar names, for the test that reads all of it. */
export const productionRows: ProductionRows = {
  ...commonProductions,
  ...commandProductions,
  ...listProductions,
  ...fetchProductions,
  ...searchProductions,
  ...messageDataProductions,
  ...responseProductions,
  ...urlProductions,
};

/** All tables by name. */
export const wordTables: Readonly<Record<string, WordTable>> = {
  ...commandTables,
  ...listTables,
  ...fetchTables,
  ...searchTables,
  ...messageDataTables,
  ...responseCodeTables,
  ...responseTables,
};

const productions = new Map<string, Production>();
const tables = new Map<string, ReadyTable>();

/** A production by name. Throws a RangeError for a name that no row has. */
export function productionOf(name: string): Production {
  let found = productions.get(name);
  if (!found) {
    const row = productionRows[name];
    if (row === undefined) throw new RangeError(`No production ${name}`);
    const { abnf, ...rest } = typeof row === 'string' ? { abnf: row } : row;
    found = { name, expression: expression(abnf), ...rest };
    productions.set(name, found);
  }
  return found;
}

/** A table by name. Throws a RangeError for a name that no table has. */
export function tableOf(name: string): ReadyTable {
  let found = tables.get(name);
  if (!found) {
    const table = wordTables[name];
    if (!table) throw new RangeError(`No table ${name}`);
    const unknown = table.unknown === undefined ? undefined : expression(table.unknown);
    found = { ...table, unknown, expressions: new Map() };
    tables.set(name, found);
  }
  return found;
}

/** What stands behind a word of a table; undefined for a word that is not in it. */
export function rowOf(table: ReadyTable, word: string): Expression | undefined {
  const known = table.expressions.get(word);
  if (known || !Object.hasOwn(table.rows, word)) return known;
  const found = expression(table.rows[word] ?? '');
  table.expressions.set(word, found);
  return found;
}
