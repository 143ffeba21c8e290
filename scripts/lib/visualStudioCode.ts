// Finds a desktop VS Code on this machine and opens the extension in it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { findProgram } from './processes.ts';
import type { Environment } from './processes.ts';

/** Launchers by preference, and the program that each starts on Windows. */
const EDITIONS: readonly { readonly launcher: string; readonly windowsProgram: string }[] = [
  { launcher: 'code', windowsProgram: 'Code.exe' },
  { launcher: 'code-insiders', windowsProgram: 'Code - Insiders.exe' },
  { launcher: 'codium', windowsProgram: 'VSCodium.exe' },
];

/** Absolute path of a program that opens a desktop VS Code here, or `undefined`. */
export function findVisualStudioCode(
  env: Environment = process.env,
  platform: string = process.platform,
): string | undefined {
  if (platform === 'linux' && !hasScreen(env)) return undefined;
  for (const { launcher, windowsProgram } of EDITIONS) {
    const found = findProgram([launcher], env);
    // Inside a remote window `code` talks to that window and knows no development extensions.
    if (found === undefined || found.includes('remote-cli')) continue;
    if (!found.toLowerCase().endsWith('.cmd')) return found;
    // A .cmd file needs a shell; the program itself, one folder up, does not.
    const program = path.join(path.dirname(found), '..', windowsProgram);
    if (existsSync(program)) return path.resolve(program);
  }
  return undefined;
}

/** The arguments that load an unpacked extension and open a folder. */
export function developmentArguments(extension: string, folder: string): readonly string[] {
  return [`--extensionDevelopmentPath=${extension}`, folder];
}

/** Opens a window of its own and returns at once. Rejects when the program cannot be started. */
export function openVisualStudioCode(program: string, extension: string, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, developmentArguments(extension, folder), {
      detached: true,
      stdio: 'ignore',
    });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}

function hasScreen(env: Environment): boolean {
  return ['DISPLAY', 'WAYLAND_DISPLAY', 'WSL_DISTRO_NAME'].some((name) => (env[name] ?? '') !== '');
}
