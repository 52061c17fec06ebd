import { describe, expect, it } from 'vitest'
import { readLocales } from '../../../server/built-data/read-locales.ts'
import { points } from '../../../shared/scale.ts'
import { everyScale, longLink, mailTo, publicSurvey } from '../../support/mails.ts'

const locales = await readLocales()
const limit = 30 * 1024
const bytes = (text: string) => new TextEncoder().encode(text).length

describe.each(everyScale)('a mail with $metric on $scale as $display', (shown) => {
  it('stays under 30 kB in every language', async () => {
    const sizes = await Promise.all(
      Object.keys(locales).map(async (language) =>
        bytes((await mailTo(publicSurvey(shown, { language }))).html),
      ),
    )
    console.log(
      `${shown.metric} ${shown.scale} ${shown.display}: ${Math.min(...sizes)}–${Math.max(...sizes)} bytes of HTML in ${sizes.length} languages`,
    )
    expect(Math.max(...sizes)).toBeLessThanOrEqual(limit)
  })

  it('has a link a point, with its name, in HTML and in text', async () => {
    const survey = publicSurvey(shown)
    const { html, text } = await mailTo(survey)
    for (const point of points(survey.scale)) {
      const link = `${longLink}?rating=${point}`
      expect(html.split(`href="${link}"`)).toHaveLength(2)
      expect(text.split('\n').filter((line) => line === link)).toHaveLength(1)
    }
    const names = [...html.matchAll(/aria-label="([^"]+)"/g)].map(([, name]) => name)
    expect(new Set(names).size).toBe(points(survey.scale).length)
    expect(names[0]).toContain('Not at all likely')
    expect(names.at(-1)).toContain('Extremely likely')
  })
})

const nps = { metric: 'nps', scale: '0-10', display: 'numbers' } as const

it('fetches nothing, runs nothing, and lays out by tables that screen readers pass over', async () => {
  for (const shown of everyScale) {
    const { html } = await mailTo(publicSurvey(shown))
    expect(html).not.toMatch(
      /<(img|link|script|iframe|object|video|form|input)\b|\bsrc=|url\(|@import|@font-face/i,
    )
    for (const [table] of html.matchAll(/<table[^>]*>/g)) expect(table).toContain('role="presentation"')
  }
})

it('is written from the right where the language is', async () => {
  const { html } = await mailTo(publicSurvey(nps, { language: 'ar' }))
  expect(html).toContain('<html lang="ar" dir="rtl"')
  expect(html.match(/<div lang="ar" dir="rtl">/g)).toHaveLength(1)
  expect(html).toMatch(/align="right"[^>]*>0 – Not at all likely<.*align="left"[^>]*>10 – Extremely likely</s)
})

it('hides the decoy from people, also from those who read text', async () => {
  const { html, text } = await mailTo(publicSurvey(nps))
  expect(html).toMatch(
    /<a href="[^"]+\/d\/k+" tabindex="-1" aria-hidden="true" style="display:none;[^"]*"><\/a>/,
  )
  expect(text).not.toContain('/d/')
})

it('puts the name in, and mends the words where there is none', async () => {
  const survey = publicSurvey(nps, { question: 'Hi {name}, how was it?' })
  expect((await mailTo(survey)).subject).toBe('Hi Ada, how was it?')
  const nameless = await mailTo(survey, { circumstances: {} })
  expect(nameless.subject).toBe('Hi, how was it?')
  expect(nameless.text).toContain('Hi, how was it?')
})

it('keeps the subject one line, whatever the name brings', async () => {
  const survey = publicSurvey(nps, { question: 'Hi {name}' })
  const name = 'Ada\r\nBcc: everybody@example.com\u2028x'
  const { subject } = await mailTo(survey, { circumstances: { respondent: { name } } })
  expect(subject).toBe('Hi Ada Bcc: everybody@example.com x')
})

it('takes the look of the survey: its colour with readable ink, its font, always dark or light', async () => {
  const look = { accent: '#ffdd00', font: '"Brand Sans"', radius: 3, scheme: 'light' } as const
  const { html } = await mailTo(publicSurvey(nps, { look }))
  expect(html).toContain('bgcolor="#ffdd00"')
  expect(html).toMatch(/color:#000000;font-family:&quot;Brand Sans&quot;,system-ui/)
  expect(html).toContain('border-radius:3px')
  expect(html).not.toContain('prefers-color-scheme')
  expect((await mailTo(publicSurvey(nps))).html).toContain('prefers-color-scheme:dark')
})

it('has its own words in every language', () => {
  const { en, ...others } = locales
  const english = Object.values(en!.mail)
  for (const words of Object.values(others).map(({ mail }) => Object.values(mail))) {
    for (const word of words) expect(word).toMatch(/\S/)
    expect(words.filter((word) => english.includes(word))).toEqual([])
  }
})
