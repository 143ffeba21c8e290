// The stdio host: any LSP editor talks to it over stdin and stdout.
export {};
