import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize, relative, resolve } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { buildApp } from '../server/app.ts'
import { migrations } from '../server/storage/migrations/all.ts'
import { migrationNames } from '../server/storage/migrations/names.ts'
import { document } from './support/document.ts'

const root = resolve(import.meta.dirname, '..')

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name))
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)'([^'\n]+)'/g)].map(([, specifier]) => specifier!)
}

/** The top folder a relative import leads to, or the package's name. */
function destination(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  return relative(root, resolve(root, dirname(file), specifier)).split('/')[0]!
}

describe('imports point one way', () => {
  const allowed = {
    shared: ['shared', 'vega-statistics'],
    widget: ['widget', 'shared', 'preact', 'preact/hooks'],
  } as const

  for (const [folder, places] of Object.entries(allowed)) {
    it.each(sources(folder))('%s', (file) => {
      const framework = /^widget\/wrappers\/(react|vue)(-native)?\.tsx?$/.exec(file)?.[1]
      // Types alone, of whichever is there.
      const frameworks =
        file === 'widget/wrappers/frameworks.ts' ? ['react', 'vue', 'svelte/elements'] : [framework]
      const strangers = importsOf(file).filter(
        (specifier) =>
          !frameworks.includes(specifier) && !places.includes(destination(file, specifier) as never),
      )
      expect(strangers).toEqual([])
    })
  }

  it('server imports nothing of the widget', () => {
    const crossing = sources('server').filter((file) =>
      importsOf(file).some((specifier) => ['widget', 'test'].includes(destination(file, specifier))),
    )
    expect(crossing).toEqual([])
  })
})

describe('each outside thing has one door', () => {
  const doors: [RegExp, RegExp][] = [
    [/^zod(-openapi)?$/, /^server\/(contract\/[\w-]+|config|openapi\/\w+|http\/validate|.+-routes)\.ts$/],
    [/^drizzle-orm/, /^server\/storage\//],
    [/^(@libsql\/|libsql$)/, /^server\/storage\//],
    [/^nodemailer(?!\/lib\/punycode$)/, /^server\/mail\/smtp(-sender|-signing)?\.ts$/],
    [
      /^node:/,
      /^server\/(node|cli)\.ts$|^server\/node\/|^server\/cli\/|^server\/storage\/file(\.ts$|\/)|\/embed\.ts$|^server\/built-data\/(build|read-docs|read-locales)\.ts$/,
    ],
  ]
  it.each(doors)('%s only in %s', (thing, door) => {
    const elsewhere = [...sources('shared'), ...sources('widget'), ...sources('server')].filter(
      (file) => !door.test(file) && importsOf(file).some((specifier) => thing.test(specifier)),
    )
    expect(elsewhere).toEqual([])
  })

  it('browser storage is touched in widget/browser/storage.ts alone, fetch in widget/collector/client.ts', () => {
    const using = (word: RegExp) =>
      sources('widget').filter((file) => word.test(readFileSync(join(root, file), 'utf8')))
    expect(using(/\b(localStorage|sessionStorage|indexedDB)\b/)).toEqual(['widget/browser/storage.ts'])
    expect(using(/\bfetch\(/)).toEqual(['widget/collector/client.ts'])
  })

  it('JSON from outside is read in server/http/input.ts alone: what is read elsewhere we wrote ourselves', () => {
    const reading = sources('server').filter((file) =>
      /\bJSON\.parse\(|\.json\(\)/.test(readFileSync(join(root, file), 'utf8')),
    )
    const ours = /^server\/(storage|cli|built-data|pages\/islands)\/|^server\/(cli|surveys\/scripts)\.ts$/
    expect(reading.filter((file) => !ours.test(file))).toEqual(['server/http/input.ts'])
  })

  it('zod is imported as a namespace, which keeps the Worker small', () => {
    const loose = sources('server').filter((file) =>
      /import \{[^}]*\} from 'zod'/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(loose).toEqual([])
  })
})

it('every call under /v1 is described, and every call described exists', () => {
  const routes = buildApp(() => Promise.reject(new Error('not called'))).routes
  const built = routes
    .filter(
      ({ method, path }) =>
        path.startsWith('/v1/') &&
        !path.includes('*') &&
        ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'].includes(method),
    )
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}').replace(/\/$/, '')}`)
  const described = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect([...new Set(built)].sort()).toEqual(described.sort())
  // Delighted's API is its clients' contract, held by test/server/delighted, and no part of ours.
  expect(described.filter((call) => call.includes('/delighted/'))).toEqual([])
})

it("all routes fit Hono's fastest router", async () => {
  const app = buildApp(() => Promise.reject(new Error('not called')))
  await app.request('/healthz')
  expect(app.router.name).toBe('SmartRouter + RegExpRouter')
})

it('the migrations that run are the ones generated', () => {
  const folder = join(root, 'server/storage/migrations')
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  expect(migrations.map(({ name }) => `${name}.sql`)).toEqual(files)
  expect(migrationNames).toEqual(migrations.map(({ name }) => name))
  for (const { name, statements } of migrations) {
    const text = readFileSync(join(folder, `${name}.sql`), 'utf8')
    expect(statements).toEqual(text.split('--> statement-breakpoint').map((part) => part.trim()))
  }
})

it('every test that SECURITY.md names is there', () => {
  const named = readFileSync(join(root, 'SECURITY.md'), 'utf8').match(/`test\/[\w./-]+`/g)!
  const missing = named.map((name) => name.slice(1, -1)).filter((name) => !existsSync(join(root, name)))
  expect(missing).toEqual([])
  expect(named.length).toBeGreaterThan(10)
})

it('no file is called utils, helpers, schema, common or types', () => {
  const drawers = ['shared', 'widget', 'server', 'test']
    .flatMap(sources)
    .filter((file) => /\b(utils|helpers|schema|common|types)\./.test(file))
  expect(drawers).toEqual([])
})

describe('one home for each number', () => {
  const percentage = /\b100\s*\*|\*\s*100\b|\/\s*100\b|\/\s*(n|total|answered|shown|count|of)\b/
  const cutPoint = /\b(rating|score|point)\w*\s*(>=|<=|>|<|===)\s*\d|promoters?\s*-\s*detractors?/
  const outside = [...sources('server'), ...sources('widget')].filter(
    (file) => !file.includes('/migrations/'),
  )
  const notCode = /\/\*[\s\S]*?\*\/|\/\/.*$|^import .*$|^} from .*$/gm
  const codeOf = (file: string) => readFileSync(join(root, file), 'utf8').replace(notCode, '')

  it('no percentage is computed outside shared', () => {
    expect(outside.filter((file) => percentage.test(codeOf(file)))).toEqual([])
  })

  it('no cut-point of a scale stands outside shared', () => {
    expect(outside.filter((file) => cutPoint.test(codeOf(file)))).toEqual([])
  })

  it.each([
    '(100 * promoters) / n',
    'if (rating >= 9) promoters += 1',
    'count / total',
    'part / all * 100',
    'promoters - detractors',
  ])('would notice %s', (line) => {
    expect(percentage.test(line) || cutPoint.test(line)).toBe(true)
  })
})

describe('the widget is built in rooms', () => {
  /** Each room with those it may import from, beside itself and the vocabulary. */
  const rooms: Readonly<Record<string, readonly string[]>> = {
    loader: ['survey', 'collector', 'rules', 'browser'],
    survey: ['collector', 'rules', 'browser'],
    collector: ['browser'],
    rules: ['browser'],
    browser: [],
  }
  const below = (file: string, specifier: string) =>
    specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)).split('/') : []

  it('only doors and the vocabulary stand at its root', () => {
    expect(readdirSync(join(root, 'widget')).filter((name) => /\.tsx?$/.test(name))).toEqual([
      ...['delighted.ts', 'element.ts', 'embed.ts', 'index.ts', 'session.ts'],
    ])
  })

  it.each(Object.entries(rooms))('%s imports from %j', (room, others) => {
    const strange = sources(`widget/${room}`).flatMap((file) =>
      importsOf(file).filter((specifier) => {
        const [top, folder] = below(file, specifier)
        return top === 'widget' && folder !== 'session.ts' && ![room, ...others].includes(folder!)
      }),
    )
    expect(strange).toEqual([])
  })
})

