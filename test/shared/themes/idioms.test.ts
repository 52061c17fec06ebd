import { describe, expect, it } from 'vitest'
import { languages } from '../../../server/themes/word-lists.ts'
import { defaultCodebooks } from '../../../shared/themes/codebooks.ts'
import { readComment } from '../../../shared/themes/comment.ts'
import { compile } from '../../../shared/themes/compile.ts'

/**
 * Sayings whose words look like a theme they do not speak of: `no` must not be found in the comment. Each was
 * once counted, or is of the kind that was.
 */
const sayings: Record<string, readonly (readonly [text: string, no: string])[]> = {
  en: [
    ['Pretty good so far', 'design'],
    ['It is pretty much what I needed', 'design'],
    ['No errors in two years', 'bugs'],
    ['Never had any bugs', 'bugs'],
    ['It runs without a glitch', 'bugs'],
    ['It never crashes', 'bugs'],
    ['Zero defects', 'bugs'],
    ['It cost me an afternoon', 'pricing'],
    ['That cost us hours', 'pricing'],
    ['They must fix it at all costs', 'pricing'],
    ['Taking into account how new it is', 'account'],
    ['By all accounts a good tool', 'account'],
    ['Nothing is missing', 'missing features'],
    ['Wish you all the best', 'missing features'],
  ],
  de: [
    ['Das Preis-Leistungs-Verhältnis stimmt', 'speed'],
    ['Gute Preis-Leistung', 'speed'],
    ['Einfach zu teuer', 'usability'],
    ['Einfach super', 'usability'],
    ['Das ist einfach unverschämt', 'usability'],
    ['Keine Fehler', 'bugs'],
    ['Bisher ohne Fehler', 'bugs'],
    ['Läuft problemlos', 'bugs'],
    ['Noch nie abgestürzt', 'bugs'],
    ['Es fehlt nichts', 'missing features'],
    ['Da lege ich Wert darauf', 'pricing'],
  ],
  es: [
    ['Hace tiempo que lo uso', 'speed'],
    ['Lo uso todo el tiempo', 'speed'],
    ['No tiene errores', 'bugs'],
    ['Funciona sin ningún fallo', 'bugs'],
    ['Nunca tuve problemas', 'bugs'],
    ['No tiene errores', 'missing features'],
    ['Uno se da cuenta enseguida', 'account'],
    ['Hay que tenerlo en cuenta', 'account'],
    ['A fin de cuentas es lo mejor', 'account'],
    ['No hace falta nada', 'missing features'],
    ['Llama la atención lo bien que va', 'support'],
  ],
  fr: [
    ['Compte tenu de son âge, ça va', 'account'],
    ['On se rend compte vite de sa valeur', 'account'],
    ['Tout compte fait je suis content', 'account'],
    ['En fin de compte c’est bien', 'account'],
    ['Aucun bug', 'bugs'],
    ['Il fonctionne sans erreur', 'bugs'],
    ['Pas de panne jusqu’ici', 'bugs'],
    ['Il ne manque rien', 'missing features'],
    ['Je le veux à tout prix', 'pricing'],
  ],
  pt: [
    ['Não tem erros', 'bugs'],
    ['Funciona sem falhas', 'bugs'],
    ['Nunca tive nenhum problema', 'bugs'],
    ['Não tem erros', 'missing features'],
    ['No fim das contas é bom', 'account'],
    ['Levando em conta o tamanho', 'account'],
    ['Não falta nada', 'missing features'],
    ['Isso não tem preço', 'pricing'],
  ],
  ja: [
    ['特にありません', 'missing features'],
    ['不満はありません', 'missing features'],
    ['問題はありません', 'missing features'],
    ['エラーはありません', 'bugs'],
    ['一度も落ちたことがない', 'bugs'],
    ['バグもなく快適', 'bugs'],
  ],
  it: [
    ['Nessun errore', 'bugs'],
    ['Funziona senza problemi', 'bugs'],
    ['Non ha bug', 'bugs'],
    ['Mi rendo conto che è nuovo', 'account'],
    ['Tenendo conto di tutto', 'account'],
    ['Alla fine dei conti va bene', 'account'],
    ['Lo voglio a tutti i costi', 'pricing'],
    ['Non manca nulla', 'missing features'],
  ],
  nl: [
    ['Geen fouten', 'bugs'],
    ['Werkt zonder problemen', 'bugs'],
    ['Nooit problemen gehad', 'bugs'],
    ['Het kost veel tijd', 'pricing'],
    ['Koste wat kost', 'pricing'],
    ['Er ontbreekt niets', 'missing features'],
    ['Je moet er rekening houden mee', 'account'],
  ],
  pl: [
    ['Bez błędów', 'bugs'],
    ['Nie ma problemów', 'bugs'],
    ['Działa bezbłędnie', 'bugs'],
    ['Po prostu super', 'usability'],
    ['Niczego nie brakuje', 'missing features'],
    ['Brak zastrzeżeń', 'missing features'],
    ['Za wszelką cenę', 'pricing'],
  ],
  tr: [
    ['Hiçbir hata görmedim', 'bugs'],
    ['Sorunsuz', 'bugs'],
    ['Hiç sorun yaşamadım', 'bugs'],
    ['Ne pahasına olursa olsun', 'pricing'],
    ['Hiçbir eksiği yok', 'missing features'],
    ['Örneğin raporlar', 'documentation'],
  ],
  zh: [
    ['没有bug', 'bugs'],
    ['用到现在没有问题', 'bugs'],
    ['从来没有崩溃过', 'bugs'],
    ['请尽快处理', 'speed'],
    ['没什么建议', 'missing features'],
    ['功能完善', 'missing features'],
    ['时间很宝贵', 'pricing'],
  ],
  ko: [
    ['오류 없이 잘 됩니다', 'bugs'],
    ['문제없이 쓰고 있어요', 'bugs'],
    ['버그가 없어요', 'bugs'],
    ['첫인상이 좋았습니다', 'pricing'],
    ['부족함이 없어요', 'missing features'],
    ['좋은 아이디어', 'account'],
  ],
}

