// `.mailworkbench.json` for the language server and the command line: read, checked, laid over each other.

export { CONFIG_FILE_NAME, ConfigFiles, configSource, layersFor, parentFolder } from './configFiles.ts';
export type { ConfigPorts, ConfigSource, FileConfig } from './configFiles.ts';
export { parseConfig } from './parseConfig.ts';
export type { ConfigOverride, ConfigProblem, ParsedConfig } from './parseConfig.ts';
export { rulePage } from './rulePage.ts';
export { suggestion } from './suggest.ts';
