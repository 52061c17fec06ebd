import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Window } from 'happy-dom'
import { parseSync } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportTable } from '../../server/cli/report-table.ts'
import { themeTable } from '../../server/cli/theme-tables.ts'
import type { SurveyReport } from '../../server/contract/reports.ts'
import { lastDays } from '../../server/pages/report/dates.ts'
import type { SurveyThemes } from '../../server/themes/theme-report.ts'
import type { Comparison } from '../../shared/comparison.ts'
import { type Console, openConsole } from '../support/console.ts'
import { randomFrom } from '../support/crowds.ts'
import { document } from '../support/document.ts'
import { surveyWith } from '../support/reports.ts'

/*
 * Whoever reads that a score is higher acts on it. So each sentence with such a word, wherever a report is
 * printed, is one of the kinds below, and each kind is held against the verdict that it stands for.
 */

/** Words by which a text says that one score differs from another. */
const claim =
  /\b(up(?! to\b)|down|better|worse|higher|lower|above|below|real|rose|risen|fell|fallen|grew|improved?|declined?|increased?|decreased?|moves)\b/i

/** A text as a person reads it, with where it stands. */
interface Said {
  readonly text: string
  /** The heading of its row and of its table; empty outside tables. */
  readonly row: string
  readonly table: string
}

/** What one survey's report found, and every text that was printed of it. */
interface Printed {
  readonly name: string
  readonly report: SurveyReport
  readonly themes: SurveyThemes
  readonly page: readonly Said[]
  readonly overview: readonly Said[]
  readonly terminal: string
  readonly themeTerminal: string
}

type Verdict = Pick<Comparison, 'verdict' | 'difference'> | null | undefined

const isReal = (found: Verdict, word: string) =>
  found?.verdict === 'real' && isUp(word) === (found.difference ?? 0) > 0
const isUp = (word: string) => /higher|above/.test(word)

const segmentIn = ({ segments }: SurveyReport, property: string, value: string) => {
  const found = segments.find((each) => each.property === property)
  return value.endsWith('other values')
    ? found?.other?.difference
    : found?.values.find((each) => each.value === value)?.difference
}
const themeIn = ({ themes }: SurveyThemes, name: string) => themes.find(({ theme }) => theme === name)

/** Every sentence that may say so, and whether its verdict allows it. */
const kinds: readonly {
  readonly sentence: RegExp
  readonly isTrue: (words: readonly string[], said: Said, printed: Printed) => boolean
}[] = [
  {
    sentence: /^Real change\. .*; it is (?:the same|.* (higher|lower)) now\. This is unlikely to be chance/,
    isTrue: ([, word], _, { report }) =>
      word ? isReal(report.change, word) : report.change?.verdict === 'real',
  },
  {
    sentence:
      /^No clear change\. .*; it is .* (higher|lower) now\. This may well be chance: the true difference is, 95% sure, between/,
    isTrue: ([, word], _, { report: { change } }) =>
      change?.verdict === 'not distinguishable' && isUp(word!) === change.difference! > 0,
  },
  {
    sentence: /^(?:NPS|CSAT|CES|CES mean) is .* (higher|lower) than in /,
    isTrue: ([, word], _, { report }) => isReal(report.change, word!),
  },
  {
    sentence: /^(\w+) (\w+): .* (above|below) the rest, from [\d,]+ answers?\.$/,
    isTrue: ([, property, value, word], _, { report }) => isReal(segmentIn(report, property!, value!), word!),
  },
  {
    sentence: /^Comments on (.+): .* (higher|lower) than the others, from [\d,]+ comments?\.$/,
    isTrue: ([, name, word], _, { themes }) => isReal(themeIn(themes, name!)?.delta, word!),
  },
  {
    sentence: /^[\d.,]+ (?:percentage )?points? (above|below) the rest(?: few answers)?$/,
    isTrue: ([, word], { row, table }, { report }) => isReal(segmentIn(report, table, row), word!),
  },
  {
    sentence: /moves the overall score by/,
    isTrue: (_, { row }, { themes }) => themeIn(themes, row)?.delta?.verdict === 'real',
  },
  {
    sentence: /^Real change: .* (higher|lower)$/,
    isTrue: ([, word], _, { report }) => isReal(report.change, word!),
  },
  // Not about scores: where on the page something stands.
  { sentence: /The numbers are in the table below\.$/, isTrue: () => true },
]

/** The texts of a page that make a claim which no verdict allows. */
function untrue(said: readonly Said[], printed: Printed): string[] {
  return said
    .filter(({ text }) => claim.test(text))
    .filter((each) => {
      const kind = kinds.find(({ sentence }) => sentence.test(each.text))
      return !kind?.isTrue(each.text.match(kind.sentence)!, each, printed)
    })
    .map(({ text }) => text)
}

const blocks = 'p, li, td, th, caption, summary, h1, h2, h3, desc, title, text'

