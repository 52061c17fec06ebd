import type { LanguageWords } from './compile.ts'
import { english } from './english.ts'

const words = (text: string) => text.split(' ')

/**
 * Words that begin and end the scope of a negation: negations, and conjunctions that open a clause
 * without a comma. Folded (no accents or apostrophes); part of the word lists given to `compile`.
 */
export const negationScope: Readonly<Record<string, Pick<LanguageWords, 'negations' | 'conjunctions'>>> = {
  en: english,
  es: {
    negations: words('no nunca jamas nada nadie ninguno ninguna ningun ni sin tampoco apenas falta'),
    conjunctions: words('pero aunque mientras salvo excepto sino'),
  },
  fr: {
    negations: words('ne n pas jamais rien aucun aucune sans ni personne plus guere manque'),
    conjunctions: words('mais cependant pourtant quoique sauf alors tandis'),
  },
  de: {
    negations: words('nicht kein keine keinen keinem keiner nie niemals nichts ohne weder noch kaum'),
    conjunctions: words('aber jedoch obwohl sondern doch allerdings wahrend'),
  },
  pt: {
    negations: words('nao nunca jamais nada ninguem nenhum nenhuma nem sem tampouco falta'),
    conjunctions: words('mas porem embora entretanto contudo exceto enquanto'),
  },
  it: {
    negations: words('non no mai nulla niente nessuno nessuna nessun ne senza neppure neanche manca'),
    conjunctions: words('ma pero tuttavia eccetto mentre'),
  },
  nl: {
    negations: words('niet geen nooit niets niemand noch zonder nauwelijks nergens'),
    conjunctions: words('maar hoewel echter terwijl behalve toch'),
  },
  pl: {
    negations: words('nie nigdy nic nikt zaden zadna zadnych bez ani brak'),
    conjunctions: words('ale jednak choc chociaz natomiast lecz'),
  },
  ru: {
    negations: words('не нет ни никогда ничего никто без'),
    conjunctions: words('но однако хотя зато а'),
  },
  tr: {
    negations: words('degil yok hic asla hicbir'),
    conjunctions: words('ama fakat ancak lakin'),
  },
}
