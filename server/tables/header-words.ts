import type { Metric } from '../../shared/scale.ts'

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
