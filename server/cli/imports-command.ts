import type { ImportThing, Removal } from '../contract/imports.ts'
import { CliError, type Connection, call } from './api.ts'
import { columns, count, oneLine } from './terminal.ts'

type Page = { readonly items: readonly ImportThing[]; readonly nextCursor: string | null }

/** Runs `sayso imports`: lists what was imported into a survey, shows one import, or takes it back. */
export async function imports(
  connection: Connection,
  [subcommand = 'list', id]: readonly string[],
  { survey, yes = false }: { survey?: string | undefined; yes?: boolean | undefined },
): Promise<number> {
  const usage = 'usage: sayso imports [show|take-back ID] --survey ID'
  if (!survey) throw new CliError(usage)
  const path = `/v1/surveys/${encodeURIComponent(survey)}/imports`
  if (subcommand === 'list') return list(connection, path)
  if (!id || (subcommand !== 'show' && subcommand !== 'take-back')) throw new CliError(usage)
  const found = await call<ImportThing>(connection, `${path}/${encodeURIComponent(id)}`)
  if (subcommand === 'show') console.log(JSON.stringify(found, null, 2))
  else await takeBack(connection, `${path}/${encodeURIComponent(id)}`, found, yes)
  return 0
}

async function list(connection: Connection, path: string): Promise<number> {
  const rows: string[][] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor && `?${new URLSearchParams({ cursor })}`
    const page: Page = await call(connection, `${path}${query}`)
    for (const { id, createdAt, state, answers, refused, file } of page.items)
      rows.push([id, createdAt.slice(0, 16), state, count(answers), count(refused), oneLine(file)])
    cursor = page.nextCursor
  }
  if (rows.length === 0) console.log('nothing was imported')
  else
    for (const line of columns([['id', 'begun', 'state', 'answers', 'refused', 'file'], ...rows]))
      console.log(line)
  return 0
}

async function takeBack(
  connection: Connection,
  path: string,
  found: ImportThing,
  yes: boolean,
): Promise<void> {
  const kept =
    found.replaced > 0 ? `; ${count(found.replaced)} that it wrote over others' stay as they are` : ''
  if (!yes) {
    console.log(
      `would remove ${count(found.answers)} answers that ${oneLine(found.file)} brought${kept}; nothing is removed yet: say --yes`,
    )
    return
  }
  let removed = 0
  for (let isDone = false; !isDone; ) {
    const done = await call<Removal>(connection, path, { method: 'DELETE' })
    removed += done.removed
    isDone = done.isDone
  }
  console.log(`${count(removed)} answers removed${kept}`)
}
