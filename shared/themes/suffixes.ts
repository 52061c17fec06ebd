import type { LanguageWords } from './compile.ts'

type SuffixRules = NonNullable<LanguageWords['suffixes']>

const spanish: SuffixRules = [['(es|[oae]s?|s)$', '', 4]]

/**
 * Suffix rules for light stemming, mostly of nouns, so that a rule finds inflected forms; part of the
 * word lists given to `compile`.
 */
export const suffixes: Readonly<Record<string, SuffixRules>> = {
  es: spanish,
  pt: [['(oes|aes|ao)$', 'ao', 0], ['eis$', 'el', 0], ['ais$', 'al', 0], ...spanish],
  it: [['[aeio]$', '', 4]],
  fr: [
    ['aux$', 'al', 0],
    ['(e?s|x|e)$', '', 4],
  ],
  de: [['(e[nrsm]?|n|s)$', '', 4]],
  ru: [
    [
      '(иями|ями|ами|иях|ием|ого|его|ому|ему|ыми|ими|ях|ах|ов|ев|еи|ои|ем|ом|ам|ям|ии|ью|ия|ие|ую|юю|ая|яя|ое|ее|ые|ых|их|ым|им|[аеиоуыьюя])$',
      '',
      3,
    ],
  ],
  tr: [
    ['(lar|ler)(?=.{0,4}$)', '', 0],
    ['((s?in?)?(in|un|de|da|den|dan|te|ta)|y?[iua]|y?e)$', '', 4],
  ],
}
