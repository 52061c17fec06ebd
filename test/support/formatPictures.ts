import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { formats, type PublicSurvey, scales } from '../../shared/survey.ts'
import { openHostSite } from '../journey/hostSite.ts'
import { definition, rendererOf, wordsIn } from '../journey/rendererPage.ts'
import { clientOf } from './client.ts'
import type { Collector } from './collector.ts'

const arabic = {
  language: 'ar',
  question: 'ما مدى احتمال أن توصي بنا لصديق أو زميل؟',
  lowLabel: 'غير محتمل',
  highLabel: 'محتمل جدًا',
  commentPrompt: '',
}
const five = {
  metric: 'csat',
  scale: scales.csat['1-5'],
  question: 'How was getting started?',
  lowLabel: 'Hard',
  highLabel: 'Great',
} as const
const two = {
  metric: 'csat',
  scale: scales.csat['0-1'],
  question: 'Did this answer your question?',
  lowLabel: '',
  highLabel: '',
} as const

/** What the pictures are of, beside each format with an NPS. */
const displays: readonly Partial<PublicSurvey>[] = [
  { ...five, display: 'stars' },
  { ...five, display: 'smileys' },
  { ...two, display: 'thumbs' },
]
const more = { choices: ['Price', 'Support', 'Speed'], contact: true }

const page = `<!doctype html><html lang="en"><style>html{color-scheme:light dark;background:light-dark(#eef0f3,#0d0f12)}
  body{margin:48px;font:16px system-ui;color:light-dark(#8a93a0,#5d6672)} i{display:block;height:14px;margin:14px 0;border-radius:7px;background:light-dark(#dde1e7,#1e232a)}
  #here{margin:24px 0;max-width:460px}</style><body><i style="width:40%;height:26px"></i><i></i><i style="width:80%"></i><div id="here"></div>${'<i></i><i style="width:70%"></i>'.repeat(6)}`

interface Picture {
  readonly name: string
  readonly survey: PublicSurvey
  readonly step: 'asking' | 'commenting' | 'thanked'
  readonly colorScheme: 'light' | 'dark'
  readonly viewport?: { readonly width: number; readonly height: number }
}

/** Every format in the light, the dark and from right to left, and every display, asking for a score and for a reason. */
export async function takeFormats(browser: Browser, collector: Collector): Promise<Map<string, Buffer>> {
  const folder = join(tmpdir(), 'sayso-formats')
  await mkdir(folder, { recursive: true })
  const taken = new Map<string, Buffer>()
  const site = await openHostSite()
  const address = site.addDocument(page)
  for (const picture of await picturesOf(collector)) {
    const image = await take(browser, collector, address, picture)
    taken.set(picture.name, image)
    await writeFile(join(folder, `${picture.name}.png`), image)
  }
  await site.close()
  console.log(`${taken.size} pictures in ${folder}`)
  return taken
}

async function picturesOf(collector: Collector): Promise<Picture[]> {
  const nps = await definition(collector, {})
  const named = [
    ...formats.map((format) => [format, { ...nps, format }] as const),
    ...displays.map((display) => [display.display, { ...nps, ...display }] as const),
  ]
  const steps = ['asking', 'commenting'] as const
  return named.flatMap(([name, survey]) =>
    steps.flatMap((step): Picture[] => [
      {
        name: `${name}-${step}-light`,
        survey: { ...survey, ...(step === 'commenting' && more) },
        step,
        colorScheme: 'light',
      },
      {
        name: `${name}-${step}-dark`,
        survey: { ...survey, ...(step === 'commenting' && more) },
        step,
        colorScheme: 'dark',
      },
      {
        name: `${name}-${step}-rtl`,
        survey: { ...survey, ...arabic, words: wordsIn('ar') },
        step,
        colorScheme: 'light',
      },
    ]),
  )
}

const windows = [
  { width: 1280, height: 720 },
  { width: 390, height: 760 },
]
const link = { label: 'Review us on G2', url: 'https://example.com/review' }

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 24"><rect width="24" height="24" rx="7" fill="#0b6b60"/><path d="M6.5 17 12 6.5 17.5 17M8.7 13.5h6.6" fill="none" stroke="#fff" stroke-width="2"/></svg>`
const logo = `data:image/svg+xml;base64,${btoa(drawing)}`

