import type { Page } from 'playwright-core'
import type { World } from './consoleWorld.ts'

/** A page of the console, and what is done on it before it is pictured. */
export interface Screen {
  readonly name: string
  readonly path: string
  readonly before?: (page: Page) => Promise<unknown>
}

const open = (summary: string) => (page: Page) => page.locator(summary).first().click()

const press = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name, exact: true }).first().click()
  await page.waitForLoadState('load')
}

/** Fills fields by their names, without what the browser checks, and sends their form. */
const sendWith = (fields: Record<string, string>, deed?: string) => async (page: Page) => {
  for (const [name, value] of Object.entries(fields))
    await page.locator(`main [name="${name}"]`).first().fill(value)
  const field = page.locator(`main [name="${Object.keys(fields)[0]}"]`).first()
  const sent = page.waitForEvent('load')
  await field.evaluate((element, button) => {
    const form = (element as HTMLInputElement).form!
    form.noValidate = true
    form.requestSubmit(
      form.querySelector<HTMLButtonElement>(button ? `[value="${button}"]` : 'button[type=submit]'),
    )
  }, deed)
  await sent
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/** Every screen of somebody signed in, with its menus, its errors and what it says when there is nothing. */
export const screensOf = (world: World): Screen[] => [
  ...answersScreens(world),
  ...reportScreens(world),
  ...surveyScreens(world),
  ...peopleScreens(world),
  ...otherScreens(world),
]

const period = `from=${daysAgo(90)}`

function answersScreens({ nps }: World): Screen[] {
  return [
    { name: '02-overview', path: '/console' },
    { name: '02-overview-touchpoint', path: '/console?touchpoint=support' },
    { name: '02-overview-nothing-found', path: '/console?text=nothing' },
    { name: '03-answers', path: `/console/answers?survey=${nps}&${period}` },
    { name: '03-answers-all', path: '/console/answers' },
    {
      name: '03-answers-menu',
      path: `/console/answers?survey=${nps}`,
      before: open('.filter details summary'),
    },
    {
      name: '03-answers-filtered',
      path: `/console/answers?survey=${nps}&segment=plan:pro&segment=country:DE&band=negative&text=export&state=open`,
    },
    { name: '03-answers-nothing', path: `/console/answers?survey=${nps}&text=nothing+like+it` },
    { name: '03-answers-wrong', path: '/console/answers?segment=plan:pro' },
    { name: '03-answers-held', path: `/console/answers?survey=${nps}&state=held` },
    {
      name: '03-answers-with-one',
      path: `/console/answers?survey=${nps}&text=export`,
      before: (page: Page) => page.locator('.answer a').first().click(),
    },
    { name: '03-answer', path: `/console/answers/${nps}/answer-3599` },
    {
      name: '03-answer-reply',
      path: `/console/answers?survey=${nps}&contact=true&text=export`,
      before: (page: Page) => page.locator('.answer a').first().click(),
    },
  ]
}

function reportScreens({ nps, stars, effort, draft, few }: World): Screen[] {
  const survey = `/console/surveys/${nps}`
  return [
    { name: '04-report', path: `${survey}?${period}` },
    { name: '04-report-all-time', path: survey },
    { name: '04-report-filtered', path: `${survey}?${period}&segment=plan:pro&segment=country:US` },
    {
      name: '04-report-menu',
      path: `${survey}?${period}`,
      before: open('.head details summary, .filter details summary'),
    },
    { name: '04-report-nothing', path: `${survey}?segment=plan:nobody` },
    { name: '04-report-few', path: `/console/surveys/${few}` },
    { name: '04-report-stars', path: `/console/surveys/${stars}` },
    { name: '04-report-effort', path: `/console/surveys/${effort}` },
    { name: '04-report-empty', path: `/console/surveys/${draft}` },
    { name: '04-report-wrong', path: `${survey}?interval=century` },
    { name: '04-codebook', path: `${survey}/codebook` },
    { name: '04-tag', path: `${survey}/tag` },
  ]
}

function surveyScreens({ nps, draft }: World): Screen[] {
  const survey = `/console/surveys/${nps}`
  return [
    { name: '05-surveys', path: '/console/surveys' },
    { name: '05-new-survey', path: '/console/new-survey' },
    { name: '05-new-survey-wrong', path: '/console/new-survey', before: sendWith({ id: 'Not An Id' }) },
    { name: '05-editor', path: `${survey}/edit` },
    { name: '05-editor-menu', path: `${survey}/edit`, before: open('.menu-pick summary') },
    { name: '05-editor-draft', path: `/console/surveys/${draft}/edit` },
    {
      name: '05-editor-wrong',
      path: `${survey}/edit`,
      before: sendWith({ 'look.accent': 'blue' }, 'review'),
    },
    {
      name: '05-editor-publish',
      path: `${survey}/edit`,
      before: sendWith({ question: 'Would you recommend us?', 'rules.share': '80' }, 'review'),
    },
    { name: '05-versions', path: `${survey}/versions` },
    { name: '05-delete', path: `${survey}/delete` },
    { name: '06-put-it-there', path: `${survey}/install` },
    { name: '06-put-it-there-draft', path: `/console/surveys/${draft}/install` },
  ]
}

function peopleScreens({ nps }: World): Screen[] {
  return [
    { name: '07-people', path: '/console/people' },
    { name: '07-people-found', path: '/console/people?text=ada' },
    { name: '07-people-nothing', path: '/console/people?text=zzzz' },
    { name: '07-person', path: '/console/people/user-7' },
    { name: '07-why-not', path: `/console/people/user-7/why-not?survey=${nps}` },
    { name: '07-erase', path: '/console/people/user-7/erase' },
    { name: '07-accounts', path: '/console/accounts' },
    { name: '07-account', path: '/console/accounts/Altair' },
  ]
}

function otherScreens({ nps, campaign, newCampaign }: World): Screen[] {
  return [
    { name: '08-campaigns', path: '/console/campaigns' },
    { name: '08-new-campaign', path: '/console/new-campaign' },
    {
      name: '08-new-campaign-wrong',
      path: '/console/new-campaign',
      before: sendWith({ 'from.address': 'ask' }),
    },
    { name: '08-campaign', path: `/console/campaigns/${campaign}` },
    { name: '08-campaign-new', path: `/console/campaigns/${newCampaign}` },
    { name: '08-campaign-people', path: `/console/campaigns/${campaign}/people` },
    { name: '08-campaign-edit', path: `/console/campaigns/${campaign}/edit` },
    { name: '08-campaign-mail', path: `/console/campaigns/${campaign}/mail` },
    { name: '09-settings', path: '/console/settings' },
    { name: '09-settings-wrong', path: '/console/settings', before: sendWith({ quietDays: '-1' }) },
    { name: '09-settings-keys', path: '/console/settings/keys' },
    {
      name: '09-settings-key-made',
      path: '/console/settings/keys',
      before: sendWith({ label: 'Build server' }),
    },
    { name: '09-settings-secrets', path: '/console/settings/secrets' },
    { name: '09-settings-themes', path: '/console/settings/themes' },
    { name: '09-settings-imports', path: '/console/settings/imports' },
    { name: '09-settings-data', path: '/console/settings/data' },
    { name: '10-not-found', path: '/console/nowhere' },
    { name: '10-home', path: '/' },
    { name: '10-demo', path: '/demo' },
    { name: '10-docs', path: '/docs' },
    { name: '10-docs-widget', path: '/docs/widget' },
    { name: '10-docs-reference', path: '/docs/reference' },
    { name: '12-hosted', path: `/s/${nps}` },
  ]
}

/** What somebody sees who is not signed in, and what a new workspace says. */
export const signedOut: Screen[] = [
  { name: '01-sign-in', path: '/console' },
  {
    name: '01-sign-in-wrong',
    path: '/console',
    before: async (page) => {
      await page.getByLabel('API key').fill('wrong')
      await press('Sign in')(page)
    },
  },
  { name: '01-first-link-wrong', path: '/console/first/0123456789abcdef' },
]

export const emptyWorkspace: Screen[] = [
  { name: '02-overview-empty', path: '/console' },
  { name: '03-answers-empty', path: '/console/answers' },
  { name: '07-people-empty', path: '/console/people' },
  { name: '07-accounts-empty', path: '/console/accounts' },
  { name: '08-campaigns-empty', path: '/console/campaigns' },
]
