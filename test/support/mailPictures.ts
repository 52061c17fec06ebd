import { mkdir } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import type { PublicSurvey } from '../../shared/survey.ts'
import { launchChromium } from './chromium.ts'
import { everyScale, mailTo, publicSurvey, type Shown } from './mails.ts'

/**
 * The last part of `npm run screenshots`: every scale as a mail, by day, by night, written from the
 * right, and on a narrow screen, one picture each in `pictures/mails`; and the two in `docs/`.
 */

const folder = new URL('../../pictures/mails/', import.meta.url)
const docs = new URL('../../docs/', import.meta.url)

const arabic: Partial<PublicSurvey> = {
  language: 'ar',
  question: 'ما مدى احتمال أن توصي بنا لصديق أو زميل؟',
  lowLabel: 'غير محتمل إطلاقًا',
  highLabel: 'محتمل جدًا',
}

interface Look {
  readonly name: string
  readonly given: Partial<PublicSurvey>
  readonly colorScheme: 'light' | 'dark'
  readonly width: number
}

const looks: readonly Look[] = [
  { name: 'light', given: {}, colorScheme: 'light', width: 640 },
  { name: 'dark', given: {}, colorScheme: 'dark', width: 640 },
  { name: 'rtl', given: arabic, colorScheme: 'light', width: 640 },
  { name: 'rtl-dark', given: arabic, colorScheme: 'dark', width: 640 },
  { name: 'phone', given: {}, colorScheme: 'light', width: 360 },
]

async function take(browser: Browser, shown: Shown, look: Look, path: URL): Promise<void> {
  const { given, colorScheme, width } = look
  const page = await browser.newPage({ viewport: { width, height: 320 }, colorScheme })
  const mail = await mailTo(publicSurvey(shown, given), {
    intro: given.language ? null : 'Hi {name}, you have been with us for 90 days.',
  })
  await page.setContent(mail.html)
  await page.screenshot({ path: path.pathname, fullPage: true })
  await page.close()
}

const [browser] = await Promise.all([launchChromium(), mkdir(folder, { recursive: true })])
try {
  for (const shown of everyScale) {
    for (const look of looks) {
      const name = `${shown.metric}-${shown.scale}-${shown.display}-${look.name}.png`
      await take(browser, shown, look, new URL(name, folder))
    }
  }
  const nps = { metric: 'nps', scale: '0-10', display: 'numbers' } as const
  await take(browser, nps, looks[0]!, new URL('mail.png', docs))
  await take(browser, nps, looks[1]!, new URL('mail-dark.png', docs))
  console.log(`${everyScale.length * looks.length} mails in pictures/mails`)
} finally {
  await browser.close()
}
