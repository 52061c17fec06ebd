import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { type Ctx, type Env, pathOf, pathTo } from '../context.ts'
import { readForm } from '../http/input.ts'
import { Refusal } from '../http/problem.ts'
import { signedIn, signIn, signInOnce, signOut } from '../http/session.ts'
import { listSurveys } from '../storage/surveys.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { changeAnswer, showAnswer } from './answer-page.ts'
import { decideAnswers, goToHeld } from './answers/decide-answers.ts'
import { sendAnswersTable, showAnswers } from './answers-page.ts'
import { showCampaigns } from './campaigns/campaign-list-page.ts'
import { showCampaign, takeCampaignDeed, takePeople, takeTest } from './campaigns/campaign-page.ts'
import { showEditCampaign, takeEditCampaign } from './campaigns/edit-campaign-page.ts'
import { showCampaignMail } from './campaigns/mail-page.ts'
import { makeNewCampaign, showNewCampaign } from './campaigns/new-campaign-page.ts'
import { showRecipients } from './campaigns/recipients-page.ts'
import { showTagging, takeTagging } from './codebook/tagging-page.ts'
import { changeCodebook, showCodebook } from './codebook-page.ts'
import { readShellAhead } from './console/shell.ts'
import { showFirstSignIn, showSignIn } from './console/sign-in-page.ts'
import { inLanguage, keepLanguage } from './language.ts'
import { showOverview } from './overview-page.ts'
import { showAccount } from './people/account-page.ts'
import { showAccounts } from './people/accounts-page.ts'
import { searchPeople, showPeople } from './people/people-page.ts'
import { changePerson, erasePerson, sendPersonFile, showErase, showPerson } from './people/person-page.ts'
import { showWhyNot } from './people/why-not-page.ts'
import { lastDays } from './report/dates.ts'
import { takeMerge } from './report/merge-deed.ts'
import { sendReportTable } from './report/report-table.ts'
import { showReport } from './report-page.ts'
import { sendBackupFile, showData, takeCheck } from './settings/data-page.ts'
import { showImport, showImports, takeImport } from './settings/imports-page.ts'
import { showKeys, takeKeys } from './settings/keys-page.ts'
import { showSecrets, takeSecrets } from './settings/secrets-page.ts'
import { showSettings, takeSettings } from './settings/settings-page.ts'
import { showThemesSettings, takeThemesSettings } from './settings/themes-page.ts'
import { showDelete, takeDelete } from './surveys/delete-page.ts'
import { showEditor, takeEditor } from './surveys/editor-page.ts'
import { sendQr, showInstall, takeInstall } from './surveys/install-page.ts'
import { makeSurvey, showNewSurvey } from './surveys/new-survey-page.ts'
import { showPreview } from './surveys/preview-page.ts'
import { takeDeed } from './surveys/survey-deeds.ts'
import { showSurveyList } from './surveys/survey-list-page.ts'
import { restoreVersion, showVersions } from './surveys/versions-page.ts'

const maxSurveys = 50

/** Shows a page of the workspace that somebody is signed in to; everybody else is asked to sign in first. */
const signedInTo =
  (show: (c: Ctx, workspace: Workspace) => Response | Promise<Response>) =>
  async (c: Ctx): Promise<Response> => {
    const workspace = await signedIn(c)
    if (!workspace) return showSignIn(c, { back: pathOf(c) })
    readShellAhead(c, workspace)
    return show(c, workspace)
  }

