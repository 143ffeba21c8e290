// The addresses of messages: `mail://<account>/<validity>/<folder>/<uid>.eml`, as paths in both directions.

import type { MessageId } from '../mail/mailStore.ts';

export const mailScheme = 'mail';

/** The path of a message's address, not yet percent-encoded. */
export function mailPath({ folder, validity, uid }: MessageId): string {
  return `/${[validity, ...folder.split('/'), uid].map(segmentOf).join('/')}${EXTENSION}`;
}

/** The message that a path names; undefined where it is no path of ours. */
export function messageIdOf(path: string): MessageId | undefined {
  if (!path.startsWith('/') || !path.endsWith(EXTENSION)) return undefined;
  const segments = path.slice(1, -EXTENSION.length).split('/').map(nameOf);
  const [validity, ...rest] = segments;
  const uid = rest.pop();
  const folder = rest.join('/');
  if (validity === undefined || uid === undefined || rest.length === 0) return undefined;
  const id = { folder, validity, uid };
  // One message has one address: what another way of writing would name is not opened.
  return mailPath(id) === path ? id : undefined;
}

/**
 * A name as one segment. What a path would swallow or an editor would take apart is escaped: empty segments, `.` and
 * `..`, slashes, backslashes, control characters.
 */
function segmentOf(name: string): string {
  if (name === '') return EMPTY;
  if (/^\.{1,2}$/.test(name)) return name.replaceAll('.', '%2E');
  return name.replace(/[%/\\\u0000-\u001f\u007f]/g, (one) => {
    const code = one.charCodeAt(0).toString(16).toUpperCase();
    return `%${code.padStart(2, '0')}`;
  });
}

function nameOf(segment: string): string {
  if (segment === EMPTY) return '';
  return segment.replace(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

const EMPTY = '%';
const EXTENSION = '.eml';
