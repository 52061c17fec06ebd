import { plainName, type Target } from './column-names.ts'
import type { DateOrder } from './dates.ts'

/** A tool's export: how it is recognised and what it says that its columns do not. */
export interface Format {
  readonly name: string
  readonly title: string
  /** Whether a header is of this tool; names are plain. */
  isLike(has: (...names: string[]) => boolean, header: readonly string[]): boolean
  /** Plain names of the columns of parts, where the usual guess is not right; `null` for none. */
  readonly columns?: Readonly<Partial<Record<Target, readonly string[] | null>>>
  /** Plain names of columns that hold answers, whatever the questions were. */
  readonly answers?: RegExp
  /** The zone of times that name none; the workspace's when left out. */
  readonly timezone?: string
  /** The order of dates that can be read both ways. */
  readonly order?: DateOrder
  /** Why a row is no answer; `null` for an answer. */
  leaveOut?(cell: (name: string) => string): string | null
}

/** Asked, but not answered: such rows have no score. */
const unanswered =
  (...names: string[]) =>
  (cell: (name: string) => string) =>
    names.every((name) => cell(name) === '') ? 'not answered' : null

export const formats: readonly Format[] = [
  {
    name: 'qualtrics',
    title: 'Qualtrics',
    isLike: (has) =>
      (has('responseid', 'recordeddate') && (has('finished') || has('progress') || has('status'))) ||
      has('responseid', 'startdate', 'enddate', 'finished'),
    columns: { id: ['responseid'], answeredAt: ['enddate', 'recordeddate'], email: ['recipientemail'] },
    leaveOut(cell) {
      const status = cell('status')
      if (/preview|test|spam|^(1|2|4|8|9|12)$/i.test(status)) return `status «${status}»`
      return /^(false|0|falsch|faux|falso|no)$/i.test(cell('finished')) ? 'not finished' : null
    },
  },
  {
    name: 'surveymonkey',
    title: 'SurveyMonkey',
    isLike: (has) => has('respondentid', 'collectorid'),
    columns: { id: ['respondentid'], answeredAt: ['enddate', 'datemodified', 'startdate'] },
    order: 'month-first',
  },
  {
    name: 'microsoft-forms',
    title: 'Microsoft Forms',
    isLike: (has, header) =>
      has('id', 'starttime', 'completiontime') ||
      (plainName(header[0] ?? '') === 'id' &&
        (has('startzeit') ||
          has('heurededébut') ||
          has('horadeinicio') ||
          has('oradiinizio') ||
          has('begintijd') ||
          has('horadeinício') ||
          has('開始時刻') ||
          has('开始时间'))),
    // Every form counts from 1.
    columns: { id: null },
  },
  {
    name: 'typeform',
    title: 'Typeform',
    isLike: (has, header) =>
      has('networkid') || (header[0] === '#' && has('submitdateutc')) || has('startdateutc', 'submitdateutc'),
    columns: { answeredAt: ['submitdateutc'], id: ['', 'token', 'responseid'] },
    timezone: 'UTC',
    leaveOut: (cell) =>
      /^(started|partial)$/i.test(cell('responsetype')) && cell('submitdateutc') === ''
        ? 'not finished'
        : null,
  },
  {
    name: 'google-forms',
    title: 'Google Forms',
    isLike: (has, header) =>
      googleStamps.includes(plainName(header[0] ?? '')) && !has('id') && !has('responseid'),
    columns: { id: null },
  },
  {
    name: 'hubspot',
    title: 'HubSpot',
    isLike: (has) =>
      has('hsvalue') ||
      has('hssubmissiontimestamp') ||
      has('surveysubmissionid') ||
      has('feedbacksubmissionid') ||
      (has('surveyname', 'surveytype') && has('rating', 'response')),
    columns: {
      comment: ['hscontent', 'followupresponse', 'openendedresponse', 'comment', 'feedback', 'response'],
    },
  },
  {
    name: 'zendesk',
    title: 'Zendesk',
    isLike: (has) =>
      has('satisfactionscore', 'ticketid') ||
      has('ticketsatisfactionrating') ||
      has('satisfactionrating', 'ticketid') ||
      has('score', 'ticketid', 'assigneeid') ||
      has('satisfactionscore', 'requester'),
    leaveOut(cell) {
      const score =
        ['satisfactionscore', 'ticketsatisfactionrating', 'satisfactionrating', 'score']
          .map(cell)
          .find(Boolean) ?? ''
      return /^(un|not )?offered$|^$/i.test(score) ? 'not answered' : null
    },
  },
  {
    name: 'posthog',
    title: 'PostHog',
    isLike: (has) => has('propertiessurveyresponse') || has('distinctid', 'propertiessurveyid'),
    answers: /surveyresponse[\da-f]*$/,
    timezone: 'UTC',
    columns: {
      rating: ['propertiessurveyresponse'],
      comment: ['propertiessurveyresponse1'],
      answeredAt: ['timestamp'],
      id: ['uuid'],
    },
    leaveOut: (cell) =>
      cell('event') && cell('event') !== 'survey sent' ? `event «${cell('event')}»` : null,
  },
  {
    name: 'formbricks',
    title: 'Formbricks',
    isLike: (has) =>
      has('formbricksidinternal') || (has('responseid', 'surveyid', 'finished') && has('timestamp')),
    columns: { id: ['responseid'], answeredAt: ['timestamp'], respondentId: ['userid'] },
    leaveOut: (cell) => (/^(no|false|0)$/i.test(cell('finished')) ? 'not finished' : null),
  },
  {
    name: 'asknicely',
    title: 'AskNicely',
    isLike: (has) => has('responded', 'answer') || has('responded', 'score', 'sent'),
    columns: { answeredAt: ['responded', 'respondedat'], rating: ['answer', 'score'] },
    leaveOut: unanswered('answer', 'score'),
  },
  {
    name: 'survicate',
    title: 'Survicate',
    isLike: (has) => has('respondentuuid') || has('datetimeutc', 'respondentid'),
    columns: { id: ['responseuuid', 'responseid'], respondentId: ['respondentuuid', 'respondentid'] },
    timezone: 'UTC',
  },
  {
    name: 'wootric',
    title: 'Wootric',
    isLike: (has) => has('score', 'enduserid') || has('score', 'enduseremail'),
    leaveOut: unanswered('score'),
  },
  {
    name: 'satismeter',
    title: 'SatisMeter',
    isLike: (has) =>
      has('rating', 'feedback', 'category', 'userid') || has('rating', 'feedback', 'dismissed'),
    leaveOut: unanswered('rating', 'score'),
  },
  {
    name: 'retently',
    title: 'Retently',
    isLike: (has) =>
      has('score', 'campaignname') || has('score', 'surveysentdate') || has('score', 'ratingcategory'),
    leaveOut: unanswered('score'),
  },
  {
    name: 'nicereply',
    title: 'Nicereply',
    isLike: (has) => has('score', 'agent', 'ticketid') || has('score', 'ticketid', 'customeremail'),
    leaveOut: unanswered('score'),
  },
  {
    name: 'delighted',
    title: 'Delighted',
    isLike: (has) =>
      has('score', 'permalink') ||
      has('score', 'surveytype', 'comment') ||
      has('score', 'respondedat', 'personid'),
    leaveOut: unanswered('score'),
  },
  {
    name: 'play',
    title: 'Google Play reviews',
    isLike: (has) => has('starrating', 'reviewsubmitdateandtime'),
    columns: { rating: ['starrating'], comment: ['reviewtext'], answeredAt: ['reviewsubmitdateandtime'] },
    timezone: 'UTC',
  },
  {
    name: 'app-store',
    title: 'App Store reviews',
    isLike: (has) =>
      has('rating', 'title', 'review') &&
      (has('nickname') || has('storefront') || has('appversion') || has('version')),
  },
]

const googleStamps = [
  ...[
    'timestamp',
    'zeitstempel',
    'horodateur',
    'marcatemporal',
    'informazionicronologiche',
    'carimbodedatahora',
  ],
  ...['tijdstempel', 'tidsstämpel', 'tidsstempel', 'aikaleima', 'sygnaturaczasowa', 'časovérazítko'],
  ...[
    'отметкавремени',
    'позначкачасу',
    'zamandamgası',
    'タイムスタンプ',
    '时间戳记',
    '時間戳記',
    '타임스탬프',
  ],
]

/** The tool a header is of, by name or recognised; `null` for none. */
export function formatOf(header: readonly string[], name?: string): Format | null {
  if (name !== undefined) return formats.find((format) => format.name === name.toLowerCase()) ?? null
  const plain = new Set(header.map(plainName))
  return (
    formats.find((format) => format.isLike((...names) => names.every((each) => plain.has(each)), header)) ??
    null
  )
}
