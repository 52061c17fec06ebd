import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { backup, restore } from '../../server/cli/backup-command.ts'
import { bundle } from '../support/bundle.ts'
import { type Client, clientOf, newResponse, sendPatiently } from '../support/client.ts'
import { anyOf, random } from '../support/seeded.ts'
import { newFile, type Server, startServer } from '../support/server.ts'
import { startSqld } from '../support/sqld.ts'

const isLong = Boolean(process.env.SAYSO_LONG)
const rounds = isLong ? 12 : 3
const stepsARound = isLong ? 150 : 40
const program = await bundle('server/node.ts')
const day = 86_400_000

type Row = Readonly<Record<string, unknown>>
type Item = { number: number; type: 'saved' | 'erased'; surveyId: string; id: string; answer?: Row }
const place = ({ surveyId, id }: { surveyId: string; id: string }) => `${surveyId} ${id}`

/** A copy of all answers, kept by the changes alone. */
function newMirror() {
  const rows = new Map<string, Row>()
  const told = new Set<string>()
  let cursor: string | undefined
  let number = 0
  let erased = 0
  return {
    rows,
    cursor: () => cursor,
    erased: () => erased,
    /** Makes the cursor one that was given a week ago. */
    restAWeek() {
      const [epoch, place, time] = cursor!.split('.')
      cursor = [epoch, place, (Number.parseInt(time!, 36) - 7 * day).toString(36)].join('.')
    },
    /** Reads what there is; returns how many changes that were. */
    async follow(client: Client, query = 'include=themes&limit=50') {
      let count = 0
      for (let hasMore = true; hasMore; ) {
        const { status, body } = await client.get(`/v1/changes?${query}${cursor ? `&after=${cursor}` : ''}`)
        expect(status).toBe(200)
        for (const item of body.items as Item[]) {
          expect(item.number).toBeGreaterThan(number)
          number = item.number
          expect(told.has(`${number} ${place(item)}`)).toBe(false)
          told.add(`${number} ${place(item)}`)
          if (item.type === 'saved') rows.set(place(item), item.answer!)
          else {
            rows.delete(place(item))
            erased += 1
          }
        }
        count += body.items.length
        cursor = body.nextCursor
        hasMore = body.hasMore
      }
      return count
    },
  }
}

/** All answers as the export has them. */
async function exported(client: Client): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>()
  for (const { id: surveyId } of (await client.get('/v1/surveys?limit=1000')).body.items) {
    for (let cursor = ''; cursor !== (null as never); ) {
      const { body } = await client.get(
        `/v1/surveys/${surveyId}/responses?limit=1000${cursor && `&cursor=${cursor}`}`,
      )
      for (const row of body.items) rows.set(place({ surveyId, id: row.id }), row)
      cursor = body.nextCursor
    }
  }
  return rows
}