/** Each block of a page that has no other within, and each text that is only told. */
function saidOn(html: string, within: string): Said[] {
  const { document } = new Window({ settings: { disableJavaScriptEvaluation: true } })
  document.body.innerHTML = html.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, '')
  const tidy = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()
  const found: Said[] = []
  for (const root of document.querySelectorAll(within))
    for (const element of [root, ...root.querySelectorAll('*')]) {
      const place = {
        row: tidy(element.closest('tr, tbody')?.querySelector('th a, th .soft')?.textContent),
        table: tidy(element.closest('table')?.querySelector('caption')?.textContent),
      }
      const isBlock = element.matches(blocks) && !element.querySelector(blocks)
      const texts = [
        isBlock ? element.textContent : '',
        ...['aria-label', 'title', 'alt'].map((name) => element.getAttribute(name)),
      ]
      for (const text of texts.map(tidy)) if (text) found.push({ text, ...place })
    }
  return found
}

type Shape = { readonly now: number; readonly before: number; readonly shift: number; readonly apart: number }

/** How many answered now and before, by how much of the scale they moved, and how far the groups are apart. */
const shapes: readonly Shape[] = [
  { now: 120, before: 120, shift: 0.3, apart: 0.4 },
  { now: 120, before: 120, shift: -0.3, apart: -0.4 },
  { now: 80, before: 80, shift: 0, apart: 0 },
  { now: 40, before: 25, shift: 0.05, apart: 0.1 },
  { now: 12, before: 12, shift: 0.2, apart: 0.3 },
  { now: 6, before: 60, shift: 0.4, apart: 0 },
  { now: 30, before: 4, shift: 0, apart: 0.5 },
  { now: 0, before: 20, shift: 0, apart: 0 },
]
const readings = [
  { metric: 'nps', scale: '0-10', min: 0, max: 10 },
  { metric: 'csat', scale: '1-5', min: 1, max: 5 },
  { metric: 'ces', scale: '1-7', primary: 'mean', min: 1, max: 7 },
  { metric: 'ces', scale: '1-5-effort', min: 1, max: 5 },
] as const

const day = 86_400_000

function answersOf({ now, before, shift, apart }: Shape, min: number, max: number, seed: number) {
  const random = randomFrom(seed)
  const answer = (place: number, age: number, level: number) => {
    const isPro = random() < 0.5
    const at = level + (isPro ? apart / 2 : -apart / 2) + (random() + random() + random() - 1.5) * 0.5
    const rating = Math.round(min + (max - min) * Math.min(1, Math.max(0, at)))
    const isDear = random() < 0.6 - at / 2
    return {
      id: `${age}-${place}`,
      rating,
      answeredAt: new Date(Date.now() - (age + random() * 60) * day).toISOString(),
      comment: isDear ? 'The price is too much.' : 'It does what we need.',
      properties: {
        plan: isPro ? 'pro' : 'free',
        role: ['editor', 'owner', 'viewer'][Math.floor(random() * 3)],
      },
    }
  }
  return [
    ...Array.from({ length: now }, (_, place) => answer(place, 5, 0.55 + shift)),
    ...Array.from({ length: before }, (_, place) => answer(place, 100, 0.55)),
  ]
}

let app: Console
let all: readonly Printed[]

beforeAll(async () => {
  app = await openConsole()
  const period = lastDays(90, Date.now(), 'UTC')
  const query = new URLSearchParams({ ...period, interval: 'month' })
  const made = await Promise.all(
    readings.flatMap(({ min, max, ...survey }, place) =>
      shapes.map(async (shape, at) => {
        const name = `Survey ${'abcd'[place]}${at}`
        const answers = answersOf(shape, min, max, 100 * place + at)
        return { name, id: await surveyWith(app.collector, { ...survey, name }, answers) }
      }),
    ),
  )
  const overview = saidOn((await app.get('/console')).body, 'main')
  all = await Promise.all(
    made.map(async ({ name, id }) => {
      const [report, themes, page] = await Promise.all([
        app.api.get(`/v1/surveys/${id}/report?${query}`),
        app.api.get(`/v1/surveys/${id}/themes?${query}`),
        app.get(`/console/surveys/${id}?${query}`),
      ])
      const { metric, primary } = report.body.score
      return {
        name,
        report: report.body,
        themes: themes.body,
        page: saidOn(page.body, '.report > *'),
        overview: overview.filter(({ row }) => row === name),
        terminal: reportTable(report.body),
        themeTerminal: themeTable(themes.body, {
          name: report.body.survey.scale,
          reading: { metric, primary },
        } as Parameters<typeof themeTable>[1]),
      }
    }),
  )
})
afterAll(() => app?.close())

