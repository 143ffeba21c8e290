// The desktop entry of the extension.
export {};
