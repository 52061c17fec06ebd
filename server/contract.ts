/**
 * Every shape that comes in or goes out. The HTTP calls validate with these and the OpenAPI
 * document is generated from them. Unknown keys are dropped, so that newer widgets keep working.
 */

export * from './contract/asking.ts'
export * from './contract/campaigns.ts'
export * from './contract/care.ts'
export * from './contract/held.ts'
export * from './contract/imports.ts'
export * from './contract/invitations.ts'
export * from './contract/keys.ts'
export * from './contract/lists.ts'
export * from './contract/mail.ts'
export * from './contract/people.ts'
export * from './contract/problems.ts'
export * from './contract/reports.ts'
export * from './contract/respondents.ts'
export * from './contract/responses.ts'
export * from './contract/surveys.ts'
export * from './contract/themes.ts'
export * from './contract/visits.ts'
export * from './contract/workspace.ts'
