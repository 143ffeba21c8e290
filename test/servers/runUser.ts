// Whom the mail servers run as: this user, or `nobody` where this user is root.

import { readFileSync } from 'node:fs';

import type { RunUser } from './layout.ts';

export function findRunUser(): RunUser {
  const uid = process.getuid?.();
  if (uid === undefined) throw new Error('the mail servers of the tests need a Unix system');
  const own = rows('/etc/passwd').find(([name, , id]) =>
    uid === 0 ? name === 'nobody' : id === String(uid),
  );
  if (!own) throw new Error('this user has no entry in /etc/passwd, and Dovecot needs its name');
  const [name = '', , id = '', gid = ''] = own;
  const [group = ''] = rows('/etc/group').find(([, , each]) => each === gid) ?? [];
  return { name, group, uid: Number(id), gid: Number(gid) };
}

function rows(file: string): readonly string[][] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
}
