/** Jest runs CommonJS; esbuild turns our TypeScript and the ESM-only packages into it. Types are checked by tsc apart. */
const { transformSync } = require('esbuild');

module.exports = {
  process(source, filename) {
    const loader = /\.tsx$/.test(filename) ? 'tsx' : /\.ts$/.test(filename) ? 'ts' : 'js';
    const { code, map } = transformSync(source, {
      loader,
      format: 'cjs',
      target: 'node20',
      // Jest's own modules cannot be imported dynamically: what is loaded late in Lambda is required late here.
      supported: { 'dynamic-import': false },
      sourcemap: 'both',
      sourcefile: filename,
      jsx: 'automatic',
      jsxImportSource: 'preact',
      define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    });
    return { code, map };
  },
};
