import type { Hono } from 'hono'
import type { Env } from './context.ts'
import { atMost, mostBytes } from './http/limits.ts'
import { showDecoy, takeDecoy } from './pages/decoy-page.ts'
import { showDemo, showHome } from './pages/demo-page.ts'
import { showLanding, takeLanding } from './pages/landing-page.ts'
import { showReceipt, takeReceipt } from './pages/receipt-page.ts'
import { forPeople } from './pages/refusal-page.ts'
import { showSurveyPage } from './pages/survey-page.ts'
import { showUnsubscribe, takeUnsubscribe } from './pages/unsubscribe-page.ts'

/** Adds the pages that people are sent to. */
export function addPages(app: Hono<Env>): void {
  app.get('/', showHome)
  app.get('/demo', showDemo)
  app.on('POST', ['/i/*', '/p/*', '/d/*', '/r/*', '/u/*'], atMost(mostBytes))
  app.get('/s/:id', forPeople(showSurveyPage))
  app.get('/i/:token', forPeople(showLanding('invitation'))).post(forPeople(takeLanding('invitation')))
  app.get('/p/:token', forPeople(showLanding('page'))).post(forPeople(takeLanding('page')))
  app.get('/d/:token', forPeople(showDecoy)).post(takeDecoy)
  app.get('/r/:token', forPeople(showReceipt)).post(forPeople(takeReceipt))
  app.get('/u/:token', forPeople(showUnsubscribe)).post(forPeople(takeUnsubscribe))
}
