// Denies every service start while Debian packages are installed, and puts back what was there.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Runs one command with the rights of root and waits for its end; throws when it fails. */
export type RunAsRoot = (command: readonly string[]) => void;

const POLICY_FILE = '/usr/sbin/policy-rc.d';

/** Tells our own policy from somebody's. */
const MARK = 'mail-workbench: no service starts while packages are installed';

/** invoke-rc.d takes status 101 as "action forbidden by policy" and starts nothing. */
const POLICY = `#!/bin/sh\n# ${MARK}\nexit 101\n`;

/**
 * Runs `action` (synchronously) while maintainer scripts may start no service.
 *
 * The policy that was there before is put aside and put back, also when `action` throws or this
 * process is asked to stop. What a killed earlier run left behind is repaired first.
 *
 * @throws what `action` throws, or an error of `asRoot`
 */
export function withServiceStartsDenied<T>(asRoot: RunAsRoot, action: () => T, policyFile = POLICY_FILE): T {
  const aside = `${policyFile}.before-mail-workbench`;
  // With a handler the signal waits until the synchronous work, and so the clean-up, is over.
  const later = (): void => process.exit(1);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, later);
  try {
    restore(asRoot, policyFile, aside);
    if (existsSync(policyFile)) asRoot(['mv', policyFile, aside]);
    try {
      writePolicy(asRoot, policyFile);
      return action();
    } finally {
      restore(asRoot, policyFile, aside);
    }
  } finally {
    for (const signal of signals) process.removeListener(signal, later);
  }
}

function restore(asRoot: RunAsRoot, policyFile: string, aside: string): void {
  if (existsSync(policyFile) && readFileSync(policyFile, 'utf8').includes(MARK)) {
    asRoot(['rm', '-f', policyFile]);
  }
  if (existsSync(aside)) asRoot(['mv', aside, policyFile]);
}

function writePolicy(asRoot: RunAsRoot, policyFile: string): void {
  // Written as the user and installed as root: the text never passes through a root shell.
  const draft = path.join(os.tmpdir(), `policy-${randomUUID()}`);
  try {
    writeFileSync(draft, POLICY, { mode: 0o600, flag: 'wx' });
    asRoot(['install', '-m', '755', draft, policyFile]);
  } finally {
    rmSync(draft, { force: true });
  }
}
