/**
 * `npm run deploy`: brings the database up to date, and then deploys the Worker, so that no version serves before its
 * schema is there. What is given, like `--env burst` or `--dry-run`, is passed to wrangler; `--no-migrate` leaves the
 * schema to the first tick of the new version.
 */
import { spawnSync } from 'node:child_process'
import { unstable_readConfig } from 'wrangler'

/** The arguments of wrangler. The variables of production are given to each environment, which inherits none. */
export function deployArguments(given: readonly string[], vars: Readonly<Record<string, unknown>>): string[] {
  const rest = given.filter((argument) => argument !== '--no-migrate')
  const isNamed = rest.some((argument) => /^(--env|-e)(=|$)/.test(argument))
  const inherited = Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}:${value}`])
  return isNamed ? ['deploy', ...inherited, ...rest] : ['deploy', '--env=', ...rest]
}

/** Whether this deployment is one that serves, and so needs the schema. */
export function mustMigrate(given: readonly string[]): boolean {
  return !given.includes('--dry-run') && !given.includes('--no-migrate')
}

function run(program: string, args: readonly string[]): void {
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

if (import.meta.main) {
  const given = process.argv.slice(2)
  if (mustMigrate(given)) run(process.execPath, ['server/cli.ts', 'migrate'])
  const { vars } = unstable_readConfig({ config: 'wrangler.toml' })
  run('wrangler', deployArguments(given, vars))
}
