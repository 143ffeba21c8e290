// Whether this machine is ours to change: a CI runner or a container, never somebody's own computer.
import { existsSync, readFileSync } from 'node:fs';

/** What the decision rests on; tests replace it. */
export interface MachineSigns {
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(file: string): boolean;
  /** The file's text, or an empty string where it cannot be read. */
  read(file: string): string;
}

const realSigns: MachineSigns = {
  env: process.env,
  exists: existsSync,
  read(file) {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  },
};

const CONTAINER_FILES = ['/.dockerenv', '/run/.containerenv'];
const CONTAINER_GROUPS = /\b(?:docker|containerd|kubepods|libpod|lxc)\b/;

/** Why this machine may be changed ("CI is set"), or `undefined` where it belongs to somebody. */
export function reasonToInstall(signs: MachineSigns = realSigns): string | undefined {
  const ci = (signs.env['CI'] ?? '').toLowerCase();
  if (ci !== '' && ci !== 'false' && ci !== '0') return 'CI is set';
  const file = CONTAINER_FILES.find((name) => signs.exists(name));
  if (file !== undefined) return `${file} marks a container`;
  // systemd-nspawn, podman and lxc name themselves to the first process.
  if ((signs.env['container'] ?? '') !== '') return 'the variable "container" is set';
  if ((signs.env['KUBERNETES_SERVICE_HOST'] ?? '') !== '') return 'this runs in Kubernetes';
  if (CONTAINER_GROUPS.test(signs.read('/proc/1/cgroup'))) return '/proc/1/cgroup names a container';
  return undefined;
}
