// Lets a unit test load what imports `vscode`: by `await import(...)`, after this.

import * as nodeModule from 'node:module';

interface Resolved {
  readonly url: string;
  readonly shortCircuit?: boolean;
}
type Next = (specifier: string) => Resolved;
type Resolve = (specifier: string, context: unknown, next: Next) => Resolved;

// The types are those of the oldest Node that VS Code has, which does not know this.
const { registerHooks } = nodeModule as unknown as {
  readonly registerHooks: (hooks: { readonly resolve: Resolve }) => void;
};
const editor = new URL('./fakeEditor.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, _, next) =>
    specifier === 'vscode' ? { url: editor, shortCircuit: true } : next(specifier),
});