const files = ['shared', 'widget', 'server'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.d)\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
)
const codeOf = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

/** The files of ours that a file imports, for their types too. */
const ownImports = new Map(
  [...codeOf].map(([file, code]) => {
    const paths = [...code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.[^'\n]+)'/g)].map(([, path]) =>
      normalize(join(dirname(file), path!)),
    )
    return [file, paths.filter((path) => codeOf.has(path))] as const
  }),
)

/** A path of imports that comes back to where it began, or `null`. */
function findCycle(
  from: string,
  path: readonly string[] = [],
  done = new Set<string>(),
): readonly string[] | null {
  if (path.includes(from)) return [...path.slice(path.indexOf(from)), from]
  if (done.has(from)) return null
  done.add(from)
  for (const next of ownImports.get(from) ?? []) {
    const cycle = findCycle(next, [...path, from], done)
    if (cycle) return cycle
  }
  return null
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
}

/** The lines of the longest function in a file; 0 when it has none. */
function longestFunction(name: string, code: string): number {
  let longest = 0
  function visit(value: unknown): void {
    if (Array.isArray(value)) {
      for (const each of value) visit(each)
      return
    }
    if (typeof value !== 'object' || value === null) return
    const { type, start, end } = value as Node
    if (/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type))
      longest = Math.max(longest, code.slice(start, end).split('\n').length)
    for (const each of Object.values(value)) visit(each)
  }
  visit(parseSync(name, code).program.body)
  return longest
}

describe('the house', () => {
  it('has no import cycle, types included', () => {
    const done = new Set<string>()
    expect(files.map((file) => findCycle(file, [], done)).filter(Boolean)).toEqual([])
  })

  it('has no barrel: no file only hands on what others export', () => {
    const barrels = [...codeOf]
      .filter(([, code]) => /^export (type )?\* from /m.test(code))
      .map(([file]) => file)
    expect(barrels).toEqual([])
  })

  it('has at most eight files at the root of server/', () => {
    expect(files.filter((file) => dirname(file) === 'server').length).toBeLessThanOrEqual(8)
  })

  it('imports down: no room of server/ knows its doors', () => {
    const doors = ['app', 'node', 'worker', 'cli'].map((name) => `server/${name}.ts`)
    // `sayso serve` starts the Node door.
    const upward = files
      .filter((file) => ![...doors, 'server/cli/commands.ts'].includes(file))
      .filter((file) => ownImports.get(file)!.some((path) => doors.includes(path)))
    expect(upward).toEqual([])
  })

  it('has no base name in three folders', () => {
    const folders = Map.groupBy(files, (file) => basename(file).replace(/\.tsx?$/, ''))
    expect([...folders].filter(([, places]) => places.length > 2)).toEqual([])
  })

  it('has no function longer than 90 lines', () => {
    const long = [...codeOf].map(([file, code]) => [file, longestFunction(file, code)] as const)
    expect(long.filter(([, lines]) => lines > 90)).toEqual([])
    expect(Math.max(...long.map(([, lines]) => lines))).toBeGreaterThan(20)
  })
})
