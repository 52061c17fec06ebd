import { describe, expect, it } from 'vitest'
import { languages } from '../../../server/themes/word-lists.ts'
import { defaultCodebooks } from '../../../shared/themes/codebooks.ts'
import { readComment } from '../../../shared/themes/comment.ts'
import { compile } from '../../../shared/themes/compile.ts'

/** Sentences written for this test, with the themes a person would give them. */
const sentences: Record<string, [string, string[]][]> = {
  en: [
    ["The docs don't explain it", ['documentation']],
    ['Support never got back to me', ['support']],
    ['It crashed twice and the price went up', ['bugs', 'pricing']],
    ['Takes forever to load', ['speed']],
    ['Very intuitive', ['usability']],
    ['Getting started was painless', ['onboarding']],
    ['I wish it had a calendar', ['missing features']],
    ['Two outages this week', ['reliability']],
    ['The Android app is great', ['mobile app']],
    ['I was locked out and had to change my password', ['account']],
    ['The interface looks dated', ['design']],
    ['Nothing to say', []],
    ['No issues so far', []],
  ],
  es: [
    ['Es carísimo para lo que ofrece', ['pricing']],
    ['La atención al cliente fue excelente', ['support']],
    ['Se cierra solo todo el rato', ['bugs']],
    ['Tarda una eternidad', ['speed']],
    ['Me gustaría poder compartir listas', ['missing features']],
    ['Olvidé mi contraseña', ['account']],
  ],
  fr: [
    ["L'abonnement est hors de prix", ['pricing']],
    ['Le service client ne répond jamais', ['support']],
    ['Ça plante tout le temps', ['bugs']],
    ['Trop de lenteurs', ['speed']],
    ['La documentation manque d’exemples', ['documentation', 'missing features']],
    ['J’ai oublié mon mot de passe', ['account']],
  ],
  de: [
    ['Die Monatspreise sind zu hoch', ['pricing']],
    ['Der Kundenservice war sehr freundlich', ['support']],
    ['Stürzt ständig ab', ['bugs']],
    ['Sehr langsame Ladezeiten', ['speed']],
    ['Die Bedienung ist kinderleicht', ['usability']],
    ['Ich kann mich nicht mehr einloggen', ['account']],
  ],
  pt: [
    ['A mensalidade é muito cara', ['pricing']],
    ['O atendimento foi ótimo', ['support']],
    ['Trava toda hora', ['bugs']],
    ['Muita lentidão', ['speed']],
    ['Esqueci minha senha', ['account']],
  ],
  ja: [
    ['料金が高すぎる', ['pricing']],
    ['サポートの方が親切でした', ['support']],
    ['すぐにクラッシュする', ['bugs', 'speed']],
    ['とても使いやすいです', ['usability']],
    ['ﾊﾟｽﾜｰﾄﾞを忘れました', ['account']],
  ],
  it: [
    ['Il prezzo è troppo alto', ['pricing']],
    ['Il servizio clienti non risponde mai', ['support']],
    ['Si blocca di continuo', ['bugs']],
    ['Troppo lento', ['speed']],
    ['Molto intuitiva', ['usability']],
    ['Ho dimenticato la password', ['account']],
    ['Mi piacerebbe poter condividere le liste', ['missing features']],
  ],
  nl: [
    ['Veel te duur', ['pricing']],
    ['De klantenservice was vriendelijk', ['support']],
    ['De app loopt vast', ['bugs']],
    ['Erg traag', ['speed']],
    ['Heel gebruiksvriendelijk', ['usability']],
    ['Ik ben mijn wachtwoord vergeten', ['account']],
  ],
  pl: [
    ['Za drogo', ['pricing']],
    ['Obsługa klienta nie odpowiada', ['support']],
    ['Ciągle się zawiesza', ['bugs']],
    ['Działa bardzo wolno', ['speed']],
    ['Bardzo intuicyjna', ['usability']],
    ['Nie mogę się zalogować', ['account']],
  ],
  tr: [
    ['Fiyatlar çok yüksek', ['pricing']],
    ['Müşteri hizmetleri çok ilgisiz', ['support']],
    ['Sürekli donuyor', ['bugs']],
    ['Çok yavaş', ['speed']],
    ['Kullanıcı dostu', ['usability']],
    ['Şifremi unuttum', ['account']],
  ],
  zh: [
    ['价格太贵了', ['pricing']],
    ['客服态度很好', ['support']],
    ['经常闪退', ['bugs']],
    ['速度太慢', ['speed']],
    ['操作简单', ['usability']],
    ['忘记密码了', ['account']],
    ['希望能增加导出功能', ['missing features']],
  ],
  ko: [
    ['가격이 너무 비싸요', ['pricing']],
    ['상담원이 친절했어요', ['support']],
    ['자꾸 튕겨요', ['bugs']],
    ['너무 느려요', ['speed']],
    ['사용하기 편해요', ['usability']],
    ['비밀번호를 잊어버렸어요', ['account']],
  ],
}

describe.each(Object.entries(sentences))('the default codebook in %s', (language, cases) => {
  const compiled = compile(defaultCodebooks[language]!, languages)
  it.each(cases)('finds the themes of «%s»', (text, themes) => {
    const found = readComment(compiled, text).themes.map(({ theme }) => theme)
    expect(found.sort()).toEqual(themes)
  })
})

it('the default codebooks have the same themes in every language', () => {
  const names = Object.values(defaultCodebooks).map(({ themes }) => Object.keys(themes))
  for (const each of names) expect(each).toEqual(names[0])
  expect(Object.keys(defaultCodebooks)).toEqual([
    ...['en', 'es', 'fr', 'de', 'pt', 'ja'],
    ...['it', 'nl', 'pl', 'tr', 'zh', 'ko'],
  ])
})

it('a codebook in several languages reads each comment by the rules of its language', () => {
  const { en, es, ja } = defaultCodebooks
  const compiled = compile({ ...en!, translations: { es: es!.themes, ja: ja!.themes } }, languages)
  const themes = (text: string, language?: string) =>
    readComment(compiled, text, { language }).themes.map(({ theme }) => theme)
  expect(themes('la atención de este equipo no es buena')).toEqual(['support'])
  expect(themes('the support is not what it was')).toEqual(['support'])
  expect(themes('料金が高すぎる')).toEqual(['pricing'])
  expect(themes('caro', 'es-MX')).toEqual(['pricing'])
})
