import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typesOf } from '../../server/openapi/typescript.ts'
import { send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { installed } from './installed.ts'
import { given, type Journey } from './journeys/journey.ts'

/** How each client is made of `openapi.json`, by the name of its journey. */
const generators: Readonly<Record<string, readonly string[]>> = {
  'openapi-fetch': [
    ...['openapi-typescript', 'openapi.json', '-o', 'generated/openapi-typescript.ts'],
    ...['--default-non-nullable', 'false'],
  ],
  'hey-api': [
    ...['openapi-ts', '-i', 'openapi.json', '-o', 'generated/hey-api'],
    ...['-p', '@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
  ],
  orval: ['orval', '--config', 'orval.config.js'],
  'swagger-typescript-api': [
    ...['swagger-typescript-api', 'generate', '-p', 'openapi.json', '-o', 'generated'],
    ...['-n', 'swagger-typescript-api.ts', '--generate-union-enums'],
  ],
}

/** As strict as the compiler can be, with the generated code looked at like the journey's own. */
const strict = {
  compilerOptions: {
    ...{ target: 'es2023', lib: ['es2023', 'dom', 'dom.iterable'], types: ['node'] },
    ...{ module: 'esnext', moduleResolution: 'bundler', allowImportingTsExtensions: true, noEmit: true },
    ...{ strict: true, noUncheckedIndexedAccess: true, skipLibCheck: false },
  },
}

const minutes = 60_000
let folder: string
let run: ReturnType<typeof installed>['run']
let collector: Collector

// It installs the generators from the registry.
describe.skipIf(!process.env.SAYSO_LONG)('a client generated from the document', () => {
  beforeAll(async () => {
    ;({ folder, run } = installed())
    collector = await startCollector()
    const { body } = await send(`${collector.url}/openapi.json`)
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify(body))
  }, 5 * minutes)
  afterAll(() => collector?.close())

  it.each(Object.entries(generators))(
    'compiles as strictly as can be, and makes a survey, saves, reads, pages and is refused: %s',
    async (name, command) => {
      run('npx', ...command)
      compile(name)
      const { journey } = await bundled(name)
      const { pages, ...found } = await journey(collector.url, collector.key)
      const ratings = given.map(({ rating }) => rating)
      expect(found).toMatchObject({
        ...{ name: 'Ours', n: 10, nps: 40, scoreOfOne: null, ofPro: [8, 10], erased: ['first'] },
        ...{ missing: 'not-found', fields: ['question'] },
      })
      expect(found.firstLine).toContain('rating')
      expect(pages.map((page) => page.length)).toEqual([4, 4, 2])
      expect(pages.flat()).toEqual(ratings.toReversed())
    },
    5 * minutes,
  )

  it(
    'has in the package the types that openapi-typescript makes',
    () => {
      run('npx', ...generators['openapi-fetch']!)
      const served = JSON.parse(readFileSync(join(folder, 'openapi.json'), 'utf8'))
      writeFileSync(join(folder, 'generated/own.ts'), typesOf(served))
      compile('same-paths')
      compile('own-paths')
    },
    5 * minutes,
  )
})

/** Throws what TypeScript says of a file and all it imports. */
function compile(name: string): void {
  const config = `${name}.json`
  writeFileSync(join(folder, config), JSON.stringify({ ...strict, files: [`${name}.ts`] }))
  run('npx', 'tsc', '-p', config)
}

/** Bundled, since generators leave out the ends of the names of files that they import. */
async function bundled(name: string): Promise<{ journey(url: string, key: string): Promise<Journey> }> {
  const outfile = join(folder, `${name}.mjs`)
  const entryPoints = [join(folder, `${name}.ts`)]
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'silent' })
  return import(/* @vite-ignore */ outfile)
}
