/** The rules of docs/architecture.md, "Layout". */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'The domain decides; it knows no SDK and no adapter.',
      severity: 'error',
      from: { path: '^functions/(conversation|notification|email|triggers|settings)/' },
      to: { path: '^(functions/aws/|node_modules/@aws-sdk/|node_modules/aws4fetch)' },
    },
    {
      name: 'only-adapters-and-entry-points-know-aws',
      severity: 'error',
      from: { path: '^functions/[^/]+/', pathNot: '^functions/aws/' },
      to: { path: '^(functions/aws/|node_modules/@aws-sdk/|node_modules/aws4fetch)' },
    },
    {
      name: 'infrastructure-shares-constants-only',
      severity: 'error',
      from: { path: '^(lib|bin)/' },
      to: { path: '^functions/', pathNot: '^functions/(environment|routes)\\.ts$' },
    },
    {
      name: 'pages-share-types-only',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(functions|lib|local)/', dependencyTypesNot: ['type-only'] },
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
