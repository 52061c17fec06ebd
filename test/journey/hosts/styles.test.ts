import { describe, expect, test } from 'vitest'
import { makeSurvey } from '../answers.ts'
import { collector } from '../opened.ts'
import { differences, type Styles } from './aside.ts'
import { answerOn } from './guest.ts'

/** Style sheets that reach for what is not theirs. */
const sheets = {
  'resets everything': '* { all: unset !important; display: none }',
  'hides everything but itself':
    'body *, sayso-survey, sayso-survey *, :not(:defined) { display: none !important; visibility: hidden !important; opacity: 0 !important }',
  'hides what is last': 'body > :last-child, html > :nth-child(n + 3) { display: none !important }',
  'moves and animates everything': `@keyframes away { to { transform: translate(-9999px) } }
    * { animation: away 1ms forwards !important; transition: all 9s !important; scale: 0 !important; position: static !important }`,
  'counts in huge rem': 'html { font-size: 100px } * { padding: 1rem; margin: 1rem; border-width: 1rem }',
  'turns its buttons and fields': `button, input, textarea, label, section, svg, p, a { transform: rotate(45deg) scale(3) !important;
    appearance: none; background: red; font: 40px serif; width: 9px; height: 300px; position: static; float: right }`,
  'makes a cage of its body':
    'body { transform: translateY(-500px); filter: blur(9px); opacity: .1; overflow: hidden; contain: strict; perspective: 9px; height: 10px; clip-path: inset(100%) }',
  'turns its colours round': 'html { filter: invert(1) }',
  'hides its body from the pointer': 'html, body { pointer-events: none; user-select: none; cursor: none }',
  'hands down everything that can be': `html, body { line-height: 5; letter-spacing: 1em; word-spacing: 2em; direction: rtl;
    text-transform: uppercase; font: italic 900 40px/3 monospace; color: red; text-align: right; text-indent: 5em; white-space: pre;
    writing-mode: vertical-rl; visibility: hidden; text-shadow: 0 0 9px red; list-style: square; quotes: "x" "y"; caret-color: red;
    word-break: break-all; hyphens: auto; tab-size: 40; font-variant: small-caps; text-orientation: upright; color-scheme: dark;
    accent-color: red; stroke: red; fill: red; stroke-width: 20; -webkit-text-fill-color: red; -webkit-text-stroke: 3px red }`,
  'hides the children of its body': 'body > *, html > * { visibility: hidden } body { visibility: visible }',
  'lays itself out as a grid':
    'html, body { display: grid; gap: 50px; grid-template-columns: 1fr 1fr } body { height: 100vh; place-content: space-between } * + * { margin: 5px } :empty { padding: 9px }',
  'registers and sets properties by names anybody might choose': `@property --paper { syntax: '<length>'; inherits: false; initial-value: 0px }
    @property --ink { syntax: '<length>'; inherits: false; initial-value: 0px } @property --accent { syntax: '<length>'; inherits: false; initial-value: 0px }
    @property --radius { syntax: '<color>'; inherits: false; initial-value: red } @property --inner { syntax: '<color>'; inherits: false; initial-value: red }
    @property --gap { syntax: '<color>'; inherits: false; initial-value: red } @property --line { syntax: '<number>'; inherits: false; initial-value: 1 }
    * { --paper: red; --ink: red; --accent: red; --edge: red; --fill: red; --line: red; --radius: 90px; --inner: 90px; --gap: 90px; --quiet-ink: red }`,
  'has layers and parts':
    '@layer a { body * { color: red !important; display: none !important } } ::part(x), ::slotted(*) { color: red }',
  'covers itself with something on top of everything':
    'footer { position: fixed; inset: 0; z-index: 2147483647; background: white }',
} as const

/** What surveys look like on a page that lets them be, by format. */
const usual: Record<string, Promise<Styles>> = {}
const looksUsually = (surveyId: string) => {
  usual[surveyId] ??= answerOn({}, surveyId)
  return usual[surveyId]
}

async function expectNoChange(css: string, surveyId?: string): Promise<void> {
  const looks = await answerOn({ head: `<style>${css}</style>` }, surveyId)
  expect(differences(await looksUsually(surveyId ?? 'demo'), looks)).toEqual([])
}

test.concurrent.each(Object.entries(sheets))(
  'a style sheet that %s changes nothing of the survey, nor the survey of the page',
  (_, css) => expectNoChange(css),
)

describe.concurrent.each(['modal', 'bar'] as const)(
  'a %s is as ever on a page whose style sheet',
  (format) => {
    test.each([
      'resets everything',
      'hides everything but itself',
      'hands down everything that can be',
    ] as const)('%s', async (which) => {
      const id = await makeSurvey(collector, { metric: 'nps', question: 'How likely?', format })
      await expectNoChange(sheets[which], id)
    })
  },
)
