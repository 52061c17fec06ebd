import type { Browser, Locator, Page } from 'playwright-core'
import { type Format, type Look, type PublicSurvey, scales } from '../../../shared/survey.ts'
import type { Conversation } from '../../../widget/session.ts'
import type { Collector } from '../../support/collector.ts'
import type { HostSite } from '../hostSite.ts'
import { definition, rendererOf, wordsIn } from '../rendererPage.ts'
import { visit } from '../visit.ts'

/** Every way the points of a scale are drawn. */
export const kinds = {
  'numbers 0–10': { metric: 'nps', scale: scales.nps['0-10'], display: 'numbers' },
  'numbers 1–7': { metric: 'ces', scale: scales.ces['1-7'], display: 'numbers' },
  stars: { metric: 'csat', scale: scales.csat['1-5'], display: 'stars' },
  smileys: { metric: 'csat', scale: scales.csat['1-5'], display: 'smileys' },
  thumbs: { metric: 'csat', scale: scales.csat['0-1'], display: 'thumbs' },
} as const satisfies Record<string, Partial<PublicSurvey>>
export type Kind = keyof typeof kinds

const link = { url: 'https://example.com/review' }
const both = { contact: true, commentPrompt: '', thanks: '' }

/** What is said, from left to right, from right to left, and in words that are too long for a phone. */
export const tongues = {
  en: {
    ...both,
    language: 'en',
    question: 'How was it?',
    lowLabel: 'Low',
    highLabel: 'High',
    choices: ['Price', 'Support'],
    byBand: { positive: { thanks: 'Thank you, {name}!', link: { ...link, label: 'Review us' } } },
  },
  ar: {
    ...both,
    language: 'ar',
    question: 'ما رأيك؟',
    lowLabel: 'سيئ',
    highLabel: 'جيد',
    choices: ['السعر', 'الدعم'],
    byBand: { positive: { link: { ...link, label: 'قيّمنا' } } },
  },
  de: {
    ...both,
    language: 'de',
    question: 'Wie war die Donaudampfschifffahrtsgesellschaftskapitänsvertretung?',
    lowLabel: 'Verbesserungsbedürftigstmöglich',
    highLabel: 'Außerordentlichunvergleichlich',
    choices: ['Preis-Leistungs-Verhältnis', 'Benutzerfreundlichkeitsverbesserungsvorschläge'],
    byBand: { positive: { link: { ...link, label: 'Bewertungsplattformempfehlungsseite öffnen' } } },
  },
} as const satisfies Record<string, Partial<PublicSurvey>>

export const steps = ['asking', 'commenting', 'thanked'] as const

/** What a person may have set their system to. */
export const themes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
} as const

/** One sight of the survey. The best point is the one that was chosen. */
export interface Scene {
  readonly format: Format
  readonly kind: Kind
  readonly tongue?: keyof typeof tongues
  readonly step?: Conversation['step']
  readonly look?: Look
}

/** A page that shows one scene after the other, each in place of the one before. */
export interface Theatre {
  readonly page: Page
  readonly card: Locator
  /** Errors and warnings of the page, as they came. */
  readonly problems: string[]
  play(scene: Scene): Promise<void>
  end(): Promise<void>
}

/** Opens it, with the built renderer and nothing that sends. */
export async function openTheatre(browser: Browser, site: HostSite, collector: Collector): Promise<Theatre> {
  const { page, card, problems, end } = await visit(
    browser,
    site.add(`<button id="before">Before</button><div id="here"></div><button id="after">After</button>
      <script type="module">
        import { show } from '${rendererOf(collector)}'
        window.show = show
      </script>`),
  )
  await page.waitForFunction(() => 'show' in window)
  const plain = await definition(collector, {})
  return {
    page,
    card,
    problems,
    end,
    async play({ format, kind, tongue = 'en', step = 'asking', look }) {
      const words = wordsIn(tongue)
      const survey = { ...plain, ...tongues[tongue], ...kinds[kind], format, look, words }
      const said = { comment: 'A reason', choices: survey.choices.slice(0, 1), contact: true }
      const rehearsal = step === 'asking' ? { step } : { step, rating: survey.scale.max, ...said }
      await page.evaluate(stage, { survey, rehearsal, collector: collector.url })
      await card.waitFor()
    },
  }
}

/** In the page: takes the last survey away and shows the next, and hears what is announced. */
function stage({
  survey,
  rehearsal,
  collector,
}: {
  survey: PublicSurvey
  rehearsal: object
  collector: string
}) {
  window.shown?.close()
  window.heard = { events: [], gone: false }
  document.querySelector<HTMLElement>('#before')?.focus()
  window.shown = window.show({
    ...{ survey, rehearsal, collector },
    target: survey.format === 'inline' ? document.querySelector('#here') : null,
    circumstances: () => ({ respondent: { name: 'Ann' } }),
    done() {},
    gone() {
      window.heard.gone = true
    },
    on(event: string, detail: unknown) {
      window.heard.events.push([event, detail])
    },
  })
}
