import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formats } from '../../server/tables/formats.ts'
import { type Client, clientOf } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { importText } from '../support/importing.ts'

/** A tool's export in small, and the answers in it: rating, time, comment, email. */
interface Export {
  readonly title: string
  readonly survey?: Record<string, unknown>
  readonly timezone?: string
  readonly args?: readonly string[]
  readonly lines: readonly string[]
  readonly says?: string
  readonly answers: readonly (readonly [
    rating: number,
    time: string,
    comment?: string | null,
    email?: string | null,
  ])[]
}

const stars = { metric: 'csat', scale: '1-5' }

const exports: readonly Export[] = [
  {
    title: 'Delighted',
    lines: [
      'Response ID,Person ID,Email,Name,Score,Comment,Survey type,Permalink,Responded at,Created at',
      '501,9,ada@example.com,Ada,9,Fast,NPS,https://x.test/r/a,2025-03-04 10:00:00 UTC,2025-03-01 10:00:00 UTC',
      '502,10,bob@example.com,Bob,,,NPS,https://x.test/r/b,,2025-03-01 10:00:00 UTC',
    ],
    says: '1 no answers (not answered)',
    answers: [[9, '2025-03-04T10:00:00.000Z', 'Fast', 'ada@example.com']],
  },
  {
    title: 'SurveyMonkey, condensed',
    lines: [
      'Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,How likely is it that you would recommend this company to a friend or colleague?,Anything to add?',
      ',,,,,,,,Response,Open-Ended Response',
      '118052219061,4461,03/04/2025 10:15:00 AM,03/04/2025 10:16:02 AM,,ada@example.com,Ada,L,9 ,Good',
    ],
    answers: [[9, '2025-03-04T10:16:02.000Z', 'Good', 'ada@example.com']],
  },
  {
    title: 'SurveyMonkey, expanded',
    lines: [
      'Respondent ID,Collector ID,Start Date,End Date,How likely is it that you would recommend us?,,,,,,,,,,,What is the main reason?',
      ',,,,Not at all likely - 0,1,2,3,4,5,6,7,8,9,Extremely likely - 10,Open-Ended Response',
      '1,4461,03/04/2025 10:15:00 AM,03/04/2025 10:16:00 AM,,,,,,,,,,,Extremely likely - 10,Great',
      '2,4461,03/05/2025 10:15:00 AM,03/05/2025 10:16:00 AM,,,,3,,,,,,,,',
    ],
    answers: [
      [10, '2025-03-04T10:16:00.000Z', 'Great'],
      [3, '2025-03-05T10:16:00.000Z', null],
    ],
  },
  {
    title: 'Microsoft Forms',
    timezone: 'Europe/Berlin',
    lines: [
      'ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?;Warum?',
      '1;04.03.2025 10:00:00;04.03.2025 10:01:00;anonymous;;9;Schnell',
    ],
    answers: [[9, '2025-03-04T09:01:00.000Z', 'Schnell', null]],
  },
  {
    title: 'Google Forms in French',
    lines: [
      '"Horodateur","Quelle est la probabilité que vous nous recommandiez ?","Pourquoi ?"',
      '"14/03/2025 10:00:00","10","Rapide"',
    ],
    answers: [[10, '2025-03-14T10:00:00.000Z', 'Rapide']],
  },
  {
    title: 'Google Forms in English',
    lines: [
      'Timestamp,How likely are you to recommend us?,What could we improve?',
      '2025/03/04 10:15:00 AM GMT+1,8,The price',
    ],
    answers: [[8, '2025-03-04T09:15:00.000Z', 'The price']],
  },
  {
    title: 'Typeform',
    timezone: 'America/New_York',
    lines: [
      '#,How likely are you to recommend us?,Why did you give that score?,Response Type,Start Date (UTC),Submit Date (UTC),Network ID',
      'abc1,9,Nice,completed,2025-03-04 10:00:00,2025-03-04 10:01:00,n1',
      'abc2,,,partial,2025-03-04 10:00:00,,n2',
    ],
    says: '1 no answers (not finished)',
    answers: [[9, '2025-03-04T10:01:00.000Z', 'Nice']],
  },
  {
    title: 'HubSpot',
    lines: [
      'hs_object_id,hs_survey_type,hs_value,hs_content,hs_submission_timestamp',
      '77,NPS,7,Fine,1741082400000',
    ],
    answers: [[7, '2025-03-04T10:00:00.000Z', 'Fine']],
  },
  {
    title: 'Qualtrics',
    lines: [
      'StartDate,EndDate,Status,Finished,RecordedDate,ResponseId,RecipientEmail,Q7_NPS_GROUP,Q7,Q8',
      'Start Date,End Date,Response Type,Finished,Recorded Date,Response ID,Recipient Email,Group,How likely are you to recommend us?,Why?',
      '"{""ImportId"":""startDate"",""timeZone"":""Asia/Tokyo""}","{""ImportId"":""endDate"",""timeZone"":""Asia/Tokyo""}","{""ImportId"":""status""}","{""ImportId"":""finished""}","{""ImportId"":""recordedDate"",""timeZone"":""Asia/Tokyo""}","{""ImportId"":""_recordId""}","{""ImportId"":""recipientEmail""}","{""ImportId"":""QID7_NPS_GROUP""}","{""ImportId"":""QID7""}","{""ImportId"":""QID8_TEXT""}"',
      '2025-03-04 08:00:00,2025-03-04 08:01:00,IP Address,True,2025-03-04 08:01:00,R_1,ada@example.com,Promoter,10,Good',
      '2025-03-04 08:00:00,2025-03-04 08:01:00,Survey Preview,True,2025-03-04 08:01:00,R_2,,Detractor,0,Trying',
      '2025-03-04 08:00:00,2025-03-04 08:01:00,IP Address,False,2025-03-04 08:01:00,R_3,,Detractor,0,',
    ],
    says: '1 no answers (status «Survey Preview»); 1 no answers (not finished)',
    answers: [[10, '2025-03-03T23:01:00.000Z', 'Good', 'ada@example.com']],
  },
  {
    title: 'Zendesk',
    survey: { metric: 'csat', scale: '0-1' },
    lines: [
      'Ticket ID,Requester email,Satisfaction score,Satisfaction comment,Created at',
      '7,ada@example.com,Good,Thanks,2025-03-04T10:00:00Z',
      '8,bob@example.com,Offered,,2025-03-05T10:00:00Z',
      '9,cyd@example.com,Bad,,2025-03-06T10:00:00Z',
    ],
    says: '1 no answers (not answered)',
    answers: [
      [1, '2025-03-04T10:00:00.000Z', 'Thanks', 'ada@example.com'],
      [0, '2025-03-06T10:00:00.000Z', null, 'cyd@example.com'],
    ],
  },
  {
    title: 'AskNicely',
    lines: [
      'name,email,answer,comment,sent,opened,responded',
      'Ada,ada@example.com,9,Quick,1740996000,1740999600,1741082400',
      'Bob,bob@example.com,,,1740996000,,',
    ],
    says: '1 no answers (not answered)',
    answers: [[9, '2025-03-04T10:00:00.000Z', 'Quick', 'ada@example.com']],
  },
  {
    title: 'Wootric',
    lines: [
      'id,score,text,created_at,end_user_id,end_user_email',
      '1,9,Good,2025-03-04 10:00:00 +0000,5,ada@example.com',
    ],
    answers: [[9, '2025-03-04T10:00:00.000Z', 'Good', 'ada@example.com']],
  },
  {
    title: 'SatisMeter',
    lines: [
      'Rating,Feedback,Category,Created,User ID,Name,Email',
      '9,Good,promoter,2025-03-04T10:00:00.000Z,u1,Ada,ada@example.com',
    ],
    answers: [[9, '2025-03-04T10:00:00.000Z', 'Good', 'ada@example.com']],
  },
  {
    title: 'Retently',
    lines: [
      'First Name,Last Name,Email,Score,Feedback,Campaign Name,Survey Sent Date,Response Date',
      'Ada,L,ada@example.com,9,Good,Q1,2025-03-01 09:00,2025-03-04 10:00',
    ],
    answers: [[9, '2025-03-04T10:00:00.000Z', 'Good', 'ada@example.com']],
  },
  {
    title: 'Survicate',
    timezone: 'Asia/Tokyo',
    lines: [
      'Response UUID,Respondent UUID,Date & Time (UTC),Email,Q#1: How likely are you to recommend us?,Q#2: What is the main reason?',
      'r1,p1,2025-03-04 10:00:00,ada@example.com,9,Good',
    ],
    answers: [[9, '2025-03-04T10:00:00.000Z', 'Good', 'ada@example.com']],
  },
  {
    title: 'Formbricks',
    lines: [
      'No.,Response ID,Timestamp,Finished,Survey ID,Formbricks ID (internal),User ID,1. How likely are you to recommend us?,2. Why?',
      '1,c1,2025-03-04 10:00:00,Yes,s1,f1,u1,9,Good',
      '2,c2,2025-03-04 10:00:00,No,s1,f2,u2,3,',
    ],
    says: '1 no answers (not finished)',
    answers: [[9, '2025-03-04T10:00:00.000Z', 'Good']],
  },
  {
    title: 'PostHog',
    lines: [
      'uuid,event,timestamp,distinct_id,properties.$survey_id,properties.$survey_response,properties.$survey_response_1',
      'e1,survey sent,2025-03-04T10:00:00.000Z,u1,s1,9,Good',
      'e2,survey shown,2025-03-04T09:00:00.000Z,u1,s1,,',
    ],
    says: '1 no answers (event «survey shown»)',
    answers: [[9, '2025-03-04T10:00:00.000Z', 'Good']],
  },
  {
    title: 'Nicereply',
    survey: stars,
    lines: [
      'Score,Comment,Agent,Ticket ID,Customer email,Date',
      '4,Good,Eve,7,ada@example.com,2025-03-04 10:00',
    ],
    answers: [[4, '2025-03-04T10:00:00.000Z', 'Good', 'ada@example.com']],
  },
  {
    title: 'Google Play',
    survey: stars,
    timezone: 'Asia/Tokyo',
    lines: [
      'Package Name,App Version Code,Reviewer Language,Device,Review Submit Date and Time,Review Submit Millis Since Epoch,Star Rating,Review Title,Review Text',
      'com.x,7,en,pixel,2025-03-04T10:00:00Z,1741082400000,4,,Good',
    ],
    answers: [[4, '2025-03-04T10:00:00.000Z', 'Good']],
  },
  {
    title: 'a shop with two dates and a title of each review',
    survey: stars,
    lines: [
      'review_id,review_score,review_comment_title,review_comment_message,review_creation_date,review_answer_timestamp',
      'r1,4,Super,Came early,2025-03-01 00:00:00,2025-03-04 10:00:00',
    ],
    answers: [[4, '2025-03-04T10:00:00.000Z', 'Came early']],
  },
  {
    title: 'a spreadsheet with the day and the time in two columns',
    lines: ['Score,Date,Time,Why', '9,14/3/2025,10:15,Fast', '8,2/3/2025,9:05 PM,'],
    answers: [
      [8, '2025-03-02T21:05:00.000Z', null],
      [9, '2025-03-14T10:15:00.000Z', 'Fast'],
    ],
  },
  {
    title: 'SurveyMonkey, in the words of its templates',
    survey: stars,
    lines: [
      'Respondent ID,Collector ID,Date Created,Date Modified,How satisfied are you with our company?',
      ',,,,Response',
      '1,2,03/14/2025 10:15:00 AM,03/14/2025 10:16:00 AM,Very satisfied',
      '2,2,03/15/2025 10:15:00 AM,03/15/2025 10:16:00 AM,Somewhat satisfied',
      '3,2,03/16/2025 10:15:00 AM,03/16/2025 10:16:00 AM,Extremely satisfied',
    ],
    answers: [
      [4, '2025-03-14T10:16:00.000Z'],
      [3, '2025-03-15T10:16:00.000Z'],
      [5, '2025-03-16T10:16:00.000Z'],
    ],
  },
  {
    title: 'Zendesk, tickets of a view',
    survey: { metric: 'csat', scale: '0-1' },
    lines: [
      'ID,Requester,Requester email,Created at,Satisfaction Score',
      '7,Ada,ada@example.com,2025-03-04 10:00,Good',
      '8,Bob,bob@example.com,2025-03-05 10:00,Not Offered',
    ],
    says: '1 no answers (not answered)',
    answers: [[1, '2025-03-04T10:00:00.000Z', null, 'ada@example.com']],
  },
  {
    title: 'HubSpot, of its table of responses',
    lines: [
      'Survey Submission ID,Survey Name,Survey Type,Date submitted,Rating,Response,Contact Email',
      '1,Loyalty,NPS,2025-03-04 10:00,9,Nice people,ada@example.com',
    ],
    answers: [[9, '2025-03-04T10:00:00.000Z', 'Nice people', 'ada@example.com']],
  },
  {
    title: 'PostHog, whose questions have ids',
    timezone: 'America/New_York',
    lines: [
      'uuid,event,distinct_id,timestamp,properties.$survey_id,properties.$survey_response_0192-ab,properties.$survey_response_0193-cd',
      'u1,survey sent,d1,2025-03-04 10:00:00,s1,9,Quick to set up',
      'u2,survey shown,d2,2025-03-04 10:00:00,s1,,',
    ],
    says: '1 no answers (event «survey shown»)',
    answers: [[9, '2025-03-04T10:00:00.000Z', 'Quick to set up']],
  },
  {
    title: 'Qualtrics, without its column of states',
    lines: [
      'StartDate,EndDate,ResponseId,Finished,Q1',
      'Start Date,End Date,Response ID,Finished,How likely are you to recommend us?',
      '"{""ImportId"":""startDate"",""timeZone"":""UTC""}","{""ImportId"":""endDate"",""timeZone"":""UTC""}","{""ImportId"":""_recordId""}","{""ImportId"":""finished""}","{""ImportId"":""QID1""}"',
      '2025-03-04 10:00:00,2025-03-04 10:01:00,R_1,1,9',
      '2025-03-04 10:00:00,2025-03-04 10:01:00,R_2,0,2',
    ],
    says: '1 no answers (not finished)',
    answers: [[9, '2025-03-04T10:01:00.000Z']],
  },
  {
    title: 'Objects of an API, as JSON',
    lines: [
      '[{"id":"9","score":8,"comment":"Fine","created_at":1741082400,"person":{"id":"1","email":"ada@example.com"}},',
      '{"id":"10","score":10,"comment":null,"created_at":1741168800,"person":{"id":"2","email":"bob@example.com"}}]',
    ],
    answers: [
      [8, '2025-03-04T10:00:00.000Z', 'Fine', 'ada@example.com'],
      [10, '2025-03-05T10:00:00.000Z', null, 'bob@example.com'],
    ],
  },
]

