import type { Metric } from '../../shared/scale.ts'

/** The parts of an answer that a column can hold. */
export const targets = ['id', 'rating', 'comment', 'answeredAt', 'respondentId', 'email', 'name'] as const
export type Target = (typeof targets)[number]
export type Columns = Readonly<Partial<Record<Target, number>>>

/** The scale that a header states in brackets, like (1-5). */
const statedScale = /[([]\s*(\d{1,2})\s*(?:-|–|—|to|bis|à|a)\s*(\d{1,3})\s*[)\]]/i

/** The scale that a header states, as 1-5; `null` for none. */
export function scaleIn(name: string): string | null {
  const [, min, max] = name.match(statedScale) ?? []
  return min === undefined ? null : `${min}-${max}`
}

/** A header in plain form: lower case, letters and digits only, without a scale in brackets. */
export const plainName = (name: string) =>
  name
    .replace(statedScale, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')

/** Names of the score's column by metric; the others fit any. */
const ratingNames: Readonly<Record<Metric | 'any', readonly string[]>> = {
  nps: [
    ...['nps', 'npsscore', 'npsrating', 'npsvalue', 'netpromoterscore', 'likelihoodtorecommend', 'ltr'],
    ...['npsresponse', 'npsanswer', 'npssurveyscore', 'scorenps', 'netpromoter', 'promoterscore', 'npsq1'],
    ...['recommend', 'recommendscore', 'recommendation', 'recommendationscore', 'wouldrecommend'],
  ],
  csat: [
    ...['csat', 'csatscore', 'csatrating', 'satisfaction', 'satisfactionscore', 'satisfactionrating'],
    ...['csatresponse', 'csatanswer', 'scorecsat', 'satisfactionlevel', 'customersatisfactionscore'],
    ...['overallsatisfaction', 'customersatisfaction', 'ticketsatisfactionrating', 'happiness'],
  ],
  ces: [
    'ces',
    'cesscore',
    'cesrating',
    'effort',
    'effortscore',
    'customereffortscore',
    'customereffort',
    'ease',
  ],
  any: [
    ...['rating', 'score', 'stars', 'starrating', 'hsvalue', 'surveyscore', 'responsescore', 'scorevalue'],
    ...[
      'ratingvalue',
      'reviewscore',
      'reviewrating',
      'reviewstars',
      'customerrating',
      'userrating',
      'surveyrating',
      'overallrating',
      'overallscore',
      'feedbackscore',
      'feedbackrating',
      'overall',
      'star',
      'propertiessurveyresponse',
      'bewertung',
      'punktzahl',
      'note',
      'puntuación',
      'pontuação',
    ],
    ...[
      'valoración',
      'nota',
      'punteggio',
      'valutazione',
      'cijfer',
      'betyg',
      'puan',
      'ocena',
      'оценка',
      '评分',
    ],
    ...['スコア', '評価', '점수', 'value', 'answer', 'response', 'result'],
  ],
}

const names: Readonly<Record<Exclude<Target, 'rating'>, readonly string[]>> = {
  comment: [
    ...['comment', 'comments', 'reason', 'feedback', 'review', 'reviewtext', 'text', 'hscontent', 'content'],
    ...[
      'verbatim',
      'message',
      'feedbacktext',
      'commenttext',
      'verbatimcomment',
      'customercomment',
      'openended',
    ],
    ...['openendedresponse', 'freetext', 'surveycomment', 'satisfactioncomment', 'satisfactionratingcomment'],
    ...['hssurveyfollowup', 'followup', 'followupresponse', 'propertiessurveyresponse1', 'remark', 'remarks'],
    ...[
      'reviewbody',
      'reviewcontent',
      'reviewcommentmessage',
      'reviewcommentmessage',
      'customerfeedback',
      'openfeedback',
      'body',
      'additionalcomments',
    ],
    ...['kommentar', 'kommentare', 'anmerkung', 'begründung', 'commentaire', 'commentaires', 'comentario'],
    ...[
      'comentarios',
      'comentário',
      'comentários',
      'commento',
      'commenti',
      'opmerking',
      'toelichting',
      'yorum',
    ],
    ...['komentarz', 'комментарий', 'отзыв', 'コメント', '评论', '의견'],
  ],
  answeredAt: [
    ...['respondeddate', 'daterated', 'reviewedat', 'reviewcreated', 'reviewcreatedat', 'receivedat'],
    ...[
      'answeredat',
      'respondedat',
      'responded',
      'respondedon',
      'responsedate',
      'responsetime',
      'responseat',
    ],
    ...[
      'responsereceivedat',
      'responsetimestamp',
      'dateresponded',
      'dateofresponse',
      'answerdate',
      'dateanswered',
    ],
    ...['submittedat', 'submitted', 'submittedon', 'submitdate', 'submissiondate'],
    ...[
      'submissiontime',
      'submissiontimestamp',
      'datesubmitted',
      'completedat',
      'completed',
      'completiontime',
    ],
    ...['completiondate', 'datecompleted', 'enddate', 'endtime', 'recordeddate', 'finishedat'],
    ...[
      'hssubmissiontimestamp',
      'reviewsubmitdateandtime',
      'reviewdate',
      'ratedat',
      'ratingdate',
      'feedbackdate',
    ],
    ...[
      'surveydate',
      'datetimeutc',
      'datetime',
      'date',
      'timestamp',
      'time',
      'datum',
      'fecha',
      'data',
      'dato',
    ],
    ...['zeitstempel', 'horodateur', 'marcatemporal', 'informazionicronologiche', 'carimbodedatahora'],
    ...['tijdstempel', 'tidsstämpel', 'tidsstempel', 'aikaleima', 'sygnaturaczasowa', 'časovérazítko'],
    ...[
      'отметкавремени',
      'zamandamgası',
      'タイムスタンプ',
      '时间戳记',
      '時間戳記',
      '타임스탬프',
      'fertigstellungszeit',
    ],
    ...['abschlusszeit', 'heuredefin', 'horadefinalización', 'oradicompletamento', 'horadeconclusão'],
    ...['tijdstipvanvoltooien', '完了時刻', '完成时间', '日期', '日付', 'дата', 'dateheure'],
    ...['createdat', 'created', 'createdon', 'createddate', 'creationdate', 'datecreated'],
  ],
  id: [
    ...['id', 'responseid', 'surveyresponseid', 'respondentid', 'answerid', 'submissionid', 'responseuuid'],
    ...['feedbackid', 'reviewid', 'ratingid', 'entryid', 'hsobjectid', 'recordid', 'uuid', 'guid'],
    ...['surveysubmissionid', 'satisfactionratingid'],
  ],
  respondentId: [
    'visitorid',
    ...[
      'personid',
      'userid',
      'customerid',
      'contactid',
      'externalid',
      'clientid',
      'memberid',
      'subscriberid',
    ],
    ...[
      'enduserid',
      'enduserexternalid',
      'distinctid',
      'respondentuuid',
      'requesterid',
      'externaldatareference',
    ],
  ],
  email: [
    ...[
      'email',
      'emailaddress',
      'personemail',
      'customeremail',
      'useremail',
      'recipientemail',
      'contactemail',
    ],
    ...[
      'respondentemail',
      'enduseremail',
      'requesteremail',
      'clientemail',
      'mail',
      'emailadresse',
      'adresseemail',
    ],
    ...['correoelectrónico', 'endereçodeemail', 'indirizzoemail', 'adressemail', 'username'],
  ],
  name: [
    ...['name', 'personname', 'fullname', 'customername', 'contactname', 'respondentname', 'endusername'],
    ...['requestername', 'clientname', 'nameofcustomer', 'firstnamelastname', 'displayname'],
  ],
}

/** The rating's column by its name, and whether the name is of another metric. */
export function ratingColumn(
  header: readonly string[],
  metric: Metric | null,
  isUsable: (place: number) => boolean,
): { readonly place: number; readonly metric: Metric | null } | null {
  const plain = header.map(plainName)
  const others = (['nps', 'csat', 'ces'] as const).filter((other) => other !== metric)
  const order = metric === null ? (['any', ...others] as const) : ([metric, 'any', ...others] as const)
  const found = order.flatMap((kind) =>
    ratingNames[kind]
      .map((name) => plain.indexOf(name))
      .filter((place) => place >= 0)
      .map((place) => ({ place, metric: kind === 'any' ? null : kind })),
  )
  return found.find(({ place }) => isUsable(place)) ?? found[0] ?? null
}

/** Guesses the column of each part from the header. A column is used for one part only. */
export function guessColumns(
  header: readonly string[],
  isUsable: (target: Target, place: number) => boolean = () => true,
  metric: Metric | null = null,
): Partial<Record<Target, number>> {
  const plain = header.map(plainName)
  const columns: Partial<Record<Target, number>> = {}
  const rating = ratingColumn(header, metric, (place) => isUsable('rating', place))
  if (rating) columns.rating = rating.place
  for (const target of Object.keys(names) as (keyof typeof names)[]) {
    const named = target === 'answeredAt' ? plain.map((name) => name.replace(/(utc|gmt)$/, '')) : plain
    const places = names[target].map((name) => named.indexOf(name)).filter((place) => place >= 0)
    const free = places.filter((place) => !Object.values(columns).includes(place))
    const place = free.find((place) => isUsable(target, place))
    if (place !== undefined) columns[target] = place
  }
  return columns
}

/** Whether a column is called like the time of an answer. */
export const isNamedAsTime = (name: string) =>
  names.answeredAt.includes(plainName(name)) || wordsOf(name).some((word) => ofPeriods.test(word))

const ofPeriods = /^(date|datum|fecha|month|monat|mois|mes|mese|quarter|year|jahr|week|period|timestamp)$/

/** Whether a column is called like a score. */
export const isNamedAsScore = (name: string, metric: Metric) =>
  ratingColumn([name], metric, () => true) !== null

/** Whether a column is called like the ids of answers or people. */
export function isNamedAsId(name: string): boolean {
  const plain = plainName(name)
  return names.id.includes(plain) || names.respondentId.includes(plain) || /id$/.test(plain)
}

/** The index of a column by its name: an exact match first, else ignoring case and space; `#3` is the third. */
export function indexOfColumn(header: readonly string[], name: string): number | null {
  const exact = header.indexOf(name)
  if (exact >= 0) return exact
  const folded = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ')
  const loose = header.findIndex((cell) => folded(cell) === folded(name))
  if (loose >= 0) return loose
  const place = Number(name.match(/^#(\d{1,3})$/)?.[1] ?? 0) - 1
  return place >= 0 && place < header.length ? place : null
}

/** Words of a header, of camelCase and under_scores too. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

const ofAnswers = new Set([
  ...['response', 'responded', 'respond', 'submitted', 'submission', 'submit', 'completed', 'completion'],
  ...[
    'answered',
    'answer',
    'survey',
    'review',
    'feedback',
    'received',
    'recorded',
    'rated',
    'nps',
    'csat',
    'ces',
  ],
])
const ofDates = new Set([
  'date',
  'time',
  'timestamp',
  'at',
  'on',
  'datum',
  'fecha',
  'datetime',
  'day',
  'utc',
  'when',
])
const ofOtherDates = new Set([
  ...[
    'creation',
    'start',
    'started',
    'sent',
    'send',
    'birth',
    'birthday',
    'dob',
    'signup',
    'signed',
    'joined',
    'since',
  ],
  ...[
    'renewal',
    'expires',
    'expiry',
    'due',
    'order',
    'purchase',
    'opened',
    'updated',
    'modified',
    'first',
    'last',
  ],
  ...[
    'next',
    'scheduled',
    'delivery',
    'viewed',
    'shown',
    'created',
    'closed',
    'install',
    'trial',
    'resolved',
  ],
])

/** How surely a column of dates says when the answer was given. */
export function dateName(name: string): 'answer' | 'date' | 'other' | 'none' {
  const words = wordsOf(name)
  if (words.some((word) => ofOtherDates.has(word))) return 'other'
  if (words.some((word) => ofAnswers.has(word))) return 'answer'
  return words.some((word) => ofDates.has(word)) ? 'date' : 'none'
}

const ofComments =
  /^(comments?|feedback|reasons?|verbatims?|reviews?|remarks?|opinion|why|explain|kommentare?|grund|warum|begründung|commentaires?|pourquoi|raison|comentarios?|comentários?|motivo|razón|porque|commento|perché|opmerking(en)?|waarom|improve|improvement|ended)$/
const notOfComments =
  /^(title|subject|id|date|time|url|link|count|type|status|score|rating|by|at|lang|language|group|category|tags?|topic|sentiment|source|channel|length|number|email)$/

/** Whether a column is called like one for what people wrote. */
export function isNamedAsComment(name: string): boolean {
  const words = wordsOf(name)
  // A question may speak of a score or a date without being one.
  const isQuestion = words.length > 4 || /open-ended/i.test(name)
  return (
    words.some((word) => ofComments.test(word)) &&
    (isQuestion || !words.some((word) => notOfComments.test(word)))
  )
}

const questions: Readonly<Record<Metric, RegExp>> = {
  nps: /recommend|empfehl|recommand|recomend|consigli|raccomand|aanbevel|rekommend|anbefal|suosittel|poleci|doporuč|odporúč|ajánl|tavsiye|рекоменд|порекоменд|συστήσ|勧め|推薦|推荐|추천|promoter|\bnps\b/i,
  csat: /satisf|zufrieden|soddisf|tevreden|nöjd|tilfreds|fornøyd|tyytyväi|zadowol|spokojen|elégedett|mulțumi|memnun|доволен|удовлетвор|満足|满意|滿意|만족|\bcsat\b|how was|rate (your|our|the)/i,
  ces: /\bease|easy|effort|einfach|aufwand|facile|facilité|fácil|esfuerzo|makkelijk|lätt|\bces\b/i,
}

/** Whether a header asks a metric's question. */
export const asks = (metric: Metric, name: string) =>
  questions[metric].test(name) || wordsOf(name).includes(metric)
