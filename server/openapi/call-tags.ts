/** What calls are about, as the reference and generated clients sort them. */
const tags = {
  public: 'What the widget calls from pages of any origin, without a key',
  surveys: 'Making surveys, changing them, opening, pausing and closing them',
  responses: 'The answers of a survey, one by one and by rule',
  answers: 'The answers of all surveys',
  changes: 'What a copy elsewhere is kept up to date by',
  held: 'Answers that may be a machine’s, and what is decided about them',
  report: 'The score of a survey, and what is needed to judge it',
  score: 'The score of a survey alone',
  badges: 'Addresses that show a score to anybody',
  segments: 'The score of every value of a property',
  counts: 'The counts that reports read, held against the answers',
  reports: 'The scores of many surveys at once',
  themes: 'What comments speak of',
  codebook: 'The rules that a survey’s comments are read with',
  codebooks: 'The workspace’s own rules for themes',
  imports: 'Answers given elsewhere, and taking them back',
  invitations: 'Personal links, for mails that another service sends',
  email: 'A survey as a mail',
  campaigns: 'Asking people by mail',
  suppressions: 'Addresses that get no mail',
  'mail-reports': 'What mail servers report of mails',
  respondents: 'Everything held on a person, and erasing it',
  accounts: 'The accounts that people belong to',
  'why-not': 'Why a person is not asked',
  workspace: 'The settings of the workspace, and its secrets',
  keys: 'API keys',
  workspaces: 'All workspaces, for whoever runs the server',
  server: 'The care of the whole database, for whoever runs the server',
} as const

export type Tag = keyof typeof tags

export const allTags = Object.entries(tags).map(([name, description]) => ({ name, description }))

/** Names in paths that are no tag of their own. */
const others: Readonly<Record<string, Tag>> = {
  import: 'imports',
  properties: 'responses',
  goal: 'surveys',
  'tag-samples': 'themes',
  backup: 'server',
  checkup: 'server',
}

/** What is done to a survey, not a noun below it. */
const actions = new Set(['publish', 'close', 'pause', 'resume'])

/** What a call is about, by its path: that of `/v1/surveys/{id}/report.csv` is `report`. */
export function tagOf(path: string): string {
  const [, , first, , below] = path.replace(/\.\w+$/, '').split('/')
  const name = first === 'surveys' && below && !actions.has(below) ? below : first!
  return others[name] ?? name
}
