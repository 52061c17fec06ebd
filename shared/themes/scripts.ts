const kana = '[\\p{sc=Hiragana}\\p{sc=Katakana}]'

/** Regular expressions for scripts that identify a language, or nearly; part of the word lists given to `compile`. */
export const scripts: Readonly<Record<string, string>> = {
  ja: kana,
  ko: '\\p{sc=Hangul}',
  zh: `^(?!.*${kana}).*\\p{sc=Han}`,
  th: '\\p{sc=Thai}',
  ru: '\\p{sc=Cyrillic}',
  el: '\\p{sc=Greek}',
  ar: '\\p{sc=Arabic}',
  he: '\\p{sc=Hebrew}',
}
