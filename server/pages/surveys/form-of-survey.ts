import { toPercent } from '../../../shared/percent.ts'
import { bandNames } from '../../../shared/scale.ts'
import type { AudienceRule } from '../../../shared/survey.ts'
import type { Definition } from '../../contract/surveys.ts'

type Values = Readonly<Record<string, string>>

const text = (value: string | number | null | undefined) => (value == null ? '' : String(value))
const lines = (values: readonly string[] | null | undefined) => (values ?? []).join('\n')
const dayIn = (moment: string | undefined) => moment?.slice(0, 10) ?? ''

/** A survey's definition as the values of the editor's fields, which have the names that the API gives them. */
export function valuesOf(definition: Definition): Values {
  const { name, question, lowLabel, highLabel, commentPrompt, thanks, language } = definition
  const { choices, contact, touchpoint, format, corner, display, look, goal } = definition
  return {
    ...{ name, question, lowLabel, highLabel, commentPrompt, thanks, language, format },
    choices: lines(choices),
    contact: contact ? 'yes' : '',
    touchpoint: text(touchpoint),
    corner: text(corner),
    display: text(display),
    'look.scheme': text(look?.scheme === 'auto' ? '' : look?.scheme),
    'look.accent': text(look?.accent),
    'look.radius': text(look?.radius),
    'goal.width': text(goal?.width),
    'goal.every': text(goal?.every ?? 'quarter'),
    ...bandValues(definition),
    ...ruleValues(definition),
  }
}

function bandValues({ byBand }: Definition): Values {
  const entries = bandNames.flatMap((band) => {
    const { commentPrompt, thanks, link } = byBand?.[band] ?? {}
    const fields = { commentPrompt, thanks, 'link.label': link?.label, 'link.url': link?.url }
    return Object.entries(fields).map(([name, value]) => [`byBand.${band}.${name}`, text(value)])
  })
  return Object.fromEntries(entries)
}

function ruleValues({ rules }: Definition): Values {
  const { when, pages, audience, share, afterAnswered, afterDismissed, quietDays, quota, from, until } =
    rules ?? {}
  return {
    'rules.pages.include': lines(pages?.include),
    'rules.pages.exclude': lines(pages?.exclude),
    'rules.when.event': text(when?.event),
    'rules.when.click': text(when?.click),
    'rules.when.seconds': text(when?.seconds),
    'rules.when.scroll': text(when?.scroll),
    'rules.when.idle': text(when?.idle),
    'rules.when.exit': when?.exit ? 'yes' : '',
    'rules.audience': (audience ?? []).map(conditionInWords).join('\n'),
    'rules.share': share === undefined ? '' : text(toPercent(share)),
    'rules.afterAnswered': text(afterAnswered),
    'rules.afterDismissed': text(afterDismissed),
    'rules.quietDays': text(quietDays),
    'rules.quota': text(quota),
    'rules.from': dayIn(from),
    'rules.until': dayIn(until),
  }
}

/** `plan is pro, team` or `plan is not free`. */
export function conditionInWords({ property, is, not }: AudienceRule): string {
  return is ? `${property} is ${is.join(', ')}` : `${property} is not ${(not ?? []).join(', ')}`
}
