/** The languages that have a file in `languages/`, but for English. */
export const languages =
  'ar bg cs da de el es et fa fi fr he hi hr hu id it ja ko lt lv nb nl pl pt pt-BR ro ru sk sl sr sr-Latn sv th tr uk vi zh zh-Hant'.split(
    ' ',
  )

/** The language whose words to use: pt-BR has its own, pt-AO those of pt; `undefined` where there are none. */
export function tagFor(language: string): string | undefined {
  const tag = language.replace(/^zh-(tw|hk|mo)\b/i, 'zh-Hant').replace(/^n[no]\b/i, 'nb')
  const shorter = tag.replace(/(^|-)[^-]*$/, '')
  return (
    languages.find((known) => known.toLowerCase() === tag.toLowerCase()) ??
    (shorter ? tagFor(shorter) : undefined)
  )
}
