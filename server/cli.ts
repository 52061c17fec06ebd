#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { CliError, call, connectionOf } from './cli/api.ts'
import { importFile } from './cli/import.ts'
import { reportTable } from './cli/report.ts'
import type { SurveyReport } from './contract.ts'
import { serve } from './node.ts'

const usage = `sayso serve                            run the server
sayso import FILE.csv --survey ID      add answers given elsewhere
    --map PART=COLUMN                  say which column holds a part (rating, comment, answeredAt, …)
    --property COLUMN                  keep a column as a property; may be repeated
    --source NAME                      what the file is called when its rows have no ids
sayso report ID [--from T] [--to T]    print a survey's score; --json for all of it

    --url URL, --key KEY               the running server; else SAYSO_URL and SAYSO_KEY`

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true } as const
const options = {
  url: text,
  key: text,
  survey: text,
  map: texts,
  property: texts,
  source: text,
  from: text,
  to: text,
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [command, argument] = positionals
  if (values.help || command === undefined) {
    console.log(usage)
    return 0
  }
  if (command === 'serve') {
    await serve()
    return 0
  }
  if (command === 'import') {
    if (!argument || !values.survey) throw new CliError('usage: sayso import FILE.csv --survey ID')
    const { survey, map = [], property = [], source } = values
    const refused = await importFile(connectionOf(values), { file: argument, survey, map, property, source })
    return refused > 0 ? 1 : 0
  }
  if (command === 'report') {
    if (!argument) throw new CliError('usage: sayso report ID')
    const { from, to } = values
    const query = new URLSearchParams(
      Object.entries({ from, to }).filter(([, v]) => v !== undefined) as [string, string][],
    )
    const path = `/v1/surveys/${encodeURIComponent(argument)}/report?${query}`
    const report = await call<SurveyReport>(connectionOf(values), path)
    console.log(values.json ? JSON.stringify(report, null, 2) : reportTable(report))
    return 0
  }
  throw new CliError(`there is no command «${command}»\n\n${usage}`)
}

try {
  process.exitCode = await run()
} catch (error) {
  const expected =
    error instanceof CliError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (!expected) throw error
  console.error(`sayso: ${(error as Error).message}`)
  process.exitCode = 2
}
