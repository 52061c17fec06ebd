import type { Scale } from '../../shared/scale.ts'

/** Points by word in plain form; labels that may stand behind a number are kept as `label …`. */
export type ScoreWords = ReadonlyMap<string, number>

/** A word as it is compared: lower case, without accents on Latin letters, signs and extra space. */
export function plainWord(text: string): string {
  const words = text
    .normalize('NFKD')
    .replaceAll(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[’'`]/g, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
  // Faces and thumbs have no letters.
  return words || text.replaceAll('\uFE0F', '').trim()
}

/**
 * Answers in words, worst first, each list for scales with as many points. A plus stands between words for the
 * same point. The ends of our own surveys' scales come from their languages.
 */
const lists: readonly string[] = [
  // Satisfaction
  'very dissatisfied+very unsatisfied+extremely dissatisfied+extremely unsatisfied+completely dissatisfied|dissatisfied+unsatisfied+somewhat dissatisfied+somewhat unsatisfied|neutral+neither satisfied nor dissatisfied+neither+neither dissatisfied nor satisfied|satisfied+somewhat satisfied|very satisfied+extremely satisfied+completely satisfied',
  'sehr unzufrieden|unzufrieden+eher unzufrieden|neutral+weder noch+teils teils+weder zufrieden noch unzufrieden|zufrieden+eher zufrieden|sehr zufrieden',
  'très insatisfait+pas du tout satisfait+très mécontent+très insatisfaite|insatisfait+peu satisfait+plutôt insatisfait+pas satisfait+insatisfaite|neutre+ni satisfait ni insatisfait+moyennement satisfait|satisfait+plutôt satisfait+satisfaite|très satisfait+tout à fait satisfait+très satisfaite',
  'muy insatisfecho+muy insatisfecha|insatisfecho+insatisfecha+poco satisfecho|neutral+ni satisfecho ni insatisfecho+neutro|satisfecho+satisfecha|muy satisfecho+muy satisfecha',
  'molto insoddisfatto+per niente soddisfatto|insoddisfatto+poco soddisfatto|neutrale+neutro+né soddisfatto né insoddisfatto|soddisfatto+abbastanza soddisfatto|molto soddisfatto',
  'muito insatisfeito+muito insatisfeita|insatisfeito+insatisfeita|neutro+indiferente+nem satisfeito nem insatisfeito|satisfeito+satisfeita|muito satisfeito+muito satisfeita',
  'zeer ontevreden+heel ontevreden|ontevreden|neutraal+niet tevreden niet ontevreden|tevreden|zeer tevreden+heel tevreden',
  'mycket missnöjd+väldigt missnöjd|missnöjd|neutral+varken nöjd eller missnöjd|nöjd|mycket nöjd+väldigt nöjd',
  'meget utilfreds|utilfreds|neutral+hverken tilfreds eller utilfreds|tilfreds|meget tilfreds',
  'svært misfornøyd+veldig misfornøyd|misfornøyd|nøytral+verken fornøyd eller misfornøyd|fornøyd|svært fornøyd+veldig fornøyd',
  'erittäin tyytymätön|tyytymätön|neutraali+ei tyytyväinen eikä tyytymätön|tyytyväinen|erittäin tyytyväinen',
  'bardzo niezadowolony+bardzo niezadowolona|niezadowolony+niezadowolona|neutralny+ani zadowolony ani niezadowolony+neutralnie|zadowolony+zadowolona|bardzo zadowolony+bardzo zadowolona',
  'velmi nespokojený+velmi nespokojen|nespokojený+nespokojen|neutrální+ani spokojený ani nespokojený|spokojený+spokojen|velmi spokojený+velmi spokojen',
  'veľmi nespokojný|nespokojný|neutrálny|spokojný|veľmi spokojný',
  'nagyon elégedetlen|elégedetlen|semleges|elégedett|nagyon elégedett',
  'foarte nemulțumit|nemulțumit|neutru|mulțumit|foarte mulțumit',
  'hiç memnun değilim+çok memnuniyetsiz|memnun değilim+memnuniyetsiz|kararsızım+nötr|memnunum+memnun|çok memnunum+çok memnun',
  'очень недоволен+совершенно не доволен+очень недовольна|недоволен+не доволен+недовольна|нейтрально+затрудняюсь ответить|доволен+довольна|очень доволен+полностью доволен+очень довольна',
  'дуже незадоволений|незадоволений|нейтрально|задоволений|дуже задоволений',
  'πολύ δυσαρεστημένος|δυσαρεστημένος|ουδέτερος|ικανοποιημένος|πολύ ικανοποιημένος',
  'много недоволен|недоволен|неутрален|доволен|много доволен',
  'vrlo nezadovoljan|nezadovoljan|neutralan|zadovoljan|vrlo zadovoljan',
  'zelo nezadovoljen|nezadovoljen|nevtralen|zadovoljen|zelo zadovoljen',
  'molt insatisfet|insatisfet|neutral|satisfet|molt satisfet',
  'sangat tidak puas|tidak puas|netral|puas|sangat puas',
  'sangat tidak berpuas hati|tidak berpuas hati|neutral|berpuas hati|sangat berpuas hati',
  'rất không hài lòng|không hài lòng|bình thường+trung lập|hài lòng|rất hài lòng',
  'ไม่พอใจมาก|ไม่พอใจ|เฉยๆ|พอใจ|พอใจมาก',
  '非常に不満+とても不満|不満+やや不満|どちらでもない+普通|満足+やや満足|非常に満足+とても満足',
  '非常不满意|不满意|一般+中立|满意|非常满意',
  '非常不滿意|不滿意|普通+一般|滿意|非常滿意',
  '매우 불만족+매우 불만|불만족+불만|보통|만족|매우 만족',
  'غير راض على الإطلاق+غير راض جدا|غير راض|محايد|راض|راض جدا',
  'מאוד לא מרוצה|לא מרוצה|ניטרלי|מרוצה|מאוד מרוצה',
  'बहुत असंतुष्ट|असंतुष्ट|तटस्थ|संतुष्ट|बहुत संतुष्ट',
  'very dissatisfied|somewhat dissatisfied+dissatisfied|slightly dissatisfied|neutral+neither satisfied nor dissatisfied|slightly satisfied|somewhat satisfied+satisfied|very satisfied',
  // Quality
  'very poor+very bad+terrible+awful|poor+bad|fair+average+ok+okay+neutral|good|very good+excellent+great',
  'poor|fair|good|very good|excellent',
  'terrible|bad|ok+okay|good|great+amazing+awesome',
  'sehr schlecht|schlecht|mittelmäßig+neutral+befriedigend|gut|sehr gut',
  'très mauvais|mauvais|moyen|bon+bien|très bon+très bien+excellent',
  'muy malo+muy mala|malo+mala|regular|bueno+buena|muy bueno+muy buena+excelente',
  'péssimo|ruim|regular|bom|ótimo+excelente',
  'pessimo|scarso|sufficiente|buono|ottimo+eccellente',
  'zeer slecht|slecht|matig+neutraal|goed|zeer goed+uitstekend',
  // Agreement
  'strongly disagree+completely disagree+totally disagree|disagree+somewhat disagree|neutral+neither agree nor disagree+undecided+unsure|agree+somewhat agree|strongly agree+completely agree+totally agree',
  'strongly disagree|disagree|somewhat disagree+slightly disagree|neutral+neither agree nor disagree+undecided|somewhat agree+slightly agree|agree|strongly agree',
  'stimme überhaupt nicht zu+trifft überhaupt nicht zu|stimme nicht zu+stimme eher nicht zu+trifft eher nicht zu|neutral+teils teils+weder noch|stimme zu+stimme eher zu+trifft eher zu|stimme voll und ganz zu+stimme voll zu+trifft voll zu',
  'pas du tout d accord|pas d accord+plutôt pas d accord|neutre+ni d accord ni pas d accord|d accord+plutôt d accord|tout à fait d accord',
  'totalmente en desacuerdo+muy en desacuerdo|en desacuerdo|neutral+ni de acuerdo ni en desacuerdo|de acuerdo|totalmente de acuerdo+muy de acuerdo',
  'discordo totalmente|discordo|neutro+nem concordo nem discordo|concordo|concordo totalmente',
  'fortemente in disaccordo+completamente in disaccordo|in disaccordo|neutrale+né d accordo né in disaccordo|d accordo|fortemente d accordo+completamente d accordo',
  'helemaal mee oneens+zeer mee oneens|mee oneens+oneens|neutraal|mee eens+eens|helemaal mee eens+zeer mee eens',
  // Ease, likelihood
  'very difficult+extremely difficult|difficult+somewhat difficult|neutral+neither easy nor difficult+neither|easy+somewhat easy|very easy+extremely easy',
  'very difficult+extremely difficult|difficult|somewhat difficult+slightly difficult|neutral+neither|somewhat easy+slightly easy|easy|very easy+extremely easy',
  'sehr schwierig+sehr schwer|schwierig+schwer|neutral+weder noch|einfach+leicht|sehr einfach+sehr leicht',
  'very unlikely+not at all likely+extremely unlikely|unlikely+not so likely|neutral+somewhat likely+neither|likely+very likely|very likely+extremely likely',
  // Faces
  'very unhappy+angry|unhappy+sad|neutral|happy|very happy+delighted',
  'dissatisfied+unsatisfied+unhappy+sad+negative+bad|neutral+ok+okay|satisfied+happy+positive+good+great',
  'unzufrieden|neutral|zufrieden',
  '😡+😠|🙁+☹️+😕+😞|😐|🙂+😊|😀+😃+😍+😄',
  // Thumbs
  'bad+badwithcomment+bad with comment|good+goodwithcomment+good with comment',
  'dissatisfied+unsatisfied+unhappy+negative+not helpful+thumbs down+thumbsdown+down+dislike+no|satisfied+happy+positive+helpful+thumbs up+thumbsup+up+like+yes',
  'no|yes',
  'false|true',
  '👎|👍',
  'schlecht+unzufrieden+nein+negativ|gut+zufrieden+ja+positiv',
  'mauvais+insatisfait+non+mal|bon+satisfait+oui+bien',
  'malo+insatisfecho+mal|bueno+satisfecho+bien+sí+si',
  'cattivo+insoddisfatto|buono+soddisfatto',
  'ruim+insatisfeito+não+mau|bom+satisfeito+sim+boa',
  'slecht+ontevreden+nee|goed+tevreden+ja',
  'dålig+missnöjd+nej|bra+nöjd+ja',
  'dårlig+utilfreds+nej|god+tilfreds+ja',
  'huono+ei|hyvä+kyllä',
  'zły+źle+niezadowolony+nie|dobry+dobrze+zadowolony+tak',
  'плохо+недоволен+нет|хорошо+доволен+да',
  '悪い+不満+いいえ|良い+満足+はい',
  '差+不满意+否|好+满意+是',
  '나쁨+불만족+아니요|좋음+만족+예',
]

/** The words at both ends of a scale, as our own surveys say them. */
export interface EndLabels {
  readonly low: string
  readonly high: string
}

/**
 * The points that the words of a column stand for: by the list that knows the most of them. `null` when two lists
 * that know equally many disagree about one, and when they are those of a shorter scale.
 */
export function wordsFor(
  seen: readonly string[],
  scale: Scale,
  ends: readonly EndLabels[],
  said: ScoreWords,
): ScoreWords | null {
  const labels = new Map<string, number>()
  for (const [word] of labelWords(ends)) labels.set(`label ${word}`, 0)
  const size = scale.max - scale.min + 1
  const wanted = [...new Set(seen.map(plainWord))].filter((word) => word !== '' && !said.has(word))
  const readings = [
    ...lists,
    ...ends.map(({ low, high }) => [low, ...Array(size - 2).fill(''), high].join('|')),
  ]
    .map((list) => list.split('|'))
    .filter((list) => list.length === size)
    .map((list) => readingOf(list, scale, wanted))
  // Words that stand beside each other in one column are different points.
  const fit = (reading: ReadonlyMap<string, number>) =>
    reading.size * (size + 1) + new Set(reading.values()).size
  const most = Math.max(0, ...readings.map(fit))
  const best = readings.filter((reading) => fit(reading) === most)
  const words = new Map([...labels, ...best.flatMap((reading) => [...reading]), ...said])
  if (most > 0 && isOfAnother(wanted, size)) return null
  const disagree = best.some((reading) => [...reading].some(([word, point]) => words.get(word) !== point))
  return disagree ? null : words
}

/** Whether the words are all of a shorter list and nothing else, like good and bad on a scale of five. */
function isOfAnother(wanted: readonly string[], size: number): boolean {
  return lists
    .map((list) => list.split('|').map((words) => words.split('+').map(plainWord)))
    .filter((list) => list.length < size)
    .some(
      (list) =>
        list.every((words) => words.some((word) => wanted.includes(word))) &&
        wanted.every((word) => list.some((words) => words.includes(word))),
    )
}

function readingOf(list: readonly string[], scale: Scale, wanted: readonly string[]): Map<string, number> {
  const points = new Map<string, number>()
  for (const [step, words] of list.entries()) {
    // Lists are from worst to best.
    const point = scale.direction === 'up' ? scale.min + step : scale.max - step
    for (const word of words.split('+').map(plainWord))
      if (word && wanted.includes(word)) points.set(word, point)
  }
  return points
}

function labelWords(ends: readonly EndLabels[]): [string, true][] {
  const own = ends.flatMap(({ low, high }) => [low, high])
  const listed = lists.flatMap((list) => list.split(/[|+]/))
  return [...own, ...listed].map((word) => [plainWord(word), true])
}
