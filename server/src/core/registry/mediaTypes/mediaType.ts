// The row types of the media type registry.
import type { Reference } from '../reference.ts';

/** One media type. */
export interface MediaType {
  /** `type/subtype` in lower case; types are compared without regard to case. */
  readonly name: string;
  readonly summary: string;
  /** Usual file name extensions in lower case, without the dot, the most usual first. */
  readonly extensions: readonly string[];
  /** Names of parameters without which the type cannot be read. */
  readonly required?: readonly string[];
  /** Names of further parameters that the type defines. */
  readonly optional?: readonly string[];
  readonly reference: Reference;
}

/** A top-level type. */
export interface TopLevelType {
  readonly name: string;
  /** `discrete`: one body; `composite`: parts or a message inside. */
  readonly kind: 'discrete' | 'composite';
  readonly summary: string;
  readonly reference: Reference;
}

/** A parameter of Content-Type. */
export interface MediaTypeParameter {
  /** In lower case; parameter names are compared without regard to case. */
  readonly name: string;
  /** The values it can have where the set is closed, in lower case. */
  readonly values?: readonly string[];
  readonly summary: string;
  readonly reference: Reference;
}