describe('what is printed of a score says no more than its verdict', () => {
  it('on the report page', () => {
    expect(all.flatMap((each) => untrue(each.page, each))).toEqual([])
  })

  it('in the overview', () => {
    expect(all.flatMap((each) => untrue(each.overview, each))).toEqual([])
    expect(all.every(({ overview }) => overview.length > 3)).toBe(true)
  })

  it('in the terminal', () => {
    for (const { terminal, report } of all) {
      const claims = terminal.split('\n').filter((line) => claim.test(line))
      const changes = claims.filter((line) => /^change [+-][\d.]+ points, real {3}\(/.test(line))
      const segments = claims.filter((line) => /^ {2}\S.* [+-][\d.]+ points real$/.test(line))
      const real = report.segments
        .flatMap(({ values, other }) => [...values, ...(other ? [other] : [])])
        .filter(({ difference }) => difference?.verdict === 'real')
      expect(changes.length).toBe(report.change?.verdict === 'real' ? 1 : 0)
      expect(segments.length).toBe(real.length)
      expect(claims.length).toBe(changes.length + segments.length)
    }
    for (const { themeTerminal, themes } of all) {
      const claims = themeTerminal.split('\n').filter((line) => claim.test(line))
      const real = themes.themes.filter(({ delta }) => delta?.verdict === 'real')
      expect(claims.map((line) => line.split('  ')[0])).toEqual(real.map(({ theme }) => theme))
    }
  })

  it('in JSON, where real means less than one in twenty after correction, and an interval without 0', () => {
    const comparisons: Comparison[] = []
    const claims: string[] = []
    const look = (value: unknown, key: string) => {
      if (typeof value === 'string' && claim.test(value)) claims.push(`${key}: ${value}`)
      if (typeof value !== 'object' || value === null) return
      if ('verdict' in value) comparisons.push(value as Comparison)
      for (const [name, each] of Object.entries(value)) look(each, name)
    }
    for (const { report, themes } of all) {
      look(report, '')
      look({ ...themes, codebook: null }, '')
    }
    const allowed = ['verdict: real', 'direction: up', 'direction: down']
    expect(claims.filter((each) => !allowed.includes(each))).toEqual([])
    for (const { verdict, adjustedP, interval } of comparisons) {
      expect(verdict === 'real').toBe(adjustedP !== null && adjustedP < 0.05)
      if (verdict === 'real') expect(interval!.low > 0 || interval!.high < 0).toBe(true)
    }
    expect(comparisons.length).toBeGreaterThan(100)
  })

  it('in the description of the API, where no words promise more', () => {
    const { Report, Comparison, Overview, Themes } = document.components!.schemas as Record<string, object>
    const texts: string[] = []
    const look = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return
      for (const [key, each] of Object.entries(value)) {
        if (key === 'description' && typeof each === 'string' && claim.test(each)) texts.push(each)
        look(each)
      }
    }
    look([Report, Comparison, Overview, Themes])
    // Whether there is a score, not how it compares.
    expect(texts.filter((text) => !/\bbelow (10|30) |\bNull below\b/i.test(text))).toEqual([])
  })

  it('and every kind of sentence was printed by some of these reports', () => {
    const texts = all.flatMap(({ page, overview }) => [...page, ...overview]).map(({ text }) => text)
    expect(
      kinds
        .filter(({ sentence }) => !texts.some((text) => sentence.test(text)))
        .map(({ sentence }) => sentence),
    ).toEqual([])
  })
})

describe('a text of the source that makes a claim', () => {
  const root = join(import.meta.dirname, '../../server')
  const printing =
    /^(pages\/(report|overview|charts)\/|pages\/(report|overview)-page|pages\/texts\/(report|overview)|cli\/(report|theme)-table|reports\/|themes\/)/

  /** The texts in a file, without its markup, imports and single words, which are values. */
  function textsOf(code: string, name: string): string[] {
    const texts: string[] = []
    const visit = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return
      const { type, value: text } = value as { type?: string; value?: unknown }
      if (type === 'ImportDeclaration') return
      if (type === 'Literal' && typeof text === 'string') texts.push(text)
      if (type === 'TemplateElement') texts.push((text as { cooked: string }).cooked)
      for (const each of Object.values(value)) visit(each)
    }
    visit(parseSync(name, code).program.body)
    return texts
      .flatMap((text) => text.replace(/<[^>]*>|<[^>]*$|^[^<>]*>/g, '\n').split('\n'))
      .map((text) => text.replace(/\s+/g, ' ').trim())
      .filter((text) => claim.test(text) && text.includes(' '))
  }

  it('was printed, and so held against its verdict', () => {
    const printed = all
      .flatMap((each) => [...each.page, ...each.overview].map(({ text }) => text))
      .concat(all.flatMap(({ terminal, themeTerminal }) => [terminal, themeTerminal]))
      .join('\n')
    const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => printing.test(name) && name.endsWith('.ts'))
      .flatMap((name) => textsOf(readFileSync(join(root, name), 'utf8'), name))
    expect(found.length).toBeGreaterThan(3)
    expect(found.filter((text) => !printed.includes(text))).toEqual([])
  })
})

describe('this judge', () => {
  const said = (text: string): Said => ({ text, row: 'pro', table: 'plan' })

  it.each([
    'NPS is 4 points higher than in Q1.',
    'Real change. NPS was 3 in Q1; it is 4 points higher now. This is unlikely to be chance',
    'plan pro: 9 points above the rest, from 90 answers.',
    '9 points above the rest',
    'Better than last month',
    'The score went up',
    'Real change: 3 points lower',
  ])('refuses "%s" where nothing is certain', (text) => {
    const calm = all.find(({ report }) => report.n === 80 && report.change?.verdict !== 'real')!
    expect(untrue([said(text)], calm)).toEqual([text])
  })
})
