// References to the documents that define what the registry states.

/**
 * Where a fact is written down: a section of an RFC, or a page for what no RFC defines.
 * At least one of `rfc` and `url` is present.
 */
export interface Reference {
  readonly rfc?: number;
  /** Section number (`3.6.1`) or appendix (`A.1.2`) of that RFC, without a final full stop. */
  readonly section?: string;
  /** Name of the document, where `url` alone would say too little. */
  readonly title?: string;
  readonly url?: string;
}

/** A reference to an RFC, or to the section of it that defines the fact. */
export function rfc(number: number, section?: string): Reference {
  return section === undefined ? { rfc: number } : { rfc: number, section };
}

/** A reference to a page outside the RFC series, with the name a reader sees. */
export function page(title: string, url: string): Reference {
  return { title, url };
}

const APPENDIX = /^[A-Z]/;

/** The address a reader can open, or `undefined` for a reference that names only a title. */
export function referenceUrl(reference: Reference): string | undefined {
  if (reference.rfc === undefined) {
    return reference.url;
  }
  const document = `https://www.rfc-editor.org/rfc/rfc${reference.rfc}`;
  if (reference.section === undefined) {
    return document;
  }
  const anchor = APPENDIX.test(reference.section) ? 'appendix' : 'section';
  return `${document}#${anchor}-${reference.section}`;
}

/** The reference as a reader names it: `RFC 5322, 3.6.1`, `RFC 5322, appendix A.1` or the page's title. */
export function referenceLabel(reference: Reference): string {
  if (reference.rfc === undefined) {
    return reference.title ?? reference.url ?? '';
  }
  if (reference.section === undefined) {
    return `RFC ${reference.rfc}`;
  }
  const place = APPENDIX.test(reference.section) ? `appendix ${reference.section}` : reference.section;
  return `RFC ${reference.rfc}, ${place}`;
}
