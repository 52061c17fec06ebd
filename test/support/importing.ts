import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { CliError } from '../../server/cli/api.ts'
import { commands, parsedArgs } from '../../server/cli/commands.ts'
import type { Client } from './client.ts'
import type { Collector } from './collector.ts'

/** What a command of `sayso` printed, and its exit code. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command of `sayso` in this process, against a collector. */
export async function runSayso(
  { url, key }: Pick<Collector, 'url' | 'key'>,
  ...args: string[]
): Promise<Ran> {
  const printed = { out: '', err: '' }
  const log = vi.spyOn(console, 'log').mockImplementation((text) => {
    printed.out += `${text}\n`
  })
  const error = vi.spyOn(console, 'error').mockImplementation((text) => {
    printed.err += `${text}\n`
  })
  try {
    const { values, positionals } = parsedArgs([...args, '--url', url, '--key', key])
    const [name, ...rest] = positionals
    return { code: await commands[name!]!(values, rest), ...printed }
  } catch (reason) {
    if (!(reason instanceof CliError)) throw reason
    return { code: 2, out: printed.out, err: `${printed.err}${reason.message}` }
  } finally {
    log.mockRestore()
    error.mockRestore()
  }
}

/** Runs `sayso import` with a file that holds this. */
export async function importText(
  collector: Pick<Collector, 'url' | 'key'>,
  survey: string,
  content: string | Uint8Array,
  ...args: string[]
): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-import-'))
  try {
    const file = join(folder, 'answers.csv')
    await writeFile(file, content)
    return await runSayso(collector, 'import', file, '--survey', survey, ...args)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A stored answer, as far as tests of imports look at it. */
export interface Stored {
  readonly id: string
  readonly rating: number
  readonly comment: string | null
  readonly answeredAt: string
  readonly respondent: { readonly email: string | null } | null
  readonly properties: Record<string, unknown>
  readonly state: string
}

/** The answers of a survey, oldest first. */
export async function storedAnswers(client: Client, survey: string): Promise<Stored[]> {
  const { body } = await client.get(`/v1/surveys/${survey}/responses?limit=1000`)
  return body.items.toReversed()
}

/** Lines of a table, each made of its place. */
export const many = (count: number, row: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => row(at)).join('\n')
