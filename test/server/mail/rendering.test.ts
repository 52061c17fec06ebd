import { describe, expect, it } from 'vitest'
import { readLocales } from '../../../server/built-data/read-locales.ts'
import { points } from '../../../shared/scale.ts'
import { everyScale, longLink, mailTo, publicSurvey } from '../../support/mails.ts'

const locales = await readLocales()
const limit = 30 * 1024
/** What only Word reads. */
const wordsOwn = /<!--\[if mso\]>.*?<!\[endif\]-->/gs
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

  it('has a named link for each point, in HTML and in text', async () => {
    const survey = publicSurvey(shown)
    const { html: whole, text } = await mailTo(survey)
    const html = whole.replace(wordsOwn, '')
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

  // Word ignores padding and `display` of links, and presses only what a VML shape fills.
  it('has a shape that can be pressed as a whole for each point in Outlook for Windows, and no other link', async () => {
    const survey = publicSurvey(shown)
    const { html } = await mailTo(survey)
    const word = [...html.matchAll(wordsOwn)].map(([part]) => part).join('')
    const shapes = [...word.matchAll(/<v:roundrect xmlns:v="[^"]+" xmlns:w="[^"]+" ([^>]+)>/g)].map(
      ([, attributes]) => attributes!,
    )
    const links = points(survey.scale).map((point) => `${longLink}?rating=${point}`)
    expect(shapes.map((shape) => shape.match(/ ?href="([^"]+)"/)?.[1])).toEqual(links)
    for (const shape of shapes) {
      const [, width, height] = shape.match(/width:(\d+)px;height:(\d+)px/)!
      expect(Number(width)).toBeGreaterThanOrEqual(24)
      expect(Number(height)).toBeGreaterThanOrEqual(44)
      // A shape without a filling is pressed at its text only.
      expect(shape).toMatch(/fillcolor="#[0-9a-f]{6}"/)
      expect(shape).not.toContain('filled="f"')
    }
    const widths = [...word.matchAll(/<td width="(\d+)">/g)].map(([, width]) => Number(width))
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(510)
    // What others show is hidden from Word, and hides nothing from them.
    const others = html.match(/<!--\[if !mso\]><!-->.*?<!--<!\[endif\]-->/gs)!
    expect(others).toHaveLength(1)
    for (const link of links) expect(others[0]).toContain(link)
    expect(html.replace(wordsOwn, '').replace(others[0]!, '')).not.toContain('rating=')
  })
})

const nps = { metric: 'nps', scale: '0-10', display: 'numbers' } as const

it('loads nothing, runs nothing, and uses tables that screen readers ignore', async () => {
  for (const shown of everyScale) {
    const { html } = await mailTo(publicSurvey(shown))
    expect(html).not.toMatch(
      /<(img|link|script|iframe|object|video|form|input)\b|\bsrc=|url\(|@import|@font-face/i,
    )
    for (const [table] of html.matchAll(/<table[^>]*>/g)) expect(table).toContain('role="presentation"')
  }
})

it('is right to left in right-to-left languages', async () => {
  const { html } = await mailTo(publicSurvey(nps, { language: 'ar' }))
  expect(html).toContain('<html lang="ar" dir="rtl"')
  expect(html.match(/<div lang="ar" dir="rtl">/g)).toHaveLength(1)
  expect(html).toMatch(/align="right"[^>]*>0 – Not at all likely<.*align="left"[^>]*>10 – Extremely likely</s)
})

it('hides the decoy from people, and leaves it out of the text', async () => {
  const { html, text } = await mailTo(publicSurvey(nps))
  expect(html.match(/<a href="[^"]+\/d\/k+" tabindex="-1" aria-hidden="true"><\/a>/g)).toHaveLength(2)
  expect(text).not.toContain('/d/')
})

it('hides no text from people, by size or otherwise', async () => {
  for (const shown of everyScale) {
    const { html } = await mailTo(publicSurvey(shown))
    expect(html).not.toMatch(/font-size:0|line-height:0|display:none|mso-hide|visibility:hidden|opacity:0/)
  }
})

it('fills in the name, and mends the sentence when there is none', async () => {
  const survey = publicSurvey(nps, { question: 'Hi {name}, how was it?' })
  const subject = '{name}, how was it?'
  expect(await mailTo(survey, { subject })).toMatchObject({
    subject: 'Ada, how was it?',
    text: expect.stringContaining('Hi Ada, how was it?'),
  })
  const nameless = await mailTo(survey, { subject, circumstances: {} })
  expect(nameless.subject).toBe('How was it?')
  expect(nameless.text).toContain('Hi, how was it?')
})

it('keeps the subject on one line, whatever the name contains', async () => {
  const name = 'Ada\r\nBcc: everybody@example.com\u2028x'
  const circumstances = { respondent: { name } }
  const { subject } = await mailTo(publicSurvey(nps), { subject: 'Hi {name}', circumstances })
  expect(subject).toBe('Hi Ada Bcc: everybody@example.com x')
  expect((await mailTo(publicSurvey(nps), { from: 'A\r\nBcc: b@example.com' })).subject).toBe(
    'A quick question from A Bcc: b@example.com',
  )
})

describe('a mail without a subject of its own', () => {
  it('names the sender in every language, and asks nothing', async () => {
    for (const language of Object.keys(locales)) {
      const { subject } = await mailTo(publicSurvey(nps, { language }), { from: 'A $& B' })
      expect(subject).toContain('A $& B')
      expect(subject).not.toMatch(/[?？؟;]|\{from\}/)
    }
    expect((await mailTo(publicSurvey(nps))).subject).toBe('A quick question from Acme')
    expect((await mailTo(publicSurvey(nps, { language: 'de' }))).subject).toBe('Eine kurze Frage von Acme')
  })

  it('is called by its question without a sender, and in a language without words of ours', async () => {
    const survey = publicSurvey(nps)
    expect((await mailTo(survey, { from: null })).subject).toBe(survey.question)
    const welsh = publicSurvey(nps, { language: 'cy', wordsIn: 'en', question: 'Pa mor debygol?' })
    expect((await mailTo(welsh)).subject).toBe('Pa mor debygol?')
  })
})

it('takes the look of the survey: its colour with readable text, its font, its colour scheme', async () => {
  const look = { accent: '#ffdd00', font: '"Brand Sans"', radius: 3, scheme: 'light' } as const
  const { html } = await mailTo(publicSurvey(nps, { look }))
  // A yellow edge would not be seen on white: 38 % of it in the ink is, and a button pointed at is yellow.
  expect(html).toContain('border:1px solid #6e6313')
  expect(html).toContain(
    '.sb:hover{background-color:#ffdd00!important}.sb:hover .sl{color:#000000!important}',
  )
  expect(html).toMatch(/font-family:&quot;Brand Sans&quot;,system-ui/)
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
