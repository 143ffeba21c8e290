// The command line: mail-workbench lint | tree.
export {};
