#!/usr/bin/env node
import { CliError } from './cli/api.ts'
import { commands, parsedArgs } from './cli/commands.ts'
import { usage } from './cli/usage.ts'

async function run(): Promise<number> {
  const { values, positionals } = parsedArgs()
  const [name, ...args] = positionals
  if (values.help || name === undefined) {
    console.log(usage)
    return 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new CliError(`there is no command «${name}»\n\n${usage}`)
  return command(values, args)
}

// Whoever reads the output may have enough of it, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  process.exitCode = await run()
} catch (error) {
  const expected =
    error instanceof CliError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (!expected) throw error
  console.error(`sayso: ${(error as Error).message}`)
  process.exitCode = 2
}
