import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'cdk.out', '.local', '.cache', '.emulator', '**/*.cjs', 'eslint.config.js'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // There are no enums here, and the compiler forbids them; the looking alone takes a seventh of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
    },
  },
  {
    // Preact draws all pages: no renderer or hooks of our own, and nothing in Preact's place.
    files: ['web/**/*.ts', 'web/**/*.tsx', 'scripts/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          'FunctionDeclaration[id.name=/^(jsxs?|jsxDEV|h|createElement|use(State|Effect|LayoutEffect|Memo|Ref|Context))$/]',
          'VariableDeclarator[id.name=/^(jsxs?|jsxDEV|h|createElement|use(State|Effect|LayoutEffect|Memo|Ref|Context))$/]',
          'Property[key.name="alias"]',
          'Property[key.name="jsxImportSource"][value.value!="preact"]',
        ].map((selector) => ({ selector, message: 'Preact draws the pages.' })),
      ],
    },
  },
  {
    // What a terminal reads is printed with process.stdout.write; tests may state facts the types cannot know.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
);
