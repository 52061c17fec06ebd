import type { BuildEnvironmentOptions, ViteBuilder } from 'vite'
import { defineConfig } from 'vitest/config'

const shared: BuildEnvironmentOptions = {
  outDir: 'dist/widget',
  emptyOutDir: false,
  target: 'es2022',
  cssTarget: false, // as written: browsers too old for it have no constructed style sheets either
  modulePreload: false,
  copyPublicDir: false,
}

/** One file for a plain script tag. */
const script = (entry: string, name: string) => ({
  consumer: 'client' as const,
  build: {
    ...shared,
    lib: { entry, formats: ['iife' as const], name: 'sayso', fileName: () => `${name}.js` },
  },
})

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  environments: {
    // An ES module, which loads the parts that few surveys need when they are needed. The manifest tells
    // the collector the names of the files.
    renderer: {
      consumer: 'client',
      build: {
        ...shared,
        emptyOutDir: true,
        manifest: 'manifest.json',
        // Only as a library is its import() left alone instead of wrapped in Vite's preloader.
        lib: { entry: { renderer: 'widget/survey/presenter.ts' }, formats: ['es'] },
        rolldownOptions: {
          // The parts take what they share with the renderer from it, not from a file of its own.
          preserveEntrySignatures: 'allow-extension',
          output: {
            entryFileNames: '[name]-[hash].js',
            chunkFileNames: '[name]-[hash].js',
            minify: true,
            comments: false,
          },
        },
      },
    },
    loader: script('widget/embed.ts', 'sayso'),
    delighted: script('widget/delighted.ts', 'delighted'),
    // The console's files, their names hashed so that browsers may keep them.
    console: {
      consumer: 'client',
      build: {
        ...shared,
        outDir: 'dist/assets',
        emptyOutDir: true,
        manifest: 'manifest.json',
        assetsDir: '',
        rolldownOptions: {
          input: [
            'server/pages/console/console.css',
            'server/pages/islands/answers.ts',
            'server/pages/islands/editor.ts',
            'server/pages/islands/install.ts',
            'server/pages/islands/menus.ts',
            'server/pages/islands/print.ts',
            'server/pages/islands/show-preview.ts',
          ],
          output: { entryFileNames: '[name]-[hash].js' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder: ViteBuilder) {
      for (const name of ['renderer', 'loader', 'delighted', 'console'])
        await builder.build(builder.environments[name]!)
    },
  },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // On two cores vitest would use one; most tests wait more than they work.
    maxWorkers: '100%',
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What is waited for comes; how soon is no promise of a test on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    // Where so many fail they have one cause, and each would wait for its whole time.
    bail: 12,
    watch: false,
  },
})
