import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { completion } from '../../server/cli/completion-command.ts'
import { sync } from '../../server/cli/sync-command.ts'
import { type Client, clientOf, newResponse } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { importAnswers, surveyWith } from '../support/reports.ts'

let collector: Collector
let client: Client
const folder = mkdtempSync(join(tmpdir(), 'sayso-sync-'))
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(async () => {
  await collector?.close()
  rmSync(folder, { recursive: true })
})

const syncTo = (to: string, given = {}) =>
  sync(collector, { to, survey: undefined, themes: false, json: true, ...given })
const linesIn = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

/** Every answer of a copy, by survey and id. */
function copyIn(to: string) {
  const files = existsSync(join(to, 'answers')) ? readdirSync(join(to, 'answers')) : []
  const answers = files.flatMap((name) => linesIn(join(to, 'answers', name)))
  return new Map(answers.map(({ surveyId, ...answer }) => [`${surveyId} ${answer.id}`, answer]))
}

/** Every answer that is stored, likewise. */
async function stored() {
  const { items } = (await client.get('/v1/surveys')).body
  const all = new Map<string, unknown>()
  for (const { id } of items) {
    const { body } = await client.get(`/v1/surveys/${id}/responses.ndjson`)
    for (const line of body.split('\n').filter(Boolean)) {
      const { themes: _, followUp: __, ...answer } = JSON.parse(line)
      all.set(`${id} ${answer.id}`, answer)
    }
  }
  return all
}

async function expectSame(to: string) {
  const [copy, real] = [copyIn(to), await stored()]
  expect([...copy.keys()].sort()).toEqual([...real.keys()].sort())
  for (const [key, answer] of real) expect(copy.get(key)).toMatchObject(answer as object)
}

const answers = (count: number, name: string) =>
  Array.from({ length: count }, (_, place) => ({
    id: `${name}-${place}`,
    rating: place % 11,
    comment: `the "price" of ${name}\n${place}`,
    answeredAt: '2025-01-01T00:00:00Z',
  }))

describe('sayso sync', () => {
  it('keeps a copy by what changed: saved, changed, imported of old, dropped and erased', async () => {
    const to = join(folder, 'whole')
    const first = await surveyWith(collector, { metric: 'nps', status: 'live' }, answers(1200, 'first'))
    await surveyWith(collector, { metric: 'csat' }, [])
    await syncTo(to)
    await expectSame(to)
    expect(linesIn(join(to, 'surveys.ndjson')).map(({ id }) => id)).toContain(first)

    const live = newResponse(first, { comment: 'now' })
    await client.publicly('/v1/public/responses', live)
    await importAnswers(collector, first, answers(3, 'late'))
    await client.post(`/v1/surveys/${first}/responses/drop`, { ids: ['first-1'] })
    await client.erase(`/v1/surveys/${first}/responses/first-2`)
    await syncTo(to)
    await expectSame(to)
    await client.publicly('/v1/public/responses', { ...live, revision: 2, comment: 'later' })
    await syncTo(to)
    await expectSame(to)
    expect(readFileSync(join(to, 'answers', `${first}.ndjson`), 'utf8')).not.toContain('"first-2"')
  })

  it('goes on where it was ended, and takes nothing twice', async () => {
    const to = join(folder, 'ended')
    await syncTo(to)
    const before = readFileSync(join(to, 'sync.json'), 'utf8')
    const id = await surveyWith(collector, { metric: 'nps' }, answers(5, 'ended'))
    await syncTo(to)
    // Ended after the files were written, and before that was noted.
    writeFileSync(join(to, 'sync.json'), before)
    await syncTo(to)
    await expectSame(to)
    expect(linesIn(join(to, 'answers', `${id}.ndjson`))).toHaveLength(5)
  })

  it('begins anew, without what is no longer there, when its cursor is too old', async () => {
    const to = join(folder, 'old')
    await syncTo(to)
    const state = JSON.parse(readFileSync(join(to, 'sync.json'), 'utf8'))
    const [, number] = state.cursor.split('.')
    writeFileSync(
      join(to, 'sync.json'),
      JSON.stringify({ ...state, cursor: `0123456789abcdef.${number}.abc` }),
    )
    appendFileSync(join(to, 'answers', 'gone.ndjson'), '{"id":"gone","surveyId":"gone"}\n')
    await syncTo(to)
    await expectSame(to)
  })

  it('holds one survey, with themes, where asked, and refuses to mix copies', async () => {
    const to = join(folder, 'one')
    const id = await surveyWith(collector, { metric: 'nps', language: 'en' }, answers(2, 'one'))
    await syncTo(to, { survey: id, themes: true })
    expect(readdirSync(join(to, 'answers'))).toEqual([`${id}.ndjson`])
    expect(linesIn(join(to, 'answers', `${id}.ndjson`))[0].themes).toBeInstanceOf(Array)
    await expect(syncTo(to)).rejects.toThrow(`--survey ${id} --themes`)
  })
})

describe('the completion of a shell', () => {
  const asked = (...words: string[]) =>
    execFileSync('bash', [
      '-c',
      `${completion('bash')}\nCOMP_WORDS=(sayso "$@"); COMP_CWORD=$#; _sayso; printf '%s\\n' "\${COMPREPLY[@]}"`,
      'bash',
      ...words,
    ])
      .toString()
      .split('\n')
      .filter(Boolean)

  it('names commands, subcommands, and the options of each', () => {
    expect(asked('sy')).toEqual(['sync'])
    expect(asked('campaign', 'ch')).toEqual(['change', 'check'])
    expect(asked('campaign', 'test', '--t')).toEqual(['--to'])
    expect(asked('sync', '--t')).toEqual(['--to', '--themes'])
    expect(asked('export', 'ID', '--fo')).toEqual(['--format'])
  })

  it('is there for zsh and fish, and for no others', () => {
    expect(completion('zsh')).toContain('bashcompinit')
    expect(completion('fish')).toContain("-n '__fish_seen_subcommand_from sync' -l to")
    expect(() => completion('tcsh')).toThrow('bash|zsh|fish')
  })
})
