import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvParseRows } from 'd3-dsv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'

describe('the sayso command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-cli-'))
  let collector: Collector
  let client: Client
  let survey: string

  beforeAll(async () => {
    collector = await startCollector()
    client = clientOf(collector)
    survey = (await client.post('/v1/surveys', { metric: 'csat', name: 'Reviews' })).body.id
  })
  afterAll(async () => {
    await collector.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Runs the command, with more variables of the environment. */
  function saysoWith(more: Record<string, string>, ...args: string[]) {
    const env = { PATH: process.env.PATH, SAYSO_URL: collector.url, SAYSO_KEY: collector.key, ...more }
    return new Promise<{ code: number; out: string; err: string }>((resolve) => {
      execFile(process.execPath, ['server/cli.ts', ...args], { env }, (error, out, err) => {
        resolve({ code: error ? Number(error.code) : 0, out, err })
      })
    })
  }
  const sayso = (...args: string[]) => saysoWith({}, ...args)

  function file(name: string, text: string | Uint8Array): string {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }

  /** 2,500 reviews: commas, quotes, line breaks inside, doubles, and endings of both kinds. */
  const reviews = Array.from({ length: 2500 }, (_, i) => ({
    rating: (i % 5) + 1,
    comment: i % 7 === 0 ? `line one\nline "two", ${i % 3}` : i % 3 === 0 ? '' : `plain ${i % 40}`,
  }))
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const csv = [
    'rating,comment',
    ...reviews.map(({ rating, comment }) => `${rating},${quoted(comment)}`),
  ].join('\r\n')

  it('refuses an option or argument that the command does not have, by its name, before it does anything', async () => {
    const { ownOptions } = await import('../../server/cli/own-options.ts')
    const { usage, usageOf } = await import('../../server/cli/usage.ts')
    for (const [, name] of usage.matchAll(/^sayso (\w+)/gm) as Iterable<[string, string]>) {
      expect(ownOptions).toHaveProperty(name)
      expect(usageOf(name)).toMatch(`sayso ${name}`)
      for (const option of ownOptions[name]!.options) expect(usage).toContain(`--${option}`)
    }
    const foreign = [
      ['export', survey, '--interval', 'day'],
      ['export', survey, '--json'],
      ['keys', '--from', '2026-01-01'],
      ['campaign', 'start', 'x', '--subject', 'S'],
      ['workspaces', '--database', 'x'],
      ['doctor', '--survey', survey],
    ]
    const { code, err } = await sayso(...foreign[0]!)
    expect([code, err]).toEqual([2, expect.stringContaining('export has no option --interval')])
    const others = await Promise.all(foreign.slice(1).map((args) => sayso(...args)))
    expect(others.map(({ code }) => code)).toEqual(others.map(() => 2))
    expect((await sayso('report', survey, 'another')).err).toContain('another')
  })

  it('ends with a code that says what went wrong, in JSON where that was asked for', async () => {
    const none = ['report', 'none', '--json']
    const refused = await sayso(...none)
    expect([refused.code, JSON.parse(refused.err)]).toEqual([3, { error: expect.any(String), exitCode: 3 }])
    expect((await sayso('report')).code).toBe(2)
    const away = await sayso('report', survey, '--key', 'wrong')
    expect(away.code).toBe(3)
    expect((await sayso('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
    const help = await sayso('export', '--help')
    expect(help.out).toContain('--format csv')
    expect(help.out).not.toContain('sayso report')
    expect((await sayso('help', 'export')).out).toBe(help.out)
  })

  it('writes a survey as a file, changes it by the file, and makes another of it', async () => {
    const path = join(folder, 'survey.json')
    await sayso('surveys', 'pull', survey, '--out', path)
    const pulled = JSON.parse(readFileSync(path, 'utf8'))
    expect(pulled).toMatchObject({ id: survey, metric: 'csat', name: 'Reviews' })
    const pushed = await sayso(
      'surveys',
      'push',
      file('changed.json', JSON.stringify({ ...pulled, thanks: 'Thx' })),
    )
    expect([pushed.code, pushed.out]).toEqual([0, `${survey}  version 2  Reviews\n`])
    const { id: _, base: __, ...copy } = { ...pulled, name: 'A copy' }
    const made = await sayso('surveys', 'push', file('copy.json', JSON.stringify(copy)))
    const id = made.out.split(' ')[0]!
    expect((await client.get(`/v1/surveys/${id}`)).body).toMatchObject({ ...copy, version: 1 })
    expect((await sayso('surveys', 'list')).out).toMatch(new RegExp(`^${id} .*A copy$`, 'm'))
    expect((await sayso('surveys', 'push', file('wrong.json', '[]'))).code).toBe(2)
    expect(
      (await sayso('surveys', 'push', file('unknown.json', '{"metric":"nps","colour":1}'))).err,
    ).toContain('colour')
  })

  it('keeps a survey file in step: says that nothing changed, refuses what was changed elsewhere, writes over it when told', async () => {
    const made = await sayso('surveys', 'make', 'ces', '--name', 'In git', '--draft')
    const id = made.out.split(' ')[0]!
    expect((await client.get(`/v1/surveys/${id}`)).body).toMatchObject({ status: 'draft', name: 'In git' })
    const path = join(folder, 'in-git.json')
    const read = () => readFileSync(path, 'utf8')
    await sayso('surveys', 'pull', id, '--out', path)
    const pulled = read()
    const same = await sayso('surveys', 'push', path)
    expect([same.code, same.out, read()]).toEqual([0, `${id}  version 1  unchanged\n`, pulled])

    writeFileSync(path, JSON.stringify({ ...JSON.parse(pulled), thanks: 'Mine' }))
    expect((await sayso('surveys', 'push', path)).out).toContain('version 2')
    const pushed = read()
    await sayso('surveys', 'pull', id, '--out', path)
    expect(read()).toBe(pushed)

    await client.post(`/v1/surveys/${id}/publish`)
    await client.patch(`/v1/surveys/${id}`, { thanks: 'Theirs' })
    writeFileSync(path, JSON.stringify({ ...JSON.parse(pushed), question: 'How was it?' }))
    const refused = await sayso('surveys', 'push', path)
    expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('changed elsewhere')])
    expect((await client.get(`/v1/surveys/${id}`)).body).toMatchObject({ thanks: 'Theirs', version: 3 })
    expect((await sayso('surveys', 'push', path, '--on-conflict', 'update')).code).toBe(0)
    expect((await client.get(`/v1/surveys/${id}`)).body).toMatchObject({ thanks: 'Mine', status: 'live' })
  })

  it('makes one survey of a file without an id, however often it is pushed', async () => {
    const path = file('fresh.json', JSON.stringify({ metric: 'nps', name: 'Once only' }))
    await sayso('surveys', 'push', path)
    expect((await sayso('surveys', 'push', path)).out).toContain('unchanged')
    const { body } = await client.get('/v1/surveys?limit=1000')
    expect(body.items.filter(({ name }: { name: string }) => name === 'Once only')).toHaveLength(1)
  })

  it('opens a survey in the editor, and keeps what was written there when it is refused', async () => {
    const edited = (script: string) =>
      saysoWith({ EDITOR: `${process.execPath} ${script}` }, 'surveys', 'edit', survey)
    const change = (from: string, to: string) =>
      file(
        `edit-${from}.mjs`,
        `import fs from 'node:fs'; const f = process.argv[2]; fs.writeFileSync(f, fs.readFileSync(f, 'utf8').replace('${from}', '${to}'))`,
      )
    expect((await edited(change('Reviews', 'Ratings'))).out).toMatch(/version \d+ {2}Ratings/)
    expect((await edited(change('Nowhere', ''))).out).toContain('unchanged')
    const refused = await edited(change('metric', 'metrik'))
    expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('metrik')])
    const kept = refused.err.match(/your text is in (\S+):/)![1]!
    expect(readFileSync(kept, 'utf8')).toContain('metrik')
    rmSync(kept)
    await edited(change('Ratings', 'Reviews'))
  })

  it('imports a file whose report equals what counting the rows gives, and adds nothing twice', async () => {
    const path = file('reviews.csv', csv)
    const first = await sayso('import', path, '--survey', survey)
    expect(first.out).toContain('2,500 rows read: 2,500 added, 0 already there, 0 refused')
    expect(first.out).toMatch(/comment +comment/)
    expect((await sayso('import', path, '--survey', survey)).out).toContain('0 added, 2,500 already there')

    const { body } = await client.get(`/v1/surveys/${survey}/report`)
    expect(body.n).toBe(2500)
    expect(body.distribution.map(({ count }: { count: number }) => count)).toEqual([500, 500, 500, 500, 500])
    expect(body.score).toMatchObject({ csat: 40, mean: 3 })
    expect(body.commented.count).toBe(reviews.filter(({ comment }) => comment !== '').length)
    const { body: page } = await client.get(`/v1/surveys/${survey}/responses?limit=1000`)
    expect(page.items.some(({ comment }: { comment: string }) => comment === 'line one\nline "two", 0')).toBe(
      true,
    )
  })

  it('names the lines it refuses, and imports the rest', async () => {
    const path = file(
      'wrong.csv',
      'Score;Reason;Plan;When\n5;"two\nlines";pro;2026-01-02\n6;;;2026-01-02\n4.5;;;2026-01-02\n;no;;2026-01-02\n4;;free;soon\n"3 - Okay";;;2026-01-03\n',
    )
    const result = await sayso(
      'import',
      path,
      '--survey',
      survey,
      '--map',
      'answeredAt=When',
      '--property',
      'plan',
    )
    expect(result.code).toBe(1)
    expect(result.err.trim().split('\n')).toEqual([
      'line 4: rating: «Score» holds «6», which is no point of 1-5',
      'line 5: rating: «Score» holds «4.5», which is no point of 1-5',
      'line 6: rating: «Score» is empty',
      'line 7: answeredAt: «When» holds «soon», which is not a time',
    ])
    expect(result.out).toContain('6 rows read: 2 added, 0 already there, 4 refused')
    const { body } = await client.get(`/v1/surveys/${survey}/responses?from=2026-01-02&to=2026-01-03`)
    expect(body.items).toMatchObject([{ rating: 5, comment: 'two\nlines', properties: { Plan: 'pro' } }])
  })

  it.each([
    ['a file that is not there', ['import', 'none.csv', '--survey', 'demo'], 'there is no file none.csv', 2],
    ['no survey', ['import', 'x.csv'], 'usage: sayso import', 2],
    ['a survey that is not there', ['report', 'none'], 'there is no such survey', 3],
    ['an unknown command', ['dance'], 'there is no command', 2],
    [
      'another database than the file',
      ['workspaces', 'add', 'A', '--database', 'libsql://a.example.com'],
      'a file keeps every workspace',
      3,
    ],
    ['a wrong key', ['report', 'demo', '--key', 'wrong'], 'An API key is needed', 3],
    ['no server', ['report', 'demo', '--url', 'http://127.0.0.1:9'], 'no server answers', 4],
  ])('ends with one line for %s', async (_, args, line, expected) => {
    const { code, err } = await sayso(...args)
    expect(code).toBe(expected)
    expect(err).toContain(line)
    expect(err).not.toContain('    at ')
  })

  it('says what taking answers out does to the score, and does it when told yes', async () => {
    const before = (await client.get(`/v1/surveys/${survey}/report`)).body
    const selection = [survey, '--band', 'negative', '--text', 'PLAIN']
    const foretold = await sayso('moderate', 'hold', ...selection)
    expect(foretold.out).toContain('nothing is changed yet')
    expect((await client.get(`/v1/surveys/${survey}/report`)).body).toEqual(before)
    const done = await sayso('moderate', 'hold', ...selection, '--yes')
    expect(done.out.replace('changed', 'would change')).toBe(foretold.out.replace(/nothing.*\n/, ''))
    const after = (await client.get(`/v1/surveys/${survey}/report`)).body
    expect(after.leftOut.heldFor).toEqual([{ reason: 'owner', count: before.n - after.n }])
    expect((await sayso('report', survey)).out).toContain(`${before.n - after.n} held: owner`)
    expect((await sayso('export', survey, '--state', 'held')).out.trim().split('\n')).toHaveLength(
      before.n - after.n,
    )
    await sayso('moderate', 'restore', ...selection, '--yes')
    expect((await client.get(`/v1/surveys/${survey}/report`)).body).toEqual(before)
    expect((await sayso('moderate', 'hold', survey)).err).toContain('must say which answers')
  })

  it('lists the columns when one is missing, and reads bytes that are not UTF-8 as Windows-1252', async () => {
    const odd = file('odd.csv', 'Colour?,Why\n5,good\n')
    expect((await sayso('import', odd, '--survey', survey)).err).toContain('no column looks like the score')
    expect((await sayso('import', odd, '--survey', survey, '--map', 'rating=Nope')).err).toContain(
      'Colour?, Why',
    )
    const latin = file(
      'latin.csv',
      new Uint8Array([...new TextEncoder().encode('rating,comment\n5,caf'), 0xe9, 10]),
    )
    const result = await sayso('import', latin, '--survey', survey, '--dry-run')
    expect([result.code, result.out]).toEqual([0, expect.stringContaining('"comment":"café"')])
  })

  it('prints a report as text or as JSON', async () => {
    const { out } = await sayso('report', survey)
    expect(out).toContain('CSAT 40.0 %')
    expect(out).toMatch(/satisfied +1,00\d/)
    const json = JSON.parse((await sayso('report', survey, '--json')).out)
    expect(json).toEqual((await client.get(`/v1/surveys/${survey}/report`)).body)
    expect((await sayso('report', 'demo')).out).toContain('NPS –')
  })

  it('prints trend, segments and funnel, and names an invalid parameter', async () => {
    const rows = Array.from({ length: 90 }, (_, i) => [
      i % 3 ? 5 : 1,
      `2026-0${1 + (i % 3)}-1${i % 10}`,
      i % 2 ? 'pro' : '\u001b[31mfree',
    ])
    const path = file('trend.csv', ['rating,date,plan', ...rows.map((row) => row.join())].join('\n'))
    const { body } = await client.post('/v1/surveys', { metric: 'csat', name: 'Trend' })
    expect((await sayso('import', path, '--survey', body.id, '--property', 'plan')).code).toBe(0)
    const month = ['--from', '2026-01-01', '--to', '2026-04-01', '--interval', 'month']
    const { out } = await sayso('report', body.id, ...month, '--compare', '2026-01-01/2026-02-01')
    expect(out).toMatch(/CSAT 66\.7 % {2}95 % sure between 5\d\.\d % and 7\d\.\d %/)
    expect(out).toMatch(
      /change \+66\.7 points, real {3}\(2026-01-01 to before 2026-02-01, UTC: 0\.0 %, n = 30\)/,
    )
    expect(out).toMatch(/trend {3}▁██ {2}2026-01-01 … before 2026-04-01, by month/)
    expect(out).toMatch(/pro +45 +66\.7 % {2}0\.0 points not distinguishable/)
    expect(out).not.toContain('\u001b')
    const wrong = await sayso('report', body.id, '--timezone', 'Mars/Olympus')
    expect([wrong.code, wrong.err]).toEqual([
      3,
      expect.stringContaining('timezone must be an IANA time zone'),
    ])
  })

  it('adds a link for each score to a table of people, and names the lines it refuses', async () => {
    const people =
      'Email;Full name;Plan;Lang\nada@example.com;Ada;pro;de\nbob@example.com;=Bob;;no tag\n"c@example.com";"C; D";free;\n'
    const table = join(folder, 'links.csv')
    const asked = [
      'invite',
      file('people.csv', people),
      '--survey',
      survey,
      '--property',
      'plan',
      '--out',
      table,
    ]
    const { code, err } = await sayso(...asked, '--expires', '2100-01-01')
    expect(code).toBe(1)
    expect(err).toContain('line 3: language must be a BCP 47 language tag')
    const [header, ...rows] = csvParseRows(readFileSync(table, 'utf8'))
    const scores = [1, 2, 3, 4, 5].map((rating) => `link_${rating}`)
    const links = ['link', ...scores, 'receipt', 'unsubscribe', 'decoy', 'expires']
    expect(header).toEqual(['Email', 'Full name', 'Plan', 'Lang', ...links])
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ['ada@example.com', 'Ada', 'pro', 'de'],
      ['c@example.com', 'C; D', 'free', ''],
    ])
    expect(rows[0]![8]).toMatch(/\/i\/[\w-]+\?rating=4$/)
    for (const link of rows[0]!.slice(4, 12)) expect([200, 404]).toContain((await fetch(link)).status)
    expect((await sayso('invite', file('nobody.csv', 'City\nUlm\n'), '--survey', survey)).err).toContain(
      '--map "email=City"',
    )
  })

  it('leaves the cells of a table of people as they are', async () => {
    const table = join(folder, 'phones.csv')
    const people = file('phones-in.csv', 'email,phone,note\na@example.com,+49 30 1234,=SUM(A1)\n')
    expect((await sayso('invite', people, '--survey', survey, '--out', table)).code).toBe(0)
    expect(csvParseRows(readFileSync(table, 'utf8'))[1]!.slice(0, 3)).toEqual([
      ...['a@example.com', '+49 30 1234', '=SUM(A1)'],
    ])
  })

  it('rotates the link secret, and that of all unless the environment sets it', async () => {
    expect((await sayso('links', 'rotate')).out).toContain('existing links stay valid')
    const later = ['--older-end', '2100-01-01T00:00:00Z']
    expect((await sayso('links', 'rotate', '--all', ...later)).out).toContain('end at 2100')
    const given = await startCollector({ SAYSO_SECRET: 'a-secret-of-the-environment-long-enough' })
    const { err } = await sayso('links', 'rotate', '--all', '--url', given.url)
    expect(err).toContain('SAYSO_SECRET signs links')
    await given.close()
  })

  it('says what a workspace may send', async () => {
    const { out } = await sayso('workspaces', 'add', 'Mailing')
    const id = out.slice(0, 12)
    const allow = ['workspaces', 'mail', id, '--from', 'ask@acme.example, @mail.acme.example', '--a-day', '9']
    expect((await sayso(...allow)).out).toContain('as ask@acme.example, @mail.acme.example, 9 mails a day')
    expect((await sayso('workspaces', 'mail', id)).out).toContain('no address, any number of mails a day')
    expect((await sayso('workspaces', 'mail', id, '--a-day', 'x')).code).toBe(2)
  })

  it('checks and rebuilds the counts', async () => {
    for (const deed of ['check', 'rebuild']) {
      expect(await sayso('counts', deed, survey)).toMatchObject({
        code: 0,
        out: 'the counts equal the responses\n',
      })
    }
  })
})
