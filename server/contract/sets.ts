import * as z from 'zod'
import { countRules } from '../../shared/report.ts'
import { channels } from '../../shared/response.ts'
import { bandNames } from '../../shared/scale.ts'
import { scales } from '../../shared/survey.ts'
import { heldReasons } from '../links/visit.ts'
import { followUpStates } from '../storage/answers/terms.ts'

// Values that several calls take or answer. With a name, a generated client has one type for each.

const oneOf = <const Names extends readonly [string, ...string[]]>(id: string, names: Names) =>
  z.enum(names, { error: `must be one of ${names.join(', ')}` }).meta({ id })

const scaleNames = new Set(Object.values(scales).flatMap((offered) => Object.keys(offered)))

export const metric = z
  .enum(['nps', 'csat', 'ces'], { error: 'must be nps, csat or ces' })
  .meta({ id: 'Metric' })
export const scaleName = oneOf('Scale', [...scaleNames] as [string, ...string[]])
export const surveyStatus = z.enum(['draft', 'live', 'closed']).meta({ id: 'SurveyStatus' })
export const channel = oneOf('Channel', channels)
export const bandName = oneOf('Band', bandNames)
export const polarity = z.enum(['positive', 'neutral', 'negative']).meta({ id: 'Polarity' })
export const heldReason = oneOf('HeldReason', heldReasons)
export const responseState = z
  .enum(['counted', 'held', 'test'], { error: 'must be counted, held or test' })
  .meta({ id: 'ResponseState' })
export const followUpState = oneOf('FollowUpState', followUpStates)
export const countRule = oneOf('CountRule', countRules)
export const unit = z.enum(['points', 'percent', 'scale points']).meta({ id: 'ScoreUnit' })
export const verdict = z.enum(['real', 'not distinguishable', 'too few']).meta({ id: 'Verdict' })
export const campaignStatus = z
  .enum(['draft', 'running', 'paused', 'finished', 'cancelled'])
  .meta({ id: 'CampaignStatus' })
export const mailTrouble = z.enum(['refused', 'unknown', 'deferred', 'away']).meta({ id: 'MailTrouble' })
export const mailState = oneOf('MailState', ['queued', 'sending', 'sent', 'skipped', 'failed'])
export const suppressionReason = z
  .enum(['unsubscribed', 'bounced', 'complained', 'added'], {
    error: 'must be unsubscribed, bounced, complained or added',
  })
  .meta({ id: 'SuppressionReason' })
