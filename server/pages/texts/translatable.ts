import { tryGetContext } from 'hono/context-storage'
import { directionOf } from '../../../shared/direction.ts'
import { english, type Words } from './words.ts'

/** The words of the request that is being answered; English outside of one. */
export function wordsInUse(): Words {
  return tryGetContext<{ Variables: { words?: Words } }>()?.var.words ?? english
}

export const directionInUse = () => directionOf(wordsInUse().language)

/** How numbers and dates are written in the page being made. Days come before months in English too. */
export const localeInUse = () => wordsInUse().locale
export const dateLocaleInUse = () => (wordsInUse() === english ? 'en-GB' : wordsInUse().locale)

/**
 * The same texts, each read in the language of the request when it is used. So pages name a text and pass no
 * language on; a text may be taken out of its group only where a page is made, never when a module is loaded.
 */
export function translatable<const Texts extends object>(name: string, texts: Texts): Texts {
  return Object.defineProperties(
    {},
    Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [
        key,
        { enumerable: true, ...reading(`${name}.${key}`, text) },
      ]),
    ),
  ) as Texts
}

function reading(path: string, text: unknown): PropertyDescriptor {
  if (isGroup(text)) return { value: translatable(path, text) }
  return { get: () => wordsInUse().texts.get(path) ?? text }
}

/** Whether it holds texts by name. Lists are read whole. */
export function isGroup(text: unknown): text is object {
  return typeof text === 'object' && text !== null && !Array.isArray(text)
}