/** The pages under `/console`; all but the sign-in need a session. */
export const consolePages = new Hono<Env>()
  .use(csrf(), inLanguage)
  .get('/', signedInTo(showOverview))
  .get('/report', signedInTo(goToReport))
  .get('/surveys', signedInTo(showSurveyList))
  .get('/new-survey', signedInTo(showNewSurvey))
  .post('/new-survey', signedInTo(makeSurvey))
  .get('/answers', signedInTo(showAnswers))
  .post('/answers', signedInTo(decideAnswers))
  .get('/answers.csv', signedInTo(sendAnswersTable))
  .get('/answers/:survey/:id', signedInTo(showAnswer))
  .post('/answers/:survey/:id', signedInTo(changeAnswer))
  .get('/campaigns', signedInTo(showCampaigns))
  .get('/new-campaign', signedInTo(showNewCampaign))
  .post('/new-campaign', signedInTo(makeNewCampaign))
  .get('/campaigns/:id', signedInTo(showCampaign))
  .post('/campaigns/:id/state', signedInTo(takeCampaignDeed))
  .get('/campaigns/:id/people', signedInTo(showRecipients))
  .post('/campaigns/:id/people', signedInTo(takePeople))
  .get('/campaigns/:id/edit', signedInTo(showEditCampaign))
  .post('/campaigns/:id/edit', signedInTo(takeEditCampaign))
  .post('/campaigns/:id/test', signedInTo(takeTest))
  .get('/campaigns/:id/mail', signedInTo(showCampaignMail))
  .get('/accounts', signedInTo(showAccounts))
  .get('/accounts/:account', signedInTo(showAccount))
  .get('/people', signedInTo(showPeople))
  .post('/people', signedInTo(searchPeople))
  .get('/people/:name', signedInTo(showPerson))
  .post('/people/:name', signedInTo(changePerson))
  .get('/people/:name/file', signedInTo(sendPersonFile))
  .get('/people/:name/why-not', signedInTo(showWhyNot))
  .get('/people/:name/erase', signedInTo(showErase))
  .post('/people/:name/erase', signedInTo(erasePerson))
  .get('/surveys/:id', signedInTo(showReport))
  .post('/surveys/:id/merge', signedInTo(takeMerge))
  .get('/surveys/:id/report.csv', signedInTo(sendReportTable))
  .get('/surveys/:id/edit', signedInTo(showEditor))
  .post('/surveys/:id/edit', signedInTo(takeEditor))
  .get('/surveys/:id/preview', signedInTo(showPreview))
  .get('/surveys/:id/install', signedInTo(showInstall))
  .post('/surveys/:id/install', signedInTo(takeInstall))
  .get('/surveys/:id/install/qr.svg', signedInTo(sendQr))
  .post('/surveys/:id/state', signedInTo(takeDeed))
  .get('/surveys/:id/delete', signedInTo(showDelete))
  .post('/surveys/:id/delete', signedInTo(takeDelete))
  .get('/surveys/:id/versions', signedInTo(showVersions))
  .post('/surveys/:id/versions', signedInTo(restoreVersion))
  .get('/surveys/:id/held', signedInTo(goToHeld))
  .get('/surveys/:id/codebook', signedInTo(showCodebook))
  .post('/surveys/:id/codebook', signedInTo(changeCodebook))
  .get('/surveys/:id/tag', signedInTo(showTagging))
  .post('/surveys/:id/tag', signedInTo(takeTagging))
  .get('/settings', signedInTo(showSettings))
  .post('/settings', signedInTo(takeSettings))
  .get('/settings/keys', signedInTo(showKeys))
  .post('/settings/keys', signedInTo(takeKeys))
  .get('/settings/secrets', signedInTo(showSecrets))
  .post('/settings/secrets', signedInTo(takeSecrets))
  .get('/settings/themes', signedInTo(showThemesSettings))
  .post('/settings/themes', signedInTo(takeThemesSettings))
  .get('/settings/imports', signedInTo(showImports))
  .get('/settings/imports/:id', signedInTo(showImport))
  .post('/settings/imports/:id', signedInTo(takeImport))
  .get('/settings/data', signedInTo(showData))
  .post('/settings/data', signedInTo(takeCheck))
  .get('/settings/backup', signedInTo(sendBackupFile))
  .post('/language', async (c) => {
    const form = await readForm(c)
    if (!keepLanguage(c, form.get('language'))) throw new Refusal('invalid', 'there is no such language')
    return c.redirect(safeReturnPath(c, form.get('back')), 303)
  })
  .post('/sign-in', async (c) => {
    const form = await readForm(c)
    const back = safeReturnPath(c, form.get('back'))
    return (await signIn(c, form.get('key')?.trim() ?? ''))
      ? c.redirect(back, 303)
      : showSignIn(c, { back, wrong: 'key' })
  })
  .get('/first/:token', (c) => showFirstSignIn(c))
  .post('/first/:token', async (c) =>
    (await signInOnce(c, c.req.param('token')))
      ? c.redirect(homeOf(c), 303)
      : showSignIn(c, { wrong: 'link' }),
  )
  .post('/sign-out', async (c) => {
    await signOut(c)
    return c.redirect(homeOf(c), 303)
  })

const homeOf = (c: Ctx) => pathTo(c, '/console')

/** The page to return to after signing in. Only pages of the console, so that the form is not an open redirect. */
function safeReturnPath(c: Ctx, asked: string | null): string {
  const home = homeOf(c)
  const base = 'http://console.invalid'
  if (!asked || !URL.canParse(asked, base)) return home
  const { origin, pathname, search } = new URL(asked, base)
  return origin === base && pathname.startsWith(`${home}/`) ? pathname + search : home
}

/** The report of the newest survey that asks, or of the newest there is. */
async function goToReport(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database, now } = c.var.services
  const surveys = await listSurveys(database, workspace.id, null, maxSurveys)
  const survey = surveys.find(({ status }) => status === 'live') ?? surveys[0]
  if (!survey) return c.redirect(homeOf(c), 303)
  const period = new URLSearchParams(lastDays(90, now(), workspace.timezone))
  return c.redirect(`${homeOf(c)}/surveys/${survey.id}?${period}`, 303)
}