/** Somebody who changes answers in every way there is, at random; what fails because the server is away is left. */
function writerTo(client: () => Client, url: () => string, surveys: readonly string[]) {
  const sent: Record<string, unknown>[] = []
  const save = async (given: Row = {}) => {
    const made = newResponse(anyOf(surveys), {
      rating: Math.floor(random() * 11),
      ...(random() < 0.5 && { respondent: { id: `u-${Math.floor(random() * 20)}` } }),
      ...given,
    })
    sent.push(made)
    await client().publicly('/v1/public/responses', made)
  }
  const advance = async () => {
    const before = anyOf(sent)
    if (!before) return save()
    const next = {
      ...before,
      revision: (before.revision as number) + 1,
      comment: anyOf(['the price', 'slow', 'fine']),
    }
    sent.push(next)
    await client().publicly('/v1/public/responses', next)
  }
  const importOld = async () => {
    const answeredAt = new Date(Date.now() - anyOf([1, 40, 400]) * day).toISOString()
    const lines = [0, 1, 2].map((at) => ({
      id: crypto.randomUUID(),
      rating: at * 4,
      comment: 'the price',
      answeredAt,
    }))
    await fetch(`${url()}/v1/surveys/${anyOf(surveys)}/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
      body: lines.map((line) => JSON.stringify(line)).join('\n'),
    })
  }
  let key = ''
  const moderate = async () => {
    const { surveyId, id } = anyOf(sent) ?? {}
    if (id)
      await client().post(
        `/v1/surveys/${surveyId}/responses/${anyOf(['hold', 'drop', 'release', 'restore'])}`,
        { ids: [id] },
      )
  }
  const erase = async () => {
    const { surveyId, id } = anyOf(sent) ?? {}
    if (id) await client().post(`/v1/surveys/${surveyId}/responses/delete`, { ids: [id] })
  }
  const erasePerson = () => client().erase(`/v1/respondents/u-${Math.floor(random() * 20)}`)
  const tag = async () => {
    const { surveyId, id } = anyOf(sent) ?? {}
    if (id) await client().put(`/v1/surveys/${surveyId}/responses/${id}/themes`, { themes: [] })
  }
  const untag = async () => {
    const { surveyId, id } = anyOf(sent) ?? {}
    if (id) await client().erase(`/v1/surveys/${surveyId}/responses/${id}/themes`)
  }
  const rules = async () => {
    const themes = { [anyOf(['cost', 'money'])]: ['price'], pace: ['slow'] }
    const { body } = await client().post('/v1/codebooks', { name: 'Ours', themes })
    await client().put(`/v1/surveys/${anyOf(surveys)}/codebook`, { codebook: body.id })
  }
  const deeds = [
    save,
    save,
    save,
    advance,
    advance,
    importOld,
    moderate,
    moderate,
    erase,
    erasePerson,
    tag,
    untag,
    rules,
  ]
  return {
    as(given: string) {
      key = given
    },
    save,
    step: () => anyOf(deeds)().catch(() => undefined),
  }
}

/** Starts and kills servers over one database. */
interface World {
  readonly variables: Record<string, string>
  readonly folder: string | null
  close(): Promise<void> | void
}

async function mirrorIn({ variables, folder }: World): Promise<void> {
  let server: Server = await startServer(variables, program)
  const client = () => clientOf(server, sendPatiently)
  const surveys = ['demo', (await client().post('/v1/surveys', { metric: 'nps' })).body.id]
  const writer = writerTo(client, () => server.url, surveys)
  writer.as(server.key)
  await client().patch('/v1/workspace', { commentsKeptDays: 300, answersKeptDays: 390 })
  const [mirror, late, ofOne] = [newMirror(), newMirror(), newMirror()]
  const copy = folder && join(folder, 'copy.db')
  for (let round = 0; round < rounds; round += 1) {
    let isOver = false
    const following = (async () => {
      while (!isOver) await mirror.follow(client())
    })().catch((error) => (isOver ? undefined : Promise.reject(error)))
    for (let step = 0; step < stepsARound; step += 1)
      await Promise.all([writer.step(), writer.step(), writer.step()])
    isOver = true
    await following
    if (round === 0) await late.follow(client())
    if (round === 0) await ofOne.follow(client(), `survey=${surveys[1]}&include=themes`)
    if (copy && round === 1) await backup({ url: server.url, key: server.key }, copy)
    const unfinished = [0, 1, 2].map(() => writer.step())
    await server.end('SIGKILL')
    // What was not sent again is not known to be stored: the mirror must say what the database does.
    await Promise.all(unfinished)
    if (copy && round === 2) await restore(copy, variables.DATABASE_URL!, new Date())
    server = await startServer(variables, program)
  }
  await writer.save({ comment: 'the last' })
  await settled(client(), mirror)
  late.restAWeek()
  await late.follow(client())
  expect(late.erased()).toBeGreaterThan(0)
  expect([...late.rows].sort()).toEqual([...mirror.rows].sort())
  await ofOne.follow(client(), `survey=${surveys[1]}&include=themes`)
  expect([...ofOne.rows].sort()).toEqual([...mirror.rows].filter(([of]) => of.startsWith(surveys[1]!)).sort())
  console.log(`changes: ${mirror.rows.size} answers after ${late.cursor()!.split('.')[1]} changes`)
  await server.end('SIGTERM')
}

/** Follows until what runs in the background is done, and the mirror is the export and what a new mirror would be. */
async function settled(client: Client, mirror: ReturnType<typeof newMirror>): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    quiet = (await mirror.follow(client)) === 0 ? quiet + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const fresh = newMirror()
  await fresh.follow(client)
  expect([...mirror.rows].sort()).toEqual([...fresh.rows].sort())
  const withoutThemes = new Map([...mirror.rows].map(([of, { themes: _, ...row }]) => [of, row]))
  expect([...withoutThemes].sort()).toEqual([...(await exported(client))].sort())
  expect(mirror.rows.size).toBeGreaterThan(0)
}

const worlds: World[] = []
afterAll(async () => {
  for (const world of worlds) await world.close()
})

it('keeps a copy the same by the changes alone, beside every way to change answers, kills and a restored backup', async () => {
  const file = newFile()
  const world = {
    variables: file.variables,
    folder: file.folder,
    close: () => rmSync(file.folder, { recursive: true, force: true }),
  }
  worlds.push(world)
  await mirrorIn(world)
}, 600_000)

it.runIf(isLong)(
  'keeps it on a libSQL server too',
  async () => {
    const sqld = await startSqld()
    const world = { variables: { DATABASE_URL: sqld.url }, folder: null, close: () => sqld.close() }
    worlds.push(world)
    await mirrorIn(world)
  },
  900_000,
)
