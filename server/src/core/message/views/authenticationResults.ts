// Reads Authentication-Results, its ARC variant and Received-SPF from their trees (RFC 8601 2.2, RFC 7208 9.1).

import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/range.ts';
import type { Field } from '../field.ts';
import { commentText, nodeText } from './values.ts';

/** One property of a result; host ranges. */
export interface AuthProperty extends TextRange {
  /** `smtp`, `header`, `body`, `policy` in lower case; undefined where it is left out. */
  readonly type: string | undefined;
  readonly name: string;
  readonly value: string;
  readonly valueRange: TextRange;
}

/** One result of a check. */
export interface AuthResult extends TextRange {
  /** In lower case. */
  readonly method: string;
  readonly methodRange: TextRange;
  /** In lower case; empty where it is missing. */
  readonly result: string;
  readonly resultRange: TextRange;
  readonly reason: string | undefined;
  readonly properties: readonly AuthProperty[];
  readonly comments: readonly string[];
}

/** What a field of authentication results says. */
export interface AuthenticationResults {
  /** The instance of an ARC set. */
  readonly instance: number | undefined;
  /** The server that checked; undefined where it is left out. */
  readonly authservId: string | undefined;
  readonly version: number | undefined;
  readonly results: readonly AuthResult[];
}

/** The results of a field. `none` gives no result. */
export function authenticationResults(field: Field): AuthenticationResults {
  const root = field.tree.root.find(Kind.AuthenticationResults);
  const instance = root?.child(Kind.Tag)?.child(Kind.TagValue);
  const id = root?.child(Kind.AuthservId);
  const version = root?.child(Kind.AuthVersion);
  const results: AuthResult[] = [];
  for (const node of root?.children() ?? []) {
    if (node.kind === Kind.ResultInfo) {
      const result = resultOf(field, node);
      if (result) results.push(result);
    }
  }
  const authservId = id && nodeText(field, id);
  return {
    instance: instance && numberOf(field, instance),
    authservId: authservId === '' ? undefined : authservId,
    version: version && numberOf(field, version),
    results,
  };
}

function resultOf(field: Field, node: SyntaxNode): AuthResult | undefined {
  const method = node.child(Kind.AuthMethod);
  if (!method) return undefined;
  const result = node.child(Kind.AuthResult);
  const name = nodeText(field, method).toLowerCase();
  // A name with a dot is that of the server, repeated.
  if (!result && (name === 'none' || name.includes('.'))) return undefined;
  const reason = node.child(Kind.AuthReason)?.child(Kind.PropertyValue);
  return {
    from: node.from,
    to: node.to,
    method: name,
    methodRange: method,
    result: result ? nodeText(field, result).toLowerCase() : '',
    resultRange: result ?? { from: method.to, to: method.to },
    reason: reason && nodeText(field, reason),
    properties: propertiesOf(field, node),
    comments: commentsOf(field, node),
  };
}

function propertiesOf(field: Field, node: SyntaxNode): readonly AuthProperty[] {
  const found: AuthProperty[] = [];
  for (const child of node.children()) {
    if (child.kind !== Kind.AuthProperty) continue;
    const type = child.child(Kind.PropertyType);
    const name = child.child(Kind.PropertyName);
    const value = child.child(Kind.PropertyValue);
    if (!name) continue;
    found.push({
      from: child.from,
      to: child.to,
      type: type && nodeText(field, type).toLowerCase(),
      name: nodeText(field, name),
      value: value ? nodeText(field, value) : '',
      valueRange: value ?? { from: child.to, to: child.to },
    });
  }
  return found;
}

/** What a Received-SPF field says. */
export interface ReceivedSpf {
  /** In lower case. */
  readonly result: string;
  readonly resultRange: TextRange;
  readonly pairs: readonly AuthProperty[];
  readonly comments: readonly string[];
}

/** The result of an SPF check with its inputs; undefined where the field has no result. */
export function receivedSpf(field: Field): ReceivedSpf | undefined {
  const root = field.tree.root.find(Kind.ReceivedSpf);
  const result = root?.child(Kind.AuthResult);
  if (!root || !result) return undefined;
  return {
    result: nodeText(field, result).toLowerCase(),
    resultRange: result,
    pairs: propertiesOf(field, root),
    comments: commentsOf(field, root),
  };
}

/** The comments of a node and of its properties, outermost only. */
function commentsOf(field: Field, node: SyntaxNode): readonly string[] {
  const found: string[] = [];
  let behind = node.from;
  for (const comment of node.descendants(Kind.Comment)) {
    if (comment.from < behind) continue;
    found.push(commentText(field, comment));
    behind = comment.to;
  }
  return found;
}

function numberOf(field: Field, node: SyntaxNode): number | undefined {
  const text = nodeText(field, node);
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