/** Every format and display at each step, and the hosted pages, in the light and the dark, on a desk and a phone. */
export async function takeLooks(browser: Browser, collector: Collector): Promise<void> {
  const folder = join(tmpdir(), 'sayso-looks')
  await mkdir(folder, { recursive: true })
  const site = await openHostSite()
  const address = site.addDocument(page)
  const nps = { ...(await definition(collector, {})), byBand: { positive: { link } } }
  const named: (readonly [string, PublicSurvey])[] = [
    ...formats.map((format) => [format, { ...nps, format }] as const),
    ...displays.map((display) => [`${display.display}`, { ...nps, ...display }] as const),
    ['logo', { ...nps, look: { logo, accent: '#0b6b60' }, customer: 'Acme' }],
    ['arabic', { ...nps, ...arabic, words: wordsIn('ar') }] as const,
  ]
  const client = clientOf(collector)
  await client.patch('/v1/workspace', { name: 'Acme' })
  await client.patch('/v1/surveys/demo', { contact: true, choices: more.choices })
  for (const viewport of windows)
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [name, survey] of named)
        for (const step of ['asking', 'commenting', 'thanked'] as const) {
          const shown = { ...survey, ...(step === 'commenting' && more) }
          const image = await take(browser, collector, address, {
            name,
            survey: shown,
            step,
            colorScheme,
            viewport,
          })
          await writeFile(join(folder, `${name}-${step}-${colorScheme}-${viewport.width}.png`), image)
        }
      await takeHosted(browser, collector, { colorScheme, viewport }, folder)
    }
  await site.close()
  console.log(`more in ${folder}`)
}

type Sight = Required<Pick<Picture, 'colorScheme' | 'viewport'>>

/** The pages of a person who answers at the hosted page: the survey, the thanks, their own answer. */
async function takeHosted(
  browser: Browser,
  collector: Collector,
  sight: Sight,
  folder: string,
): Promise<void> {
  const tab = await browser.newPage({ ...sight, reducedMotion: 'reduce' })
  const picture = (name: string) =>
    tab.screenshot({ path: join(folder, `hosted-${name}-${sight.colorScheme}-${sight.viewport.width}.png`) })
  await tab.goto(`${collector.url}/s/demo`)
  await picture('asking')
  await tab.goto(`${collector.url}/s/demo?rating=9`)
  await picture('landing')
  await tab.getByRole('button').click()
  await picture('thanked')
  await tab.locator('a[href*="/r/"]').click()
  await picture('receipt')
  await tab.close()
}

async function take(
  browser: Browser,
  collector: Collector,
  address: string,
  { survey, step, colorScheme, viewport = { width: 760, height: 520 } }: Picture,
): Promise<Buffer> {
  const tab = await browser.newPage({
    viewport,
    colorScheme,
    reducedMotion: 'reduce',
  })
  await tab.goto(address)
  const rehearsal =
    step === 'asking'
      ? { step }
      : { step, rating: survey.scale.max - (survey.scale.max > 1 ? 1 : 0), comment: '' }
  const showing = JSON.stringify({ survey, collector: collector.url, rehearsal })
  await tab.addScriptTag({
    type: 'module',
    content: `import { show } from '${rendererOf(collector)}'; const showing = ${showing}
      show({ ...showing, target: showing.survey.format === 'inline' ? document.querySelector('#here') : null, circumstances: () => ({}), done() {}, gone() {} })`,
  })
  await tab.locator('sayso-survey section').waitFor()
  const image = await tab.screenshot()
  await tab.close()
  return image
}

/** Some of them side by side, for the README. */
export async function composeSheet(
  browser: Browser,
  taken: ReadonlyMap<string, Buffer>,
  names: readonly string[],
): Promise<Buffer> {
  const images = names.map(
    (name) => `<img src="data:image/png;base64,${taken.get(name)!.toString('base64')}">`,
  )
  const sheet = await browser.newPage({ viewport: { width: 1200, height: 100 } })
  await sheet.setContent(
    `<style>body{margin:0;padding:12px;display:grid;grid-template-columns:repeat(3,1fr);gap:12px;background:#fff}img{width:100%;border-radius:8px;display:block}</style>${images.join('')}`,
  )
  const image = await sheet.screenshot({ type: 'jpeg', quality: 82, fullPage: true })
  await sheet.close()
  return image
}
