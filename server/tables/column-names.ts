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
export const ratingNames: Readonly<Record<Metric | 'any', readonly string[]>> = {
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

export const names: Readonly<Record<Exclude<Target, 'rating'>, readonly string[]>> = {
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