describe('an export of', () => {
  let collector: Collector
  let client: Client

  beforeAll(async () => {
    collector = await startCollector()
    client = clientOf(collector)
  })
  afterAll(() => collector.close())

  it.each(exports)('$title', async ({ survey, timezone = 'UTC', args = [], lines, says = '', answers }) => {
    await client.patch('/v1/workspace', { timezone })
    const { id } = (await client.post('/v1/surveys', { name: 'Export', metric: 'nps', ...survey })).body
    const { code, out, err } = await importText(collector, id, `${lines.join('\r\n')}\r\n`, ...args)
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain(says)
    const { items } = (await client.get(`/v1/surveys/${id}/responses?limit=100`)).body
    type Item = {
      rating: number
      answeredAt: string
      comment: string | null
      respondent: { email: string | null } | null
    }
    const found = (items as Item[])
      .toReversed()
      .map(({ rating, answeredAt, comment, respondent }, at) =>
        [rating, answeredAt, comment, respondent?.email ?? null].slice(0, answers[at]?.length),
      )
    expect(found).toEqual(answers)
  })
})

it.each(formats)('has a recipe: where to click, one command, what to look at: $title', ({ title }) => {
  const [, recipes] = readFileSync('docs/moving.md', 'utf8').split('## Recipes')
  const row = recipes!.split('\n').find((line) => line.startsWith(`| ${title.replace(' reviews', '')}`))
  const cells = row?.split(' | ').map((cell) => cell.replaceAll('|', '').trim())
  expect(cells).toHaveLength(4)
  expect(cells![2]).toMatch(/^`npx sayso (import|move)/)
  expect(cells!.every((cell) => cell.length > 5)).toBe(true)
})
