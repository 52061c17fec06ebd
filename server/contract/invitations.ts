import * as z from 'zod'
import { fieldError } from './problems.ts'
import { properties, respondent } from './responses.ts'
import { instant, languageTag, nameOrNone, ofSomebody, token } from './words.ts'

const { id, email, name } = respondent.shape
const invited = z.strictObject({
  id: ofSomebody('id', id),
  email: ofSomebody('email', email),
  name: name.transform(nameOrNone),
})

export const newInvitation = z
  .strictObject({
    id: token(100, 'must be 1 to 100 visible ASCII characters').nullish().meta({
      description: 'All links of one invitation lead to one answer; made up when left out',
    }),
    respondent: invited.nullish(),
    properties: properties.nullish(),
    language: languageTag.nullish().meta({ description: 'What the page is shown in' }),
    expiresAt: instant.nullish().meta({ description: '90 days from now when left out' }),
    sentAt: instant.nullish().meta({
      description: 'When the mail is sent: whatever opens the link earlier is a machine',
    }),
  })
  .meta({ id: 'NewInvitation' })
export type NewInvitation = z.infer<typeof newInvitation>

export const invitation = z
  .object({
    id: z.string(),
    respondent: respondent.omit({ signature: true, token: true }).optional(),
    link: z.string(),
    byRating: z
      .array(z.object({ rating: z.int(), link: z.string() }))
      .meta({ description: 'The link with each score chosen, for the buttons of a mail' }),
    receipt: z.string().meta({ description: 'Shows, corrects, deletes the answer' }),
    unsubscribe: z.string(),
    decoy: z.string().meta({ description: 'To be hidden in the mail: what opens it is a machine' }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Invitation' })
export type Invited = z.infer<typeof invitation>

/** A line that could not be used, and what it lacks. */
export const refusedInvitation = z
  .object({ line: z.int(), errors: z.array(fieldError) })
  .meta({ id: 'RefusedInvitation' })

export const invitationLine = z.union([invitation, refusedInvitation]).meta({ id: 'InvitationLine' })
