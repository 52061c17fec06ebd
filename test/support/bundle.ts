import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = `${root}node_modules/.cache`

/**
 * Makes a program that opens a database file into two files, itself and the thread that holds the
 * database, and returns the one to run; both are gone after the suite. The code is the same, but it
 * starts four times as fast, since most of a start is looking for hundreds of modules, and a suite
 * that kills starts very often. `program` is a path in the project.
 */
export async function bundle(program: string): Promise<string> {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(`${cache}/sayso-`)
  afterAll(() => rmSync(folder, { recursive: true }))
  symlinkSync(`${root}dist`, `${folder}/dist`)
  const name = basename(program, '.ts')
  const findThread = {
    name: 'find-thread',
    transform: (code: string) => code.replace('./file/thread.ts', './file/thread.js'),
  }
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [findThread],
    ssr: { noExternal: true, external: ['libsql', 'nodemailer', 'prom-client'] },
    build: {
      ssr: true,
      outDir: `${folder}/server`,
      rolldownOptions: {
        input: { [name]: program, 'file/thread': 'server/storage/file/thread.ts' },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  })
  return `${folder}/server/${name}.js`
}
