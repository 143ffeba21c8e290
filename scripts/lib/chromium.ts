// Finds the Chromium (or Chrome) of this machine.
import { findProgram } from './processes.ts';
import type { Environment } from './processes.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where browsers lie that are not on the PATH. */
const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Absolute path of a browser: what `CHROMIUM` names, else the first on the PATH, else in a usual place. */
export function findChromium(env: Environment = process.env): string | undefined {
  const named = env['CHROMIUM'];
  if (named !== undefined && named !== '') return findProgram([named], env);
  return findProgram(NAMES, env) ?? findProgram(USUAL_PLACES, env);
}
