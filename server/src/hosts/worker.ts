// The worker host: VS Code for the web talks to it by messages.
export {};
