// @vitest-environment happy-dom
import { fireEvent, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { restsOf } from '../../../shared/cadence.ts'
import { readStorage, remember } from '../../../widget/browser/storage.ts'
import { keepUnsent } from '../../../widget/collector/outbox.ts'
import type { Session } from '../../../widget/session.ts'
import { listenTo } from '../../../widget/survey/listeners.ts'
import { createPresenter, type Presenter } from '../../../widget/survey/presenter.ts'
import { inGerman, surveyWith } from '../definition.ts'
import { collectorUrl, type FakeCollector, fakeCollector } from '../fakeCollector.ts'

const demo = surveyWith()
const other = surveyWith({ id: 'other', question: 'How was the delivery?' })
const day = 24 * 60 * 60 * 1000

let collector: FakeCollector
let presenter: Presenter
let events: unknown[]

beforeEach(() => {
  document.body.innerHTML = '<div id="here"></div>'
  collector = fakeCollector({ demo, other, 'demo/de': surveyWith(inGerman), full: 410 })
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})
afterEach(() => {
  presenter.close()
  localStorage.clear()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A presenter for a page; what the page hears is noted in `events`. */
function present(changes: Partial<Session> = {}): Session {
  const session: Session = {
    ...{ collector: collectorUrl, surveyId: 'demo', listeners: new Set(), tracked: new Set() },
    ...{ hasConsent: true, respondent: { id: 'u-1' } },
    ...changes,
  }
  events = []
  for (const event of ['shown', 'rated', 'commented', 'dismissed', 'error'])
    listenTo(session.listeners, event, (detail) =>
      events.push(detail === undefined ? event : [event, detail]),
    )
  presenter = createPresenter(session)
  return session
}

const surveys = () => [...document.querySelectorAll('sayso-survey')]
const card = () => within(surveys()[0]!.shadowRoot as unknown as HTMLElement)
const isDrawn = (text = demo.question) => waitFor(() => card().getByText(text))
const rate = (rating: number) =>
  fireEvent.click(surveys()[0]!.shadowRoot!.querySelector(`[value="${rating}"]`)!)
const press = (name: string) => fireEvent.click(card().getByRole('button', { name }))

describe('a survey is shown', () => {
  test('asked, rated, commented on and thanked for, and then remembered as answered', async () => {
    present()
    await presenter.present('demo')
    await isDrawn()
    rate(9)
    fireEvent.input(await card().findByRole('textbox'), { target: { value: 'Fast.' } })
    press('Send')
    expect(events).toEqual([
      'shown',
      ['rated', { rating: 9 }],
      ['commented', { rating: 9, comment: 'Fast.' }],
    ])
    expect(collector.responses.at(-1)).toMatchObject({ surveyId: 'demo', comment: 'Fast.' })
    expect(readStorage('demo', 'u-1').answered).toBeGreaterThan(0)
    expect(readStorage('demo', 'somebody else').answered).toBeUndefined()
  })

  test('once, however often it is asked for', async () => {
    present()
    await presenter.present('demo')
    await presenter.present('demo')
    expect(surveys()).toHaveLength(1)
  })

  test('again after the page removed the element it was in', async () => {
    present()
    await presenter.present('demo', { target: '#here' })
    document.querySelector('#here')!.remove()
    await presenter.present('demo')
    expect(surveys()).toHaveLength(1)
  })

  test('one at a time: the one before goes', async () => {
    present()
    await presenter.present('demo')
    await presenter.present('other')
    await isDrawn('How was the delivery?')
    expect(surveys()).toHaveLength(1)
  })

  test('where the page wants it, with properties of the moment', async () => {
    const session = present({ properties: { plan: 'Pro' } })
    await presenter.run('show', ['demo', { target: '#here', properties: { page: 'cart' } }])
    await isDrawn()
    expect(surveys()[0]!.parentElement!.id).toBe('here')
    rate(9)
    expect(collector.responses[0]!.properties).toEqual({ plan: 'Pro', page: 'cart' })
    expect(session.properties).toEqual({ plan: 'Pro' })
  })

  test('without an id it is the page’s own, in the page’s place for it', async () => {
    present({ target: '#here' })
    await presenter.run('show', [])
    await isDrawn()
    expect(surveys()[0]!.parentElement!.id).toBe('here')
  })

  test('from the definition that the page brings, which is not fetched', async () => {
    present({ survey: demo })
    await presenter.present('demo')
    await isDrawn()
    expect(collector.asked.filter((path) => path.includes('/surveys/'))).toEqual([])
  })
})

describe('a survey goes', () => {
  test('when it is dismissed, which is remembered', async () => {
    present()
    let over = 0
    await presenter.present('demo', { over: () => over++ })
    await isDrawn()
    press('Close')
    expect(events).toEqual(['shown', 'dismissed'])
    expect(readStorage('demo', 'u-1').dismissed).toBeGreaterThan(0)
    expect(surveys()).toEqual([])
    expect(over).toBe(1)
  })

  test('when the page closes it, which is not: the person did nothing', async () => {
    const session = present()
    await presenter.present('demo')
    await isDrawn()
    presenter.close()
    expect(surveys()).toEqual([])
    expect(readStorage('demo', 'u-1')).toEqual({})
    expect(session.isTouched).toBe(true)
  })
})

describe('a survey that arrives late', () => {
  test('is not shown after the page closed it', async () => {
    present()
    let over = 0
    const coming = presenter.present('demo', { over: () => over++ })
    presenter.close()
    await coming
    expect(surveys()).toEqual([])
    expect(over).toBe(1)
  })

  test('is not shown after another one was asked for', async () => {
    present()
    const first = presenter.present('demo')
    await presenter.present('other')
    await first
    await isDrawn('How was the delivery?')
    expect(surveys()).toHaveLength(1)
  })
})

describe('the page hears an error', () => {
  test('when the survey is none of this page', async () => {
    present()
    let over = 0
    await presenter.present('unknown', { over: () => over++ })
    expect(events).toEqual([['error', 'no survey unknown for this page (404)']])
    expect(over).toBe(1)
  })

  test('when there is no target', async () => {
    present()
    const now = performance.now.bind(performance)
    let ahead = 0
    vi.spyOn(performance, 'now').mockImplementation(() => now() + ahead)
    const asked = presenter.present('demo', { target: '#nowhere' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(events).toEqual([])
    ahead = 10_000
    await asked
    expect(events).toEqual([['error', 'no target #nowhere for this page']])
    expect(surveys()).toEqual([])
  })

  test('when there is no such command', async () => {
    present()
    await presenter.run('shwo', [])
    expect(events).toEqual([['error', 'there is no command shwo']])
  })

  test('but not when the survey is closed', async () => {
    present()
    await presenter.present('full')
    expect([events, surveys()]).toEqual([[], []])
  })

  test('and one listener that fails keeps it from no other', async () => {
    const session = present()
    const fail = () => {
      throw new Error('the page failed')
    }
    session.listeners.clear()
    listenTo(session.listeners, 'error', fail)
    const heard = new Promise((resolve) => listenTo(session.listeners, 'error', resolve))
    await presenter.run('shwo', [])
    expect(await heard).toBe('there is no command shwo')
  })
})

describe('another language', () => {
  test('changes the open survey, with what was said', async () => {
    present()
    await presenter.present('demo')
    await isDrawn()
    rate(9)
    await presenter.run('language', ['de'])
    await isDrawn('Wie wahrscheinlich empfehlen Sie uns weiter?')
    expect((card().getByRole('radio', { checked: true }) as HTMLInputElement).value).toBe('9')
    expect(collector.asked).toContain('/v1/public/surveys/demo?language=de')
  })

  test('holds for the surveys after it', async () => {
    present({ survey: demo })
    await presenter.run('language', ['de'])
    await presenter.present('demo')
    await isDrawn('Wie wahrscheinlich empfehlen Sie uns weiter?')
  })

  test('that comes after the survey was closed brings nothing back', async () => {
    present()
    await presenter.present('demo')
    const coming = presenter.run('language', ['de'])
    presenter.close()
    await coming
    expect(surveys()).toEqual([])
  })
})

describe('offered to somebody the loader found eligible', () => {
  const signature = 'ab'.repeat(32)
  const respondent = { id: 'u-1', signature }

  test('it is shown', async () => {
    present({ respondent })
    await presenter.offer(() => true)
    await isDrawn()
    expect(collector.asked[0]).toBe('/v1/public/surveys/demo/asked')
    expect(collector.named[0]).toEqual({ id: 'u-1', signature })
  })

  test('the collector is asked by a token alone', async () => {
    present({ respondent: { token: 'a.b.c' } })
    await presenter.offer(() => true)
    await isDrawn()
    expect(collector.asked[0]).toBe('/v1/public/surveys/demo/asked')
    expect(collector.named[0]).toEqual({ token: 'a.b.c' })
  })

  test.each([undefined, { id: 'u-1' }, { id: 'null', signature }])(
    'nobody is asked for whom the page did not name and sign: %j',
    async (respondent) => {
      present({ respondent })
      await presenter.offer(() => true)
      await isDrawn()
      expect(collector.asked.filter((path) => path.includes('/asked'))).toEqual([])
    },
  )

  test('it is not shown to a person who rests elsewhere, and the collector is not asked soon again', async () => {
    present({ respondent, restDurations: restsOf() })
    collector.rest = { ask: false, rest: 3600 }
    await presenter.offer(() => true)
    expect(surveys()).toEqual([])
    const { told = 0 } = readStorage('demo', 'u-1')
    expect(told - Date.now()).toBeGreaterThan(3_590_000)
    expect(told - Date.now()).toBeLessThanOrEqual(3_600_000)
  })

  test('it is not shown when its time has passed meanwhile', async () => {
    present()
    await presenter.offer(() => false)
    expect(surveys()).toEqual([])
  })

  test('it is shown again after an earlier one is over: another tab may have asked', async () => {
    present()
    await presenter.offer(() => true)
    await isDrawn()
    press('Close')
    await presenter.offer(() => true)
    await isDrawn()
  })
})

test('only a survey with quiet days has its showing remembered', async () => {
  present({ survey: demo })
  await presenter.present('demo')
  expect(readStorage('demo', 'u-1').shown).toBeUndefined()
  presenter.close()
  present({ survey: surveyWith({ rules: { quietDays: 7 } }) })
  await presenter.present('demo')
  expect(readStorage('demo', 'u-1').shown).toBeGreaterThan(Date.now() - day)
})

test('what an earlier page could not send is sent', async () => {
  keepUnsent(collectorUrl, {
    ...{ surveyId: 'demo', id: 'earlier', writeKey: 'key', revision: 2, rating: 7 },
  })
  present()
  await waitFor(() => expect(collector.responses).toMatchObject([{ id: 'earlier', revision: 2 }]))
  await waitFor(() => expect(localStorage.length).toBe(0))
})

test('explain names what keeps the survey away', async () => {
  vi.spyOn(console, 'table').mockImplementation(() => {})
  remember('demo', { answered: Date.now() }, 'u-1')
  present({ survey: surveyWith({ rules: { when: { event: 'paid' } } }) })
  const gates = (await presenter.run('explain', [])) as { gate: string; open: boolean }[]
  expect(gates.filter(({ open }) => !open).map(({ gate }) => gate)).toEqual(['answered', 'event'])
})

test('explain says whose name is nobody’s', async () => {
  vi.spyOn(console, 'table').mockImplementation(() => {})
  present({ respondent: { id: '{{ user.id }}' } })
  const gates = (await presenter.run('explain', [])) as { gate: string; value: unknown }[]
  expect(gates.find(({ gate }) => gate === 'respondent')?.value).toBe(
    'data-respondent-id is «{{ user.id }}»: asked anonymously',
  )
})

test('a preview can be tried, and sends and remembers nothing', async () => {
  present()
  const preview = (await presenter.run('preview', [{ survey: demo, step: 'commenting', rating: 8 }])) as {
    close(): void
  }
  await waitFor(() => card().getByRole('textbox'))
  press('Send')
  preview.close()
  expect(collector.asked).toEqual([])
  expect(localStorage.length).toBe(0)
})
