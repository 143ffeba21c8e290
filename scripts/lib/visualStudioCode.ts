// Finds a desktop VS Code on this machine and opens the extension in it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { findProgram } from './processes.ts';
import type { Environment } from './processes.ts';
import { cacheFolder } from './repository.ts';

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

/** The arguments that load an unpacked extension and open a folder, with user data of its own. */
export function developmentArguments(extension: string, folder: string, userData: string): readonly string[] {
  return [`--extensionDevelopmentPath=${extension}`, `--user-data-dir=${userData}`, folder];
}

/**
 * Makes a folder for the user's data apart from the user's own, where these settings stand; others in it stay.
 * @returns its absolute path.
 */
export async function prepareUserData(
  settings: Readonly<Record<string, unknown>>,
  folder = path.join(cacheFolder, 'visual-studio-code'),
): Promise<string> {
  const file = path.join(folder, 'User', 'settings.json');
  await mkdir(path.dirname(file), { recursive: true });
  const before = existsSync(file) ? await readFile(file, 'utf8') : JSON.stringify(FIRST_SETTINGS);
  const known = asObject(before);
  // What has comments is the user's own work: it is not written over.
  if (known) await writeFile(file, `${JSON.stringify({ ...known, ...settings }, null, 2)}\n`);
  return folder;
}

const FIRST_SETTINGS = { 'workbench.startupEditor': 'none', 'security.workspace.trust.enabled': false };

function asObject(text: string): object | undefined {
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

/** Opens a window of its own and returns at once. Rejects when the program cannot be started. */
export function openVisualStudioCode(
  program: string,
  extension: string,
  folder: string,
  userData: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, developmentArguments(extension, folder, userData), {
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
