// Hovers of authentication results and of Received-SPF: what was checked, how it came out (RFC 8601, RFC 7208).

import { authenticationResults, receivedSpf } from '../../message/views/authenticationResults.ts';
import type { AuthProperty, AuthResult } from '../../message/views/authenticationResults.ts';
import { authMethod, authPropertyType, authResult } from '../../registry/authMethods.ts';
import { rfc } from '../../registry/reference.ts';
import { inlineCode, ownText } from '../markdown.ts';
import { explained, facts, hoverOf, link } from './hoverTypes.ts';
import type { NodeHover } from './hoverTypes.ts';

/** One result: the method, its outcome, and the properties it was made from. */
export const authResultHover: NodeHover = ({ field }, node) => {
  const result = authenticationResults(field).results.find(({ from }) => from === node.from);
  if (!result) return undefined;
  const method = authMethod(result.method);
  return hoverOf(
    node,
    `**${inlineCode(`${result.method}=${result.result}`)}** ${method ? explained(method) : 'This method is not in the registry.'}`,
    outcomeText(result.result),
    facts(
      result.reason === undefined ? undefined : `Reason ${inlineCode(result.reason)}`,
      ...result.properties.slice(0, MAX_PROPERTIES).map((property) => propertyText(result, property)),
      ...result.comments.slice(0, MAX_PROPERTIES).map((comment) => `Comment ${inlineCode(comment)}`),
    ),
  );
};

/** The server that says it made the checks. */
export const authservIdHover: NodeHover = ({ field }, node) => {
  const { authservId } = authenticationResults(field);
  if (authservId === undefined) return undefined;
  return hoverOf(
    node,
    `${inlineCode(authservId)} says that it made these checks. Anybody can write such a field: believe it only when this is a server you trust. ${link(rfc(8601, '7.1'))}`,
  );
};

/** The result of an SPF check, with its inputs. */
export const receivedSpfHover: NodeHover = ({ field }, node) => {
  const spf = receivedSpf(field);
  const method = authMethod('spf');
  if (!spf) return undefined;
  return hoverOf(
    node,
    `**${inlineCode(`spf=${spf.result}`)}** ${method ? explained(method) : ''}`,
    outcomeText(spf.result),
    facts(
      ...spf.pairs
        .slice(0, MAX_PROPERTIES)
        .map(({ name, value }) => `${inlineCode(name)} is ${inlineCode(value)}`),
      ...spf.comments.slice(0, MAX_PROPERTIES).map((comment) => `Comment ${inlineCode(comment)}`),
    ),
  );
};

function outcomeText(result: string): string {
  const row = authResult(result);
  return row ? explained(row) : 'The registry has no such result.';
}

function propertyText({ method }: AuthResult, { type, name, value }: AuthProperty): string {
  const known = authMethod(method)?.properties.find(
    ({ ptype, property }) => ptype === type && property === name.toLowerCase(),
  );
  const source = type === undefined ? undefined : authPropertyType(type);
  const meaning = known?.summary ?? source?.summary;
  const label = type === undefined ? name : `${type}.${name}`;
  return `${inlineCode(label)} is ${inlineCode(value)}${meaning === undefined ? '' : `: ${ownText(meaning)}`}`;
}

const MAX_PROPERTIES = 20;
