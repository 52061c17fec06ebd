import { readdirSync } from 'node:fs'
import type { Plugin, ViteBuilder } from 'vite'
import { defineConfig } from 'vitest/config'

/** The literal in the loader that the collector replaces, quotes included, by a survey's definition. */
const surveyPlaceholder = '"@@SAYSO_SURVEY@@"'

const outDir = 'dist/widget'

/** Fills the loader's two blanks after minifying, which would otherwise compute with their values. */
const fillLoader: Plugin = {
  name: 'sayso:fill-loader',
  applyToEnvironment: (environment) => environment.name === 'loader',
  generateBundle(_, bundle) {
    const renderer = readdirSync(outDir).find((name) => name.startsWith('renderer-'))
    if (!renderer) throw new Error('the renderer must be built before the loader, which holds its name')
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      chunk.code = chunk.code
        .replace('__SURVEY__', surveyPlaceholder)
        .replace('__RENDERER__', JSON.stringify(renderer))
    }
  },
}

const shared = {
  outDir,
  emptyOutDir: false,
  target: 'es2022',
  cssTarget: false, // as written: browsers too old for it have no constructed style sheets either
  modulePreload: false,
  copyPublicDir: false,
} as const

export default defineConfig({
  plugins: [fillLoader],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  environments: {
    renderer: {
      consumer: 'client',
      build: {
        ...shared,
        emptyOutDir: true,
        rolldownOptions: {
          input: 'widget/renderer.tsx',
          preserveEntrySignatures: 'strict',
          output: { format: 'es', entryFileNames: 'renderer-[hash].js', minify: true },
        },
      },
    },
    loader: {
      consumer: 'client',
      build: {
        ...shared,
        // Only as a library is its import() left alone instead of wrapped in vite's preloader.
        lib: { entry: 'widget/embed.ts', formats: ['iife'], name: 'sayso', fileName: () => 'sayso.js' },
      },
    },
  },
  builder: {
    async buildApp(builder: ViteBuilder) {
      await builder.build(builder.environments.renderer!)
      await builder.build(builder.environments.loader!)
    },
  },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    watch: false,
  },
})
