import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

describe('sayso themes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-themes-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function sayso(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        ['server/cli.ts', 'themes', ...args],
        { env: { PATH: process.env.PATH } },
        (error, out, err) => {
          resolve({ code: error ? Number(error.code) : 0, out, err })
        },
      )
    })
  }

  function file(name: string, lines: readonly (string | object)[]): string {
    const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
    writeFileSync(join(folder, name), text.join('\n'))
    return join(folder, name)
  }

  const codebook = file('codebook.json', [
    { themes: { price: ['price', 'cheap*'], speed: ['slow'], food: ['~food'] } },
  ])
  const labelled = file('labelled.jsonl', [
    { text: 'The price is bad', themes: ['price'], polarity: { price: -1 }, score: -1 },
    { text: 'Cheapest of all, and never slow', themes: ['price'], polarity: { price: 1 }, score: 1 },
    { text: 'The prices are great', themes: ['speed', 'staff'], polarity: { speed: 1 }, score: 0 },
    '',
    { text: 'so slow', themes: ['speed'] },
  ])

  it('audits a codebook offline', async () => {
    const { code, out } = await sayso('audit', labelled, '--codebook', codebook, '--json')
    expect(code).toBe(0)
    const audit = JSON.parse(out)
    expect(audit.themes).toMatchObject([
      {
        theme: 'price',
        tagged: { count: 2, percent: 50 },
        found: { count: 3 },
        precision: expect.closeTo(66.67, 2),
        recall: 100,
      },
      { theme: 'speed', tagged: { count: 2 }, found: { count: 2 }, right: 1, f1: 50, shareError: 0 },
    ])
    // Three right of five found and four tagged: 2·3/(5 + 4).
    expect(audit.micro.f1).toBeCloseTo(66.67, 2)
    expect(audit.macro.f1).toBeCloseTo((80 + 50) / 2, 6)
    expect(audit.shareError).toBeCloseTo(12.5, 6)
    expect(audit.absent).toEqual([{ theme: 'staff', tagged: 1 }])
    expect(audit.untagged).toEqual(['food'])
    expect(audit.polarity.withScore).toMatchObject({ count: 3, of: 3 })
    const table = await sayso('audit', labelled, '--codebook', codebook)
    expect(table.out).toMatch(/micro F1 66\.7 {3}macro F1 65\.0/)
    expect(table.out).toMatch(/not in the codebook.*staff \(1\)/)
  })

  it('tries a calibration when there are more lines than the sample', async () => {
    const many = Array.from({ length: 60 }, (_, at) => ({
      text: at % 3 === 0 ? 'price' : 'slow price',
      themes: at % 3 === 0 ? ['price'] : ['speed'],
    }))
    const args = [file('many.jsonl', many), '--codebook', codebook, '--sample', '20', '--json']
    const { calibration } = JSON.parse((await sayso('audit', ...args)).out)
    expect(calibration).toMatchObject({ sample: 20, draws: 20 })
    expect(calibration.error.found).toBeCloseTo(100 / 3, 6)
    expect(calibration.error.calibrated).toBeLessThan(12)
  })

  it('tallies and suggests from a CSV file', async () => {
    const rows = Array.from({ length: 40 }, (_, at) =>
      at % 2 === 0 ? '2,"the price, and the parking space"' : '10,lovely place',
    )
    const csv = file('answers.csv', ['score,comment', ...rows, '7,'])
    const tally = JSON.parse((await sayso('tally', csv, '--codebook', codebook, '--json')).out)
    expect(tally.n).toBe(40)
    expect(tally.themes[0]).toMatchObject({ theme: 'price', n: 20, score: -100, polarity: { negative: 20 } })
    expect(tally.themes[0].delta).toMatchObject({ difference: -200, verdict: 'real' })
    expect((await sayso('tally', csv, '--codebook', codebook)).out).toMatch(/price +20 +50\.0 %/)
    const found = await sayso('suggest', csv, '--codebook', codebook)
    expect(found.out).toMatch(/without a theme\n {2}lovely place +20 of 20/)
    expect(found.out).toMatch(/with low scores\n(.*\n)* {2}parking space/)
  })

  it.each([
    [['audit', 'nowhere.jsonl'], /there is no file nowhere\.jsonl/],
    [['audit', file('bad.jsonl', ['{"text": 1, "themes": []}'])], /bad\.jsonl line 1: "text"/],
    [['audit', file('half.jsonl', [{ text: '', themes: [] }, '{"text"'])], /line 2 is not a JSON object/],
    [['audit', labelled, '--codebook', file('list.json', ['[]'])], /themes must be an object/],
    [['audit', labelled, '--codebook', file('broken.json', ['{'])], /is not JSON/],
    [
      ['audit', labelled, '--codebook', file('star.json', [{ themes: { a: ['*'] } }])],
      /themes\.a\[0\].*«\*»/,
    ],
    [['audit', labelled, '--language', 'xx'], /no codebook for xx/],
    [['audit', labelled, '--sample', 'x'], /--sample/],
    [['tally', labelled, '--scale', 'ten'], /--scale must be one of 0-10/],
    [['tally', file('plain.csv', ['a,b', '1,2'])], /no column looks like the comment/],
    [['tally', file('beyond.csv', ['score,comment', '11,x'])], /line 2: the rating/],
    [['prune', labelled], /usage/],
  ])('%j fails in one line', async (args, why) => {
    const { code, err } = await sayso(...args)
    expect(code).toBe(2)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toMatch(why)
  })
})
