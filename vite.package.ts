import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const entry = (path: string) =>
  fileURLToPath(new URL(`widget/${path}${path.includes('.') ? '' : '.ts'}`, import.meta.url))

/** The package for applications that bundle: `npm run package`. Frameworks are the application's own. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist/package',
    target: 'es2022',
    cssTarget: false,
    sourcemap: true,
    lib: {
      entry: {
        index: entry('index'),
        element: entry('element'),
        preview: entry('survey/preview'),
        react: entry('wrappers/react'),
        'react-native': entry('wrappers/react-native.tsx'),
        vue: entry('wrappers/vue'),
        svelte: entry('wrappers/svelte'),
      },
      formats: ['es'],
    },
    // Of React's entry 'use client' is kept, as it is a chunk of its own.
    rolldownOptions: { external: ['react', 'vue'], checks: { moduleLevelDirective: false } },
  },
})
