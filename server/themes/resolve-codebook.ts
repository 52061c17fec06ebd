import type { Scale } from '../../shared/scale.ts'
import { type Codebook, codebookHash } from '../../shared/themes/codebook.ts'
import { type Compiled, compile } from '../../shared/themes/compile.ts'
import { match } from '../../shared/themes/match.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { chosenCodebook } from '../storage/themes/codebooks.ts'
import type { EditionInputs } from '../storage/themes/editions.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import type { Knowledge, Library } from './language-data.ts'

/** Rises when the same codebook would find something else: then every comment is read again. */
const waysOfReading = 2

/** Where a survey's codebook comes from. */
export interface Chosen {
  readonly by: 'survey' | 'workspace' | 'default'
  /** `null` of the one Sayso brings. */
  readonly id: string | null
  readonly name: string
  readonly codebook: Codebook
}

/** The codebook of a survey: its own, else its workspace's, else the one for its languages. */
export async function codebookOf({ database, knowledge }: Library, survey: SurveyRecord): Promise<Chosen> {
  const own = await chosenCodebook(database, survey.id)
  if (own) return { by: own.by, id: own.id, name: own.name, codebook: own.codebook }
  return {
    by: 'default',
    id: null,
    name: 'Software and services',
    codebook: defaultFor(survey, await knowledge()),
  }
}

/** The default in the survey's language, with the rules of the other languages it is asked in. */
function defaultFor(
  { definition }: Pick<SurveyRecord, 'definition'>,
  { codebooks }: Pick<Knowledge, 'codebooks'>,
): Codebook {
  const codebook = defaultIn(codebooks, definition.language) ?? codebooks.en!
  const others = Object.keys(definition.translations ?? {})
    .map((language) => defaultIn(codebooks, language))
    .filter((each) => each !== undefined && each !== codebook)
  return {
    ...codebook,
    translations: Object.fromEntries(others.map((each) => [each!.language, each!.themes])),
  }
}

/** The default codebook in a language; `pt-BR` is served by `pt`. */
export function defaultIn(codebooks: Knowledge['codebooks'], language: string): Codebook | undefined {
  return codebooks[language] ?? codebooks[language.split('-')[0]!.toLowerCase()]
}

/** How the comments of a survey are to be read with a codebook, its reasons to tick included. */
export function wantedFor(survey: SurveyRecord, codebook: Codebook, knowledge: Knowledge): EditionInputs {
  const complete = withChoices(codebook, survey.definition.choices ?? [], knowledge)
  const hash = codebookHash(complete)
  const { positive, negative } = scaleOfSurvey(survey)
  return { codebook: complete, hash, basis: `${waysOfReading} ${hash} ${positive} ${negative}` }
}

/** A reason to tick that is of none of the themes is one itself, and found by being ticked alone. */
function withChoices(codebook: Codebook, choices: readonly string[], knowledge: Knowledge): Codebook {
  if (choices.length === 0) return codebook
  const compiled = compiledFrom(codebook, knowledge)
  const own = choices.filter(
    (choice) => !/\p{Cc}/u.test(choice) && themesOfChoice(compiled, choice).length === 0,
  )
  const themes = { ...codebook.themes, ...Object.fromEntries(own.map((choice) => [choice, []])) }
  return own.length === 0 ? codebook : { ...codebook, themes }
}

/** The theme that a ticked reason names, else those its words speak of. */
export function themesOfChoice(compiled: Compiled, choice: string): string[] {
  const name = choice.trim().toLowerCase()
  const named = [...compiled.ancestry.keys()].find((theme) => theme.toLowerCase() === name)
  return named ? [named] : [...new Set(match(compiled, choice).map(({ theme }) => theme))]
}

/** A codebook ready to match, with what the server knows of its languages. */
export function compiledFrom(codebook: Codebook, { languages }: Pick<Knowledge, 'languages'>): Compiled {
  return compile(codebook, languages)
}

/** What is needed to read a survey's answers for an edition. */
export interface Lens {
  readonly edition: number
  readonly compiled: Compiled
  readonly scale: Scale
}
