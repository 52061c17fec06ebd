import type { Definition } from '../../contract/surveys.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { languageName } from '../texts/formats.ts'
import { localeInUse } from '../texts/translatable.ts'
import { valuesOf } from './form-of-survey.ts'
import { valuesOfTranslation } from './translations.ts'

/** One field that differs between two definitions. */
export interface Difference {
  readonly label: string
  readonly before: string
  readonly after: string
}

const { words, look, when, after, differences: texts } = editorTexts

/** How the editor calls its fields. */
const labelsOf = (): Readonly<Record<string, string>> => ({
  ...{ name: words.name, question: words.question, lowLabel: words.lowLabel, highLabel: words.highLabel },
  ...{ commentPrompt: words.commentPrompt, thanks: after.thanks, choices: words.choices },
  ...{ contact: words.contact, language: words.language, touchpoint: words.touchpoint },
  ...{ format: look.format, corner: look.corner, display: look.display, 'look.scheme': look.scheme },
  ...{ 'look.accent': look.accent, 'look.radius': look.radius },
  ...Object.fromEntries(
    Object.entries(texts.bands).flatMap(([band, name]) => [
      [`byBand.${band}.commentPrompt`, words.ofBand(name)],
      [`byBand.${band}.thanks`, after.thanksOf(name)],
      [`byBand.${band}.link.label`, after.linkLabel(name)],
      [`byBand.${band}.link.url`, after.linkUrl(name)],
    ]),
  ),
  ...{ 'rules.pages.include': when.include, 'rules.pages.exclude': when.exclude },
  ...{ 'rules.when.event': when.event, 'rules.when.click': when.click, 'rules.when.exit': when.exit },
  ...{ 'rules.when.seconds': when.seconds, 'rules.when.scroll': when.scroll, 'rules.when.idle': when.idle },
  ...{ 'rules.audience': when.audience, 'rules.share': when.share, 'rules.quota': when.quota },
  ...{ 'rules.afterAnswered': when.afterAnswered, 'rules.afterDismissed': when.afterDismissed },
  ...{ 'goal.width': when.goal, 'goal.every': when.every },
  ...{ 'rules.quietDays': when.quietDays, 'rules.from': when.from, 'rules.until': when.until },
})

/** The fields of the editor that differ, and the parts that it has no field for. */
export function differencesOf(before: Definition, after: Definition): Difference[] {
  const [old, fresh] = [valuesOf(before), valuesOf(after)]
  const labels = labelsOf()
  const fields = Object.keys(fresh)
    .filter((name) => old[name] !== fresh[name])
    .map((name) => ({ label: labels[name] ?? name, before: shown(name, old), after: shown(name, fresh) }))
  const others = (['words', 'threshold', 'primary'] as const)
    .map((name) => ({ label: texts.others[name], before: textOf(before[name]), after: textOf(after[name]) }))
    .filter((each) => each.before !== each.after)
  return [...fields, ...translated(before, after), ...others]
}

const shown = (name: string, { [name]: value = '' }: Readonly<Record<string, string>>) =>
  name === 'language' ? languageName(value, localeInUse()) : value

/** What differs in the translations, by language and text. */
function translated(before: Definition, after: Definition): Difference[] {
  const labels = labelsOf()
  const [old, fresh] = [before.translations ?? {}, after.translations ?? {}]
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])].flatMap((tag) => {
    const [from, to] = [valuesOfTranslation(old[tag] ?? {}), valuesOfTranslation(fresh[tag] ?? {})]
    const fields = Object.keys(to)
      .filter((name) => from[name] !== to[name])
      .map((name) => ({
        label: texts.of(languageName(tag, localeInUse()), labels[name] ?? name),
        before: from[name] ?? '',
        after: to[name] ?? '',
      }))
    const words = {
      label: texts.of(languageName(tag, localeInUse()), texts.others.words),
      before: textOf(old[tag]?.words),
      after: textOf(fresh[tag]?.words),
    }
    return words.before === words.after ? fields : [...fields, words]
  })
}

const textOf = (value: unknown) => (value == null ? '' : JSON.stringify(value))
