// Which way code may depend: each sentence of that paragraph in docs/architecture.md is a rule here or in eslint.config.mjs.

const core = '^server/src/core/';
const test = '[.]test[.]ts$|/testing/';

/** The rooms of the core, lowest first: what each may use besides itself. */
const rooms = {
  registry: [],
  text: [],
  syntax: ['text'],
  message: ['text', 'syntax', 'registry'],
  transcript: ['text', 'syntax', 'registry', 'message'],
  rules: ['text', 'syntax', 'registry', 'message', 'transcript'],
  features: ['text', 'syntax', 'registry', 'message', 'transcript', 'rules'],
};
const names = Object.keys(rooms);

/** Node's modules that open sockets, and the packages that do it for others. */
const sockets =
  '^(node:)?(net|tls|http|https|http2|dns|dgram|dns/promises)$|node_modules/(undici|ws|node-fetch|axios|got)/';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    rule('no-cycles', 'Data flows one way.', {}, { circular: true }),
    rule(
      'resolvable',
      'Every import must exist.',
      { path: '^(server|client|scripts|test)/' },
      { couldNotResolve: true, pathNot: '^vscode$' },
    ),

    // text <- syntax <- {message, transcript} <- rules <- features <- core/index; registry depends on nothing.
    ...names.map((name) =>
      rule(
        `core-${name}`,
        rooms[name].length === 0
          ? `${name} depends on nothing.`
          : `${name} may use ${rooms[name].join(', ')} and itself.`,
        { path: `${core}${name}/`, pathNot: test },
        { pathNot: `${core}(${[name, ...rooms[name]].join('|')})/` },
      ),
    ),
    rule(
      'core-rooms',
      `A new folder of the core needs a place in the order: ${names.join(', ')}.`,
      { path: `${core}[^/]+/`, pathNot: `${core}(${names.join('|')}|testing)/` },
      {},
    ),
    rule(
      'core-pure',
      'The core imports only the core: no Node, no editor, no package.',
      { path: core, pathNot: test },
      { pathNot: core },
    ),
    rule(
      'core-tests',
      "The core's tests may add Node, fast-check, mailparser and the example data, but no upper layer.",
      { path: core },
      { path: '^(server/src/(lsp|hosts|cli|config)|client)/' },
    ),

    // core/index <- {lsp, cli} <- hosts
    rule(
      'door',
      'Outside the core, only core/index.ts is known.',
      { path: '^server/src/(lsp|cli|config|hosts)/|^client/', pathNot: test },
      { path: core, pathNot: `${core}index[.]ts$` },
    ),
    rule(
      'config-below-lsp-and-cli',
      'config may use the core only; lsp and cli use it.',
      { path: '^server/src/config/', pathNot: test },
      { path: '^server/src/(lsp|hosts|cli)/' },
    ),
    rule(
      'lsp-below-hosts',
      'lsp may use the core and config only; the hosts and the command line use it.',
      { path: '^server/src/lsp/', pathNot: test },
      { path: '^server/src/(hosts|cli)/' },
    ),
    rule(
      'cli-below-hosts',
      'cli may use the core and config only.',
      { path: '^server/src/cli/', pathNot: test },
      { path: '^server/src/(hosts|lsp)/' },
    ),
    rule(
      'lsp-in-any-host',
      'lsp and config run in a browser too: what only Node has comes from the host.',
      { path: '^server/src/(lsp|config)/', pathNot: test },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'nothing-imports-hosts',
      'A host is an entry point.',
      { pathNot: '^server/src/hosts/' },
      { path: '^server/src/hosts/' },
    ),
    rule(
      'server-without-vscode',
      'The server runs in any editor.',
      { path: '^server/' },
      { path: '^(vscode$|client/|node_modules/@types/vscode/|node_modules/vscode-languageclient/)' },
    ),

    rule(
      'client-server',
      'The client imports the types of our requests and the door of the core, never a parser file.',
      { path: '^client/' },
      {
        path: '^(server|node_modules/mail-language-server)/',
        pathNot: '^server/src/(lsp/protocol|core/index)[.]ts$',
      },
    ),
    rule(
      'sockets',
      'Only client/src/net opens sockets.',
      { path: '^(client|server)/', pathNot: `^client/src/net/|${test}` },
      { path: sockets },
    ),
    // net <- mail <- accounts <- mailbox <- commands; net and mail share the words of accounts, faults and ports.
    rule(
      'net-lowest',
      'client/src/net knows of the rest what an account and a fault are, and who cancels.',
      { path: '^client/src/net/', pathNot: test },
      { path: '^client/src/', pathNot: '^client/src/(net/|mail/(account|faults|mailStore)[.]ts$)' },
    ),
    rule(
      'mail-above-net',
      'client/src/mail gets connections and files by ports: of net it knows the port alone.',
      { path: '^client/src/mail/', pathNot: test },
      { path: '^client/src/', pathNot: '^client/src/(mail/|net/connector[.]ts$)' },
    ),
    rule(
      'accounts-above-mail',
      'client/src/accounts may use net and mail, and the files of the editor to open the demo account.',
      { path: '^client/src/accounts/', pathNot: test },
      {
        path: '^client/src/(mailbox|commands|sessions|bytes|preview)/',
        pathNot: '^client/src/mailbox/workspaceFiles[.]ts$',
      },
    ),
    rule(
      'mailbox-above-accounts',
      'client/src/mailbox shows; what is done with mail is a command, which uses it.',
      { path: '^client/src/mailbox/', pathNot: test },
      { path: '^client/src/(commands|net)/' },
    ),
    rule(
      'inspect-alone',
      'client/src/inspect reads octets and gives data: of the client it knows the port to the DNS, and who cancels.',
      { path: '^client/src/inspect/', pathNot: test },
      { path: '^client/src/', pathNot: '^client/src/(inspect/|net/lookup[.]ts$|mail/mailStore[.]ts$)' },
    ),
    rule(
      'inspect-without-vscode',
      'client/src/inspect runs without VS Code.',
      { path: '^client/src/inspect(/|[.]node[.]ts$)' },
      { path: '^vscode$|node_modules/@types/vscode/|node_modules/vscode-languageclient/' },
    ),
    rule(
      'inspect-packages',
      'Signatures and certificates are read in client/src/inspect.',
      { path: '^(client|server)/src/', pathNot: `^client/src/inspect/|${test}` },
      { path: 'node_modules/(mailauth|asn1js)/' },
    ),
    rule(
      'mailparser',
      'mailparser is known to the folder that wraps it; the rest reads text by its port.',
      { path: '^(client|server)/src/', pathNot: `^client/src/inspect/reading/|${test}` },
      { path: '^mailparser$|node_modules/mailparser/' },
    ),
    rule(
      'commands-highest',
      'A command is a door for the user: nothing but the activation uses it.',
      {
        path: '^client/src/',
        pathNot: `^client/src/(commands/|activate[.]ts$)|${test}`,
      },
      { path: '^client/src/commands/mailbox/' },
    ),
    // preview stands beside mailbox and commands; its web view is a browser of its own.
    rule(
      'preview-beside',
      'The preview is used by the activation alone.',
      { path: '^client/src/', pathNot: `^client/src/(preview/|activate[.]ts$|extension[.])|${test}` },
      { path: '^client/src/preview/' },
    ),
    rule(
      'preview-below',
      'client/src/preview may use mail and what shows files, no commands and no sockets.',
      { path: '^client/src/preview/', pathNot: test },
      { path: '^client/src/(commands|net|sessions|accounts)/' },
    ),
    rule(
      'preview-web-view',
      'The web view runs the pure content of a preview and the sanitiser: of the rest it knows types, never VS Code or Node.',
      { path: '^client/src/preview/webview/' },
      {
        path: '.',
        pathNot: '^client/src/preview/((webview|content)/|messages[.]ts$)|^node_modules/dompurify/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'preview-content',
      'client/src/preview/content is pure: it runs in the host and in the web view.',
      { path: '^client/src/preview/content/', pathNot: test },
      { pathNot: '^client/src/preview/content/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'sanitiser',
      'HTML is made harmless in one place.',
      { path: '^(client|server)/src/', pathNot: '^client/src/preview/webview/sanitise[.]ts$' },
      { path: 'node_modules/dompurify/' },
    ),
    rule(
      'mail-packages',
      'imapflow and nodemailer get their sockets from a port, so only mail and net know them.',
      { path: '^(client|server)/src/', pathNot: `^client/src/(mail|net)/|${test}` },
      { path: 'node_modules/(imapflow|nodemailer|socks)/' },
    ),
    rule(
      'account-packages',
      'What is read of issuers and of autoconfig is read in client/src/accounts; reports are XML too.',
      { path: '^(client|server)/src/', pathNot: `^client/src/(accounts|inspect/reports)/|${test}` },
      { path: 'node_modules/(oauth4webapi|fast-xml-parser)/' },
    ),
    rule(
      'mail-without-vscode',
      'client/src/mail runs without VS Code.',
      { path: '^client/src/mail/' },
      { path: '^vscode$|node_modules/@types/vscode/|node_modules/vscode-languageclient/' },
    ),
    rule(
      'product-without-tools',
      'What ships imports no script, no test and no sample.',
      { path: '^(client|server)/src/', pathNot: test },
      { path: `^(scripts|test|samples)/|${test}` },
    ),
    rule(
      'declared',
      'What ships imports only packages that a package.json names.',
      { path: '^(client|server)/src/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules|(^|/)dist/' },
    // Types count: a layer that knows a higher layer's types depends on it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'browser', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
