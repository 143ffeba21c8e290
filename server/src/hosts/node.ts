// The Node host: VS Code desktop talks to it over IPC.
export {};
