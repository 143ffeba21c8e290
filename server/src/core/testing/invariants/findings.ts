// Invariants of findings: in the text, in order, with sentences that have no holes; a tail keeps its findings.

import type { Finding } from '../../index.ts';
import { everyRule, firstProblem, openFile, rangeProblem, service } from './invariant.ts';
import type { Invariant } from './invariant.ts';

export const findings: readonly Invariant[] = [
  {
    name: 'findings stand in the text and in order',
    oneIn: 1,
    problem: (text) => findingsProblem(openFile(text).findings(everyRule), text.length),
  },
  {
    name: 'findings of an mbox stand in the text and in order',
    oneIn: 16,
    problem: (text) => findingsProblem(openFile(text, 'mbox').findings(everyRule), text.length),
  },
];

/** What is wrong with the findings of a text of `length` units. */
export function findingsProblem(found: readonly Finding[], length: number): string | undefined {
  let last = 0;
  return firstProblem(found, (finding) => {
    const outside = rangeProblem(finding, length);
    if (outside !== undefined) return `${finding.rule} outside: ${outside}`;
    if (finding.from < last) return `${finding.rule} out of order: ${String(finding.from)} < ${String(last)}`;
    last = finding.from;
    const hole = /\{\w+\}/.exec(service.message({ ...finding, data: known(finding) }));
    if (hole) return `${finding.rule} has a hole: ${hole[0]}`;
    return firstProblem(finding.related, (place) => {
      const away = rangeProblem(place, length);
      return away && `${finding.rule} related outside: ${away}`;
    });
  });
}

/** Values of the mail may hold braces themselves. */
function known({ data }: Finding): Finding['data'] {
  return Object.fromEntries(Object.keys(data).map((name) => [name, '']));
}
