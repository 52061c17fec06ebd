import * as z from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { erased, heldOnPerson } from '../contract/respondents.ts'
import { keyed, ok, refusals } from './call.ts'

const person = z.object({
  id: z.string().meta({ description: "The host's id of the person, or their email" }),
})

/** What is held on people. */
export const peoplePaths: ZodOpenApiPathsObject = {
  '/v1/respondents/{id}': {
    get: keyed({
      summary: 'Everything held on a person',
      requestParams: { path: person },
      responses: {
        200: ok('Answers, showings and mails, oldest first', heldOnPerson),
        ...refusals('not-found'),
      },
    }),
    delete: keyed({
      summary: 'Erase a person: from the answers, the counts and the database file too',
      description: 'That they do not want mail any more is kept, so that they get none: it is a suppression.',
      requestParams: { path: person },
      responses: { 200: ok('How much it was', erased), ...refusals('not-found') },
    }),
  },
}
