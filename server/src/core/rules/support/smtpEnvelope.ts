// The addresses of an envelope, read again where they were said.

import type { TextRange } from '../../text/range.ts';
import type { Session } from '../../transcript/exchange.ts';
import type { Said } from '../../transcript/smtp/machine.ts';
import { UnitText } from '../../transcript/unitText.ts';

/** The address that MAIL or RCPT named, its domain, and the host range of its path; undefined for `<>`. */
export function saidPath(
  session: Session,
  { index, syntax }: Said,
): { readonly text: string; readonly domain: string | undefined; readonly at: TextRange } | undefined {
  const { path } = syntax;
  if (!path || path.address.to <= path.address.from) return undefined;
  const { first, last } = session.exchanges.get(index);
  const unit = new UnitText(session, first, last);
  return {
    text: unit.text.slice(path.address.from, path.address.to),
    domain: path.domain && unit.text.slice(path.domain.from, path.domain.to),
    at: unit.host(path.from, path.to),
  };
}
