import { type Codebook, codebookHash } from '../../shared/themes/codebook.ts'
import { type Compiled, compile } from '../../shared/themes/compile.ts'
import { match } from '../../shared/themes/match.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { chosenCodebook } from '../storage/themes/codebooks.ts'
import type { ResolvedCodebook } from '../storage/themes/editions.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import type { LanguageData, ThemeContext } from './language-data.ts'

/** Raise it when the same codebook would find other themes: every comment is then read again. */
const matcherVersion = 3

/** The codebook of a survey, and who chose it. */
export interface ChosenCodebook {
  readonly by: 'survey' | 'workspace' | 'default'
  /** `null` for the built-in default. */
  readonly id: string | null
  readonly name: string
  readonly codebook: Codebook
}

/** The codebook of a survey: its own, else its workspace's, else the default for its languages. */
export async function codebookOf(
  { database, languageData }: ThemeContext,
  survey: SurveyRecord,
): Promise<ChosenCodebook> {
  const own = await chosenCodebook(database, survey.id)
  if (own) return { by: own.by, id: own.id, name: own.name, codebook: own.codebook }
  return {
    by: 'default',
    id: null,
    name: 'Software and services',
    codebook: defaultFor(survey, await languageData()),
  }
}

/**
 * The default in the survey's language, with the rules of the other languages it is asked in. A language without a
 * default codebook has no rules: read by those of another, its comments would have themes they do not speak of.
 */
function defaultFor({ definition }: Asked, { codebooks }: Pick<LanguageData, 'codebooks'>): Codebook {
  const { language } = definition
  const codebook = defaultIn(codebooks, language) ?? withoutRules(codebooks.en!, language)
  const others = Object.keys(definition.translations ?? {}).map(
    (tag) => defaultIn(codebooks, tag) ?? withoutRules(codebooks.en!, tag),
  )
  return {
    ...codebook,
    translations: Object.fromEntries(
      others
        .filter((each) => each.language !== codebook.language)
        .map((each) => [each.language, each.themes]),
    ),
  }
}

type Asked = Pick<SurveyRecord, 'definition'>

/** The same themes in a language that no rules are known for. */
function withoutRules(codebook: Codebook, language: string): Codebook {
  const themes = Object.fromEntries(Object.keys(codebook.themes).map((theme) => [theme, []]))
  return { ...codebook, language, themes }
}

/** The languages a survey is asked in that no default codebook reads. */
export function languagesUnread(
  { definition }: Asked,
  { codebooks }: Pick<LanguageData, 'codebooks'>,
): string[] {
  return [definition.language, ...Object.keys(definition.translations ?? {})].filter(
    (language) => defaultIn(codebooks, language) === undefined,
  )
}

/** The default codebook in a language, `pt` for `pt-BR`; `undefined` when there is none. */
export function defaultIn(codebooks: LanguageData['codebooks'], language: string): Codebook | undefined {
  return codebooks[language] ?? codebooks[language.split('-')[0]!.toLowerCase()]
}

/**
 * A codebook as it applies to a survey, with the survey's choices added as themes. `basis` changes whenever
 * the comments have to be read again: with the rules, the matcher, or the bands of the scale.
 */
export function resolveCodebook(
  survey: SurveyRecord,
  codebook: Codebook,
  languageData: LanguageData,
): ResolvedCodebook {
  const complete = withChoices(codebook, survey.definition.choices ?? [], languageData)
  const hash = codebookHash(complete)
  const { positive, negative } = scaleOfSurvey(survey)
  return { codebook: complete, hash, basis: `${matcherVersion} ${hash} ${positive} ${negative}` }
}

/** A choice that matches no theme becomes a theme without rules, found only where it was ticked. */
function withChoices(codebook: Codebook, choices: readonly string[], languageData: LanguageData): Codebook {
  if (choices.length === 0) return codebook
  const compiled = compiledFrom(codebook, languageData)
  const own = choices.filter(
    (choice) => !/\p{Cc}/u.test(choice) && themesOfChoice(compiled, choice).length === 0,
  )
  const themes = { ...codebook.themes, ...Object.fromEntries(own.map((choice) => [choice, []])) }
  return own.length === 0 ? codebook : { ...codebook, themes }
}

/** The theme that a ticked choice names, else the themes its words match; none when there are none. */
export function themesOfChoice(compiled: Compiled, choice: string): string[] {
  const name = choice.trim().toLowerCase()
  const named = [...compiled.ancestry.keys()].find((theme) => theme.toLowerCase() === name)
  return named ? [named] : [...new Set(match(compiled, choice).map(({ theme }) => theme))]
}

/** A codebook ready to match, with the word lists of its languages. */
export function compiledFrom(codebook: Codebook, { languages }: Pick<LanguageData, 'languages'>): Compiled {
  return compile(codebook, languages)
}
