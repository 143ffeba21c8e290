// Tests of the decision whether a machine may be changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { reasonToInstall } from './ourMachine.ts';
import type { MachineSigns } from './ourMachine.ts';

function signs(env: Record<string, string>, files: Record<string, string> = {}): MachineSigns {
  return { env, exists: (file) => file in files, read: (file) => files[file] ?? '' };
}

test('a CI runner is ours', () => {
  assert.equal(reasonToInstall(signs({ CI: 'true' })), 'CI is set');
  assert.equal(reasonToInstall(signs({ CI: '1' })), 'CI is set');
});

test('a container is ours, however it shows', () => {
  const containers = [
    signs({}, { '/.dockerenv': '' }),
    signs({}, { '/run/.containerenv': '' }),
    signs({ container: 'podman' }),
    signs({ KUBERNETES_SERVICE_HOST: '10.0.0.1' }),
    signs({}, { '/proc/1/cgroup': '0::/kubepods/besteffort/pod1/2\n' }),
    signs({}, { '/proc/1/cgroup': '1:name=systemd:/docker/0123abcd\n' }),
  ];
  for (const machine of containers) assert.notEqual(reasonToInstall(machine), undefined);
});

test("a computer with neither is somebody's own", () => {
  assert.equal(reasonToInstall(signs({})), undefined);
  assert.equal(reasonToInstall(signs({ CI: 'false' })), undefined);
  assert.equal(reasonToInstall(signs({ CI: '' }, { '/proc/1/cgroup': '0::/init.scope\n' })), undefined);
  assert.equal(
    reasonToInstall(signs({}, { '/proc/1/cgroup': '0::/system.slice/dockerless.service\n' })),
    undefined,
  );
});
