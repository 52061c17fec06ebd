import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { minifySync, type Plugin, type ViteBuilder } from 'vite'
import { defineConfig } from 'vitest/config'
import { ownNames } from './widget/ownNames.ts'

/** The literal in the loader that the collector replaces, quotes included, by what there is of a survey. */
const filledPlaceholder = '"@@SAYSO_FILLED@@"'

const outDir = 'dist/widget'

/** Puts the literal into the loader after minifying, which would otherwise compute with its value. */
const fillLoader: Plugin = {
  name: 'sayso:fill-loader',
  applyToEnvironment: (environment) => environment.name === 'loader',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk') chunk.code = chunk.code.replace('__FILLED__', filledPlaceholder)
  },
}

/** Makes of a gate's file an expression, which the collector puts beside the survey that has the rule. */
const expressGate: Plugin = {
  name: 'sayso:express-gate',
  applyToEnvironment: (environment) => gates.includes(environment.name),
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk')
        chunk.code = chunk.code.replace(
          /^(.*?);?\s*export\s*\{\s*(\w+) as gate\s*\};?\s*$/s,
          '(()=>{$1;return $2})()',
        )
  },
}

/** Writes down which file each part of the renderer is in, for the collector to name them. */
function listParts(): void {
  const files = readdirSync(outDir).filter((name) => /-[\w-]{8}\.js$/.test(name))
  const parts = Object.fromEntries(files.map((name) => [name.replace(/-[\w-]{8}\.js$/, ''), name]))
  writeFileSync(`${outDir}/parts.json`, JSON.stringify(parts))
}

/** Takes out what tells other bundlers what they may leave out: nobody bundles these files. */
const stripNotes: Plugin = {
  name: 'sayso:strip-notes',
  generateBundle(_, bundle) {
    // A space after `return` and its like.
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk')
        chunk.code = chunk.code.replace(
          /(\w?)\/\* @(?:__PURE__|vite-ignore) \*\/\s*/g,
          (_, word) => word && `${word} `,
        )
  },
}

/** The shortest names there are, each for what stands at a place in a list. */
const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ']
const shortNames = [...letters, ...letters.map((letter) => `${letter}_`)]

/** The same short name in every script for what only they call so. */
const shortenNames: Plugin = {
  name: 'sayso:shorten-names',
  renderChunk(code, { fileName }) {
    const mangleProps = {
      include: new RegExp(`^(${ownNames.join('|')})$`),
      cache: Object.fromEntries(ownNames.map((name, at) => [name, shortNames[at]!])),
    }
    const asItIs = { compress: false, mangle: false, codegen: { removeWhitespace: false } }
    return { code: minifySync(fileName, code, { module: true, ...asItIs, mangleProps }).code, map: null }
  },
}

const sheets = readdirSync('widget').filter((name) => name.endsWith('.css'))
const ownVariables = new Set(
  sheets.flatMap((name) => readFileSync(`widget/${name}`, 'utf8').match(/--our-[\w-]+/g)),
)

/** And in every style sheet. */
const shortenVariables: Plugin = {
  name: 'sayso:shorten-variables',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('.css')) return null
    const short = (name: string) => `--${shortNames[[...ownVariables].indexOf(name)]}`
    return { code: code.replace(/--our-[\w-]+/g, short), map: null }
  },
}

const languages = readdirSync('shared/locales').filter((name) => name !== 'en.ts')

/** One hash of all that the build is made of, in every file's name: one each would be most of what imports them. */
const hash = ['widget', 'shared']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((name) => /\.\w+$/.test(name))
  .concat('vite.config.ts', 'package-lock.json')
  .sort()
  .reduce((hash, name) => hash.update(readFileSync(name)), createHash('sha256'))
  .digest('base64url')
  .slice(0, 8)

/** Points the renderer's import of a language at the file the build makes of it. */
const findWords: Plugin = {
  name: 'sayso:find-words',
  enforce: 'pre',
  applyToEnvironment: (environment) => environment.name === 'renderer',
  transform(code, id) {
    if (!id.endsWith('/widget/languages.ts')) return null
    const built = `/* @vite-ignore */ \`./words-\${wordsIn}-${hash}.js\``
    return { code: code.replace(/`\.\.\/shared\/locales\/.*`/, built), map: null }
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

/** What judges one rule each. */
const gates = readdirSync('widget/gates').map((name) => name.replace('.ts', ''))

/** One file that shares nothing with the others: it becomes a part of a script. */
const gate = (name: string) => ({
  consumer: 'client' as const,
  build: {
    ...shared,
    rolldownOptions: {
      input: `widget/gates/${name}.ts`,
      preserveEntrySignatures: 'strict' as const,
      output: { format: 'es' as const, entryFileNames: `gate.${name}.js`, minify: true },
    },
  },
})

/** One file for a plain script tag. */
const script = (part: string, name: string) => ({
  consumer: 'client' as const,
  build: {
    ...shared,
    lib: {
      entry: `widget/${part}.ts`,
      formats: ['iife' as const],
      name: 'sayso',
      fileName: () => `${name}.js`,
    },
  },
})

export default defineConfig({
  plugins: [shortenVariables, findWords, shortenNames, fillLoader, expressGate, stripNotes],
  define: { __RENDERER__: JSON.stringify(`renderer-${hash}.js`) },
  resolve: { alias: { 'preact/jsx-runtime': fileURLToPath(new URL('widget/jsx.ts', import.meta.url)) } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  environments: {
    words: {
      consumer: 'client',
      build: {
        ...shared,
        emptyOutDir: true,
        rolldownOptions: {
          input: Object.fromEntries(
            languages.map((name) => [name.replace('.ts', ''), `shared/locales/${name}`]),
          ),
          preserveEntrySignatures: 'strict',
          output: { format: 'es', entryFileNames: `words-[name]-${hash}.js`, minify: true },
        },
      },
    },
    renderer: {
      consumer: 'client',
      build: {
        ...shared,
        // Only as a library is its import() left alone instead of wrapped in vite's preloader.
        lib: { entry: 'widget/fetched.ts', formats: ['es'] },
        rolldownOptions: {
          // What is fetched later takes from the renderer what both use.
          preserveEntrySignatures: 'allow-extension',
          output: {
            entryFileNames: `renderer-${hash}.js`,
            chunkFileNames: `[name]-${hash}.js`,
            minify: true,
          },
        },
      },
    },
    ...Object.fromEntries(gates.map((name) => [name, gate(name)])),
    loader: script('embed', 'sayso'),
    delighted: script('delighted', 'delighted'),
  },
  builder: {
    async buildApp(builder: ViteBuilder) {
      await builder.build(builder.environments.words!)
      await builder.build(builder.environments.renderer!)
      listParts()
      for (const name of [...gates, 'loader', 'delighted']) await builder.build(builder.environments[name]!)
    },
  },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What is waited for comes; how soon is no promise of a test on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    watch: false,
  },
})
