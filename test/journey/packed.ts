import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Rolldown } from 'vite'

const root = new URL('../../', import.meta.url).pathname

/** A project of somebody's, with our package in it as npm would install it. */
export interface Project {
  readonly folder: string
  /** The package as it would be published. */
  readonly tarball: string
  /** Writes a file, and returns its path. */
  write(name: string, text: string): string
  /** One script of the project's own, from a module. */
  bundle(name: string, text: string): Promise<string>
  /** What TypeScript says of the project's files, with more options if some are given. */
  check(...options: string[]): string
  remove(): void
}

/** Packs what `npm run package` makes into a folder, and returns the tarball's path. */
export function pack(folder: string): string {
  const built = join(folder, 'built')
  const npm = (...given: string[]) =>
    execFileSync('npm', given, { cwd: root, stdio: 'pipe', env: { ...process.env, OUT: built } })
  npm('run', '--silent', 'package')
  npm('pack', built, '--silent', '--pack-destination', folder)
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!)
}

/** Installs the packed package beside packages of this project's. */
export function installPacked(neighbours: readonly string[]): Project {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-project-'))
  const inProject = (name: string) => join(folder, name)
  const tarball = pack(folder)
  mkdirSync(inProject('node_modules/sayso-widget'), { recursive: true })
  execFileSync('tar', ['xzf', tarball, '-C', inProject('node_modules/sayso-widget'), '--strip-components=1'])
  for (const name of neighbours) {
    mkdirSync(join(inProject('node_modules'), name, '..'), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), inProject(`node_modules/${name}`))
  }
  const write: Project['write'] = (name, text) => {
    writeFileSync(inProject(name), text)
    return inProject(name)
  }
  return {
    folder,
    tarball,
    write,
    async bundle(name, text) {
      const entry = write(name, text)
      const result = (await build({
        root: folder,
        configFile: false,
        logLevel: 'silent',
        define: {
          // React runs effects twice only in development.
          'process.env.NODE_ENV': '"development"',
          __VUE_OPTIONS_API__: 'true',
          __VUE_PROD_DEVTOOLS__: 'false',
          __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
        },
        build: {
          write: false,
          lib: { entry, formats: ['es'] },
          rolldownOptions: { output: { codeSplitting: false } },
        },
      })) as Rolldown.RolldownOutput[]
      return result[0]!.output[0].code
    },
    check(...more) {
      const options =
        '--noEmit --strict --module esnext --moduleResolution bundler --target es2022 --lib es2023,dom'
      const files = readdirSync(folder).filter((name) => /\.tsx?$/.test(name))
      try {
        execFileSync(join(root, 'node_modules/.bin/tsc'), [...options.split(' '), ...more, ...files], {
          cwd: folder,
          stdio: 'pipe',
        })
        return ''
      } catch (error) {
        return `${(error as { stdout: Buffer }).stdout}`
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
