const lambdaTypes = '^node_modules/@types/aws-lambda';
const sdk = '^node_modules/(?:@aws-sdk/|aws4fetch|@types/aws-lambda)';

/** The rules of docs/architecture.md, "Layout". */
module.exports = {
  forbidden: [
    {
      name: 'domain-stands-on-nothing',
      comment:
        'The domain decides; it knows no HTTP, no AWS and no entry point. What it needs from outside are its ports.',
      severity: 'error',
      from: { path: '^functions/domain/' },
      to: { path: ['^functions/(?!domain/)', sdk] },
    },
    {
      name: 'api-stands-on-the-domain',
      severity: 'error',
      from: { path: '^functions/api/' },
      to: { path: ['^functions/(?!api/|domain/)', sdk], pathNot: ['^functions/routes\\.ts$', lambdaTypes] },
    },
    {
      name: 'adapters-stand-on-the-domain',
      severity: 'error',
      from: { path: '^functions/aws/' },
      to: { path: '^functions/(?!aws/|domain/)', pathNot: '^functions/environment\\.ts$' },
    },
    {
      name: 'no-folder-cycles',
      comment: 'What two folders of the domain need of each other belongs below both, see docs/architecture.md.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^functions/(?:domain|api)/[^/]+$' },
      to: { circular: true },
    },
    {
      name: 'infrastructure-shares-constants-only',
      severity: 'error',
      from: { path: '^(lib|bin)/' },
      to: { path: '^functions/', pathNot: '^functions/(environment|routes)\\.ts$' },
    },
    {
      name: 'pages-and-server-share-the-contract',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(functions|lib|local)/' },
    },
    {
      name: 'contract-stands-on-nothing',
      severity: 'error',
      from: { path: '^contract/' },
      to: { pathNot: '^contract/' },
    },
    {
      name: 'nothing-deployed-imports-the-local-runner',
      severity: 'error',
      from: { path: '^(functions|lib|bin|web)/' },
      to: { path: '^local/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '(\\.d\\.ts|\\.test\\.ts|\\.cjs|eslint\\.config\\.js)$' },
      to: {},
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|cdk\\.out|\\.local|\\.cache)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
