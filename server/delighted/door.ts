import { Hono } from 'hono'
import type { Env } from '../context.ts'
import { requireKeyBy } from '../http/authorize.ts'
import { atMost } from '../http/limits.ts'
import { autopilot } from './autopilot-calls.ts'
import { credentialsOf } from './credentials.ts'
import { requireJson } from './error-shape.ts'
import { metrics } from './metrics-call.ts'
import { people } from './person-calls.ts'
import { surveyResponses } from './response-calls.ts'
import { bounces, unsubscribes } from './unwanted-calls.ts'

/**
 * Delighted's REST API, for programs that were written for it. What it says is Delighted's contract, not ours, so it is
 * no part of the OpenAPI document; each call hands on to what the collector has for its own.
 */
export const delighted = new Hono<Env>()

const requireKey = requireKeyBy(
  (c) => credentialsOf(c).key,
  'use an API key of Sayso as the user name of HTTP Basic',
)

delighted.use(requireKey, requireJson, atMost(1024 * 1024))
delighted.route('/people', people)
delighted.route('/survey_responses', surveyResponses)
delighted.route('/metrics', metrics)
delighted.route('/unsubscribes', unsubscribes)
delighted.route('/bounces', bounces)
delighted.route('/autopilot', autopilot)
