import * as z from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import {
  campaign,
  dryRun,
  newCampaign,
  newSuppression,
  peopleAdded,
  suppression,
} from '../contract/campaigns.ts'
import { listQuery, page } from '../contract/lists.ts'
import { emailQuery, surveyEmail } from '../contract/mail.ts'
import { person } from '../contract/people.ts'
import { badBody, json, keyed, ok, refusals, surveyId } from './call.ts'

const campaignId = z.object({ id: z.string().meta({ description: "The campaign's id" }) })

const move = (summary: string) => ({
  post: keyed({
    summary,
    requestParams: { path: campaignId },
    responses: { 200: ok('The campaign', campaign), ...refusals('not-found', 'conflict') },
  }),
})

/** Surveys by mail: what they look like, who gets them, and who never does. */
export const mailPaths: ZodOpenApiPathsObject = {
  '/v1/surveys/{id}/email': {
    get: keyed({
      summary: 'A mail with the survey, or its buttons for a mail that another service sends',
      requestParams: { path: surveyId, query: emailQuery },
      responses: {
        200: {
          description: 'The mail',
          content: {
            'application/json': { schema: surveyEmail },
            'text/html': { schema: z.string() },
            'text/plain': { schema: z.string() },
          },
        },
        ...refusals('not-found', 'invalid'),
      },
    }),
  },
  '/v1/campaigns': {
    get: keyed({
      summary: "The workspace's campaigns, newest first",
      requestParams: { query: listQuery },
      responses: { 200: ok('A page of campaigns', page(campaign)), ...refusals('invalid') },
    }),
    post: keyed({
      summary: 'Make a campaign, which sends nothing until it is started',
      requestBody: { required: true, ...json(newCampaign) },
      responses: { 201: ok('The campaign', campaign), ...refusals(...badBody, 'not-found') },
    }),
  },
  '/v1/campaigns/{id}': {
    get: keyed({
      summary: 'Read a campaign and how far it has come',
      requestParams: { path: campaignId },
      responses: { 200: ok('The campaign', campaign), ...refusals('not-found') },
    }),
  },
  '/v1/campaigns/{id}/people': {
    post: keyed({
      summary: 'Add people, at most 10,000 a call',
      description:
        'A JSON array, one JSON object a line, or CSV whose header names email and, if there are, name, id, language and timezone; its other columns are properties. Repeating a call adds nobody twice.',
      requestParams: { path: campaignId },
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: z.array(person) },
          'application/x-ndjson': { schema: person },
          'text/csv': { schema: z.string() },
        },
      },
      responses: {
        200: ok('What became of the lines', peopleAdded),
        ...refusals(...badBody, 'bad-encoding', 'not-found', 'conflict'),
      },
    }),
  },
  '/v1/campaigns/{id}/dry-run': {
    get: keyed({
      summary: 'Who would get the mail now, who later, who not, and why; sends nothing',
      requestParams: { path: campaignId, query: listQuery },
      responses: { 200: ok('Who would', dryRun), ...refusals('not-found', 'invalid') },
    }),
  },
  '/v1/campaigns/{id}/start': move('Begin sending, or go on after a pause'),
  '/v1/campaigns/{id}/pause': move('Send nothing until started again'),
  '/v1/campaigns/{id}/cancel': move('Send nothing any more; links that were sent keep working'),
  '/v1/suppressions': {
    get: keyed({
      summary: 'The addresses that get no mail, in alphabetical order',
      requestParams: { query: listQuery },
      responses: { 200: ok('A page of addresses', page(suppression)), ...refusals('invalid') },
    }),
    post: keyed({
      summary: 'Keep an address from getting mail; also how a bounce or a complaint is told',
      requestBody: { required: true, ...json(newSuppression) },
      responses: { 201: ok('The address', suppression), ...refusals(...badBody) },
    }),
  },
  '/v1/suppressions/{email}': {
    delete: keyed({
      summary: 'Let an address get mail again',
      requestParams: { path: z.object({ email: z.string().meta({ description: 'The address' }) }) },
      responses: { 200: ok('The address', z.object({ email: z.string() })), ...refusals('not-found') },
    }),
  },
}
