// `.mailworkbench.json` for the language server and the command line: read, checked, laid over each other.

export {
  CONFIG_FILE_NAME,
  ConfigFiles,
  configSource,
  decodedPath,
  layersFor,
  parentFolder,
} from './configFiles.ts';
export type { ConfigSource, FileConfig } from './configFiles.ts';
export { rulePage } from './rulePage.ts';
export { suggestion } from './suggest.ts';
export { suppressRule, suppressingConfig } from './suppress.ts';
export type { Suppression } from './suppress.ts';
