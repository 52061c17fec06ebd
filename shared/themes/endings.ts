import type { Language } from './compile.ts'

type Endings = NonNullable<Language['endings']>

const spanish: Endings = [['(es|[oae]s?|s)$', '', 4]]

/**
 * What languages lose so that a rule finds the inflections of a word: light endings of nouns; part
 * of what a caller hands to `compile`.
 */
export const endings: Readonly<Record<string, Endings>> = {
  es: spanish,
  pt: [['(oes|aes|ao)$', 'ao', 0], ['eis$', 'el', 0], ['ais$', 'al', 0], ...spanish],
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
