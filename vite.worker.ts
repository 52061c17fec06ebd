import type { Plugin } from 'vite'
import { defineConfig } from 'vite'

/**
 * Leaves out zod's maker of JSON Schema, which every schema holds on to: the build makes the document of
 * the HTTP API, and the Worker none. Were it asked after all, the tests on workerd would fail.
 */
const leaveOutJsonSchema: Plugin = {
  name: 'sayso:leave-out-json-schema',
  transform(code, id) {
    if (!/\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/.test(id)) return null
    const names = [...code.matchAll(/^export (?:const|function|\{ \w+ as) (\w+)/gm)].map(([, name]) => name)
    return {
      code: `const leftOut = () => { throw new Error('JSON Schema is left out of the Worker') }
        export { ${names.map((name) => `leftOut as ${name}`)} }`,
      map: null,
    }
  },
}

/** The Worker: `worker.js` and what it is begun with, and files that are loaded when they are first needed. */
export default defineConfig({
  plugins: [leaveOutJsonSchema],
  environments: {
    worker: {
      consumer: 'server',
      resolve: { noExternal: true, conditions: ['workerd', 'worker', 'module', 'import', 'production'] },
      build: {
        outDir: 'build',
        target: 'es2024',
        sourcemap: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: 'server/worker.ts',
          // The runtime takes whatever the Worker exports for something that answers requests.
          preserveEntrySignatures: 'strict',
          // No file here does anything by being loaded, so what is used of one does not bring the rest.
          treeshake: { moduleSideEffects: false },
          output: {
            entryFileNames: '[name].js',
            chunkFileNames: '[name].js',
            minify: true,
            codeSplitting: { groups: [{ name: 'collecting', tags: ['$initial'] }] },
          },
        },
      },
    },
  },
  builder: { buildApp: async (builder) => void (await builder.build(builder.environments.worker!)) },
})
