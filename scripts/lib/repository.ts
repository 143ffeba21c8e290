// Where things lie in a clone: the folders that the scripts and the end-to-end tests share.
import path from 'node:path';

/** Absolute path of the clone's root. */
export const repositoryRoot = path.resolve(import.meta.dirname, '..', '..');

/** Folder for what the scripts download or produce; ignored by git, may be deleted at any time. */
export const cacheFolder = path.join(repositoryRoot, '.cache');

/** The teaching and demo material, which `npm start` opens. */
export const samplesFolder = path.join(repositoryRoot, 'samples');
