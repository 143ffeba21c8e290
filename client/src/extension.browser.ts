// The browser entry of the extension.
export {};
