import { words as ar } from '../shared/languages/ar.ts'
import { words as bg } from '../shared/languages/bg.ts'
import { words as cs } from '../shared/languages/cs.ts'
import { words as da } from '../shared/languages/da.ts'
import { words as de } from '../shared/languages/de.ts'
import { words as el } from '../shared/languages/el.ts'
import { words as en } from '../shared/languages/en.ts'
import { words as es } from '../shared/languages/es.ts'
import { words as et } from '../shared/languages/et.ts'
import { words as fa } from '../shared/languages/fa.ts'
import { words as fi } from '../shared/languages/fi.ts'
import { words as fr } from '../shared/languages/fr.ts'
import { words as he } from '../shared/languages/he.ts'
import { words as hi } from '../shared/languages/hi.ts'
import { words as hr } from '../shared/languages/hr.ts'
import { words as hu } from '../shared/languages/hu.ts'
import { words as id } from '../shared/languages/id.ts'
import { words as it } from '../shared/languages/it.ts'
import { words as ja } from '../shared/languages/ja.ts'
import { words as ko } from '../shared/languages/ko.ts'
import { words as lt } from '../shared/languages/lt.ts'
import { words as lv } from '../shared/languages/lv.ts'
import { words as nb } from '../shared/languages/nb.ts'
import { words as nl } from '../shared/languages/nl.ts'
import { words as pl } from '../shared/languages/pl.ts'
import { words as pt } from '../shared/languages/pt.ts'
import { words as ptBR } from '../shared/languages/pt-BR.ts'
import { words as ro } from '../shared/languages/ro.ts'
import { words as ru } from '../shared/languages/ru.ts'
import { words as sk } from '../shared/languages/sk.ts'
import { words as sl } from '../shared/languages/sl.ts'
import { words as sr } from '../shared/languages/sr.ts'
import { words as srLatn } from '../shared/languages/sr-Latn.ts'
import { words as sv } from '../shared/languages/sv.ts'
import { words as th } from '../shared/languages/th.ts'
import { words as tr } from '../shared/languages/tr.ts'
import { words as uk } from '../shared/languages/uk.ts'
import { words as vi } from '../shared/languages/vi.ts'
import { words as zh } from '../shared/languages/zh.ts'
import { words as zhHant } from '../shared/languages/zh-Hant.ts'
import { tagFor } from '../shared/languages.ts'
import type { Words } from '../shared/words.ts'

/** All of them: the widget fetches one, the server has no time to. */
const byTag: Readonly<Record<string, Words>> = {
  ar,
  bg,
  cs,
  da,
  de,
  el,
  en,
  es,
  et,
  fa,
  fi,
  fr,
  he,
  hi,
  hr,
  hu,
  id,
  it,
  ja,
  ko,
  lt,
  lv,
  nb,
  nl,
  pl,
  'pt-BR': ptBR,
  pt,
  ro,
  ru,
  sk,
  sl,
  'sr-Latn': srLatn,
  sr,
  sv,
  th,
  tr,
  uk,
  vi,
  'zh-Hant': zhHant,
  zh,
}

/** The interface's words in a language; English where there are none. */
export function wordsIn(language: string): Words {
  return byTag[tagFor(language) ?? 'en']!
}
