#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { CliError, exitCodes } from './cli/api.ts'
import { commands, parsedArgs } from './cli/commands.ts'
import { requireOwnOptions } from './cli/own-options.ts'
import { lines } from './cli/terminal.ts'
import { usage, usageOf } from './cli/usage.ts'

async function run(): Promise<number> {
  const { values, positionals } = parsedArgs()
  const { help, version, ...given } = values
  const [name, ...args] = positionals
  if (version) {
    console.log(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version)
    return 0
  }
  if (name === undefined || (name === 'help' && args.length === 0)) {
    console.log(usage)
    return 0
  }
  const asked = name === 'help' ? args[0]! : name
  const command = Object.hasOwn(commands, asked) ? commands[asked] : undefined
  if (!command)
    throw new CliError(
      `there is no command «${asked}»: there are ${Object.keys(commands).join(', ')}, and help`,
    )
  if (help || name === 'help') {
    console.log(usageOf(asked))
    return 0
  }
  requireOwnOptions(name, args, Object.keys(given))
  return command(values, args)
}

// Whoever reads the output may have enough of it, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

/** Programs that ask for JSON get their errors as JSON too. */
function tell(message: string, code: number): void {
  const asJson = process.argv.includes('--json')
  console.error(asJson ? JSON.stringify({ error: message, exitCode: code }) : `sayso: ${lines(message)}`)
}

try {
  process.exitCode = await run()
} catch (error) {
  const isUsage = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (!isUsage && !(error instanceof CliError)) throw error
  process.exitCode = exitCodes[error instanceof CliError ? error.kind : 'usage']
  tell((error as Error).message, process.exitCode)
}