const compiledIn = (language: string) => compile(defaultCodebooks[language]!, languages)

describe.each(Object.entries(sayings))('the default codebook in %s', (language, cases) => {
  const compiled = compiledIn(language)
  it.each(cases)('«%s» does not speak of %s', (text, no) => {
    expect(readComment(compiled, text).themes.map(({ theme }) => theme)).not.toContain(no)
  })
})

/** What a saying is not mistaken for must still be found: an exclusion takes back no more than its own words. */
it.each([
  ['en', 'No errors, but it is expensive and crashed twice', ['bugs', 'pricing']],
  ['en', 'What a pretty interface', ['design']],
  ['de', 'Einfach zu bedienen, aber einfach zu teuer', ['usability', 'pricing']],
  ['de', 'Die Leistung ist schlecht', ['speed']],
  ['es', 'Los tiempos de carga son eternos', ['speed']],
  ['es', 'Se da cuenta uno de que la cuenta está bloqueada', ['account']],
  ['fr', 'Mon compte est bloqué', ['account']],
  ['ja', 'エクスポートの機能がありません', ['missing features']],
])('in %s «%s» speaks of %j', (language, text, themes) => {
  const found = readComment(compiledIn(language), text).themes.map(({ theme }) => theme)
  expect(found).toEqual(expect.arrayContaining(themes))
})

describe('the polarity of a mention', () => {
  const polarityOf = (text: string, theme: string, band: 'positive' | 'negative') =>
    readComment(compiledIn('en'), text, { band }).themes.find((each) => each.theme === theme)?.polarity

  it('is not that of the score after «but», unless the words there say the same', () => {
    expect(polarityOf('I love it, but pricing is a bit high', 'pricing', 'positive')).toBe('neutral')
    expect(polarityOf('Great tool although the design is ugly', 'design', 'positive')).toBe('negative')
    expect(polarityOf('Terrible app but the design is beautiful', 'design', 'negative')).toBe('positive')
    expect(polarityOf('Not perfect, but support is wonderful', 'support', 'positive')).toBe('positive')
  })

  it('is that of the score before «but», and without one', () => {
    expect(polarityOf('Great support but I wish it had a calendar', 'support', 'positive')).toBe('positive')
    expect(polarityOf('The design is the best', 'design', 'negative')).toBe('negative')
  })
})
