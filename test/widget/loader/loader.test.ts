// @vitest-environment happy-dom
import { fireEvent, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { restsOf } from '../../../shared/cadence.ts'
import type { ClosedSurvey, PublicSurvey, Rules } from '../../../shared/survey.ts'
import { readStorage, remember } from '../../../widget/browser/storage.ts'
import { start } from '../../../widget/loader/loader.ts'
import type { Call } from '../../../widget/session.ts'
import { surveyWith } from '../definition.ts'
import { type FakeCollector, fakeCollector } from '../fakeCollector.ts'

/** The collector's files are a folder here: what the loader imports from it is the renderer's own source. */
const folder = `file://${import.meta.dirname}/served`
const renderer = '../../../../widget/survey/presenter.ts'
const hour = 60 * 60 * 1000

let collector: FakeCollector

beforeEach(() => {
  collector = fakeCollector({ demo: surveyWith() })
  vi.useFakeTimers()
  document.body.innerHTML = '<div id="here"></div><button id="buy">Buy</button>'
})
afterEach(async () => {
  window.sayso?.('destroy')
  await settled()
  vi.useRealTimers()
  Reflect.deleteProperty(window, 'sayso')
  Reflect.deleteProperty(document, 'currentScript')
  localStorage.clear()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

interface Tag {
  /** The tag's attributes: `{ 'data-test': '' }`. */
  readonly attributes?: Readonly<Record<string, string>>
  readonly survey?: PublicSurvey | ClosedSurvey
  readonly rules?: Rules
  readonly renderer?: string
}

/** Runs the loader as the script `/sayso/demo.js`, and lets everything happen that would by itself. */
async function load(tag: Tag = {}): Promise<void> {
  const { rules, survey = surveyWith({ rules }) } = tag
  window.saysoFilled = { renderer, survey, ...(!('closed' in survey) && { rests: restsOf(rules) }), ...tag }
  runScript('sayso/demo.js', tag.attributes)
  await settled()
}

function runScript(path: string, attributes: Readonly<Record<string, string>> = {}): void {
  const script = document.createElement('script')
  script.src = `${folder}/${path}`
  for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value)
  Object.defineProperty(document, 'currentScript', { value: script, configurable: true })
  start()
}

/** Until nothing waits any more but for what the person or the page does. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await vi.advanceTimersByTimeAsync(1000)
    await vi.dynamicImportSettled()
  }
}

const say = (...call: Call) => (window.sayso as (...call: Call) => unknown)(...call)
const surveys = () => [...document.querySelectorAll('sayso-survey')]
const root = () => surveys()[0]!.shadowRoot!
const card = () => within(root() as unknown as HTMLElement)
const rate = (rating: number) => fireEvent.click(root().querySelector(`[value="${rating}"]`)!)

describe('the script tag', () => {
  test('shows its survey, and takes what the collector put before it', async () => {
    await load()
    expect(card().getByText('How likely are you to recommend us?')).toBeTruthy()
    expect(window.saysoFilled).toBeUndefined()
    // The definition came with the script.
    expect(collector.asked.filter((path) => path.includes('/surveys/'))).toEqual([])
  })

  test('says in its attributes who answers, with which properties, and that it is a test', async () => {
    await load({
      attributes: {
        'data-respondent-id': 'u-1',
        'data-respondent-name': 'Ann',
        'data-properties': '{"plan":"Pro"}',
        'data-test': '',
      },
    })
    rate(9)
    expect(collector.responses).toMatchObject([
      { respondent: { id: 'u-1', name: 'Ann' }, properties: { plan: 'Pro' }, test: true },
    ])
  })

  test('says where', async () => {
    await load({ attributes: { 'data-target': '#here' } })
    expect(surveys()[0]!.parentElement!.id).toBe('here')
  })

  test('with properties that are no JSON shows the survey without them, and warns the author', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    await load({ attributes: { 'data-properties': '{plan:' } })
    expect(warn.mock.calls).toEqual([['Sayso:', 'data-properties is not a JSON object']])
    expect(surveys()).toHaveLength(1)
  })

  test('twice on a page is one survey', async () => {
    await load()
    await load()
    expect(surveys()).toHaveLength(1)
  })

  test('of a server that put nothing before it shows nothing', async () => {
    runScript('sayso/demo.js')
    await settled()
    expect(surveys()).toEqual([])
  })

  test('without a survey of its own loads the one its attribute names, with its data', async () => {
    window.saysoFilled = { renderer }
    runScript('sayso.js', { 'data-survey': 'second' })
    await settled()
    expect(card().getByText('How was it?')).toBeTruthy()
  })
})

describe('commands', () => {
  test('that put the focus into the open survey find it whichever tag it is of', async () => {
    await load({ rules: { when: { event: 'never' } } })
    window.saysoFilled = { renderer }
    runScript('sayso.js', { 'data-survey': 'second' })
    await settled()
    expect(root().activeElement).toBeNull()
    say('focus')
    await settled()
    expect(root().activeElement?.getAttribute('name')).toBe('rating')
  })

  test('that the page called before the script came are run in their order', async () => {
    const heard: string[] = []
    const queue = [
      ['identify', { id: 'u-1' }, { plan: 'Pro' }],
      ['identify', { id: 'u-2' }],
      ['on', 'shown', () => heard.push('shown')],
    ]
    window.sayso = Object.assign(() => {}, { q: [...queue] })
    await load()
    rate(9)
    expect(heard).toEqual(['shown'])
    expect(collector.responses).toMatchObject([{ respondent: { id: 'u-2' }, properties: { plan: 'Pro' } }])
  })

  test('show, close and an unknown one reach the presenter', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const errors: unknown[] = []
    await load({ rules: { share: 0 } })
    expect(surveys()).toEqual([])
    say('on', 'error', (problem: unknown) => errors.push(problem))
    say('show')
    await settled()
    expect(surveys()).toHaveLength(1)
    say('close')
    await settled()
    expect(surveys()).toEqual([])
    say('shwo')
    await settled()
    expect(errors).toEqual(['there is no command shwo'])
  })

  test('that fail do not fail for the page', async () => {
    await load()
    await expect(say('on')).resolves.toBeTypeOf('function')
    await expect(say('identify', null, 7)).resolves.toBeUndefined()
    await expect(say('show', 'demo', { target: '###' })).resolves.toBeUndefined()
  })

  test('somebody else signs in: the survey the person before was asked is closed', async () => {
    await load({ attributes: { 'data-respondent-id': 'u-1' } })
    say('identify', { id: 'u-1' })
    expect(surveys()).toHaveLength(1)
    say('identify', { id: 'u-2' })
    expect(surveys()).toEqual([])
  })

  test('destroy gives the page its own function back', async () => {
    const snippet = Object.assign(() => {}, { q: [] })
    window.sayso = snippet
    await load()
    say('destroy')
    await settled()
    expect(surveys()).toEqual([])
    expect(window.sayso).toBe(snippet)
  })
})

describe('rules', () => {
  test('an event is waited for', async () => {
    await load({ rules: { when: { event: 'paid' } } })
    say('track', 'cancelled')
    await settled()
    expect(surveys()).toEqual([])
    say('track', 'paid', { plan: 'Pro' })
    await settled()
    rate(9)
    expect(collector.responses).toMatchObject([{ properties: { plan: 'Pro' } }])
  })

  test('a click is waited for', async () => {
    await load({ rules: { when: { click: '#buy' } } })
    fireEvent.click(document.body)
    await settled()
    expect(surveys()).toEqual([])
    fireEvent.click(document.querySelector('#buy')!)
    await settled()
    expect(surveys()).toHaveLength(1)
  })

  test('so is the time since it, to the second', async () => {
    await load({ rules: { when: { event: 'paid', seconds: 60 } } })
    say('track', 'paid')
    await vi.advanceTimersByTimeAsync(59_000)
    expect(surveys()).toEqual([])
    await settled()
    expect(surveys()).toHaveLength(1)
  })

  test('a survey for others, other pages or another time stays away, and its renderer is not loaded', async () => {
    for (const rules of [
      { audience: [{ property: 'plan', is: ['Pro'] }] },
      { pages: { include: ['/billing/*'] } },
      { from: '2999-01-01T00:00:00Z' },
      { until: '2001-01-01T00:00:00Z' },
      { share: 0 },
    ] satisfies Rules[]) {
      // Were it loaded, this would be an error.
      await load({ rules, renderer: 'none.js' })
      expect([surveys(), collector.asked]).toEqual([[], []])
      say('destroy')
    }
  })

  test('it comes once the page says that the person is one of them', async () => {
    await load({ rules: { audience: [{ property: 'plan', is: ['Pro'] }] } })
    say('identify', { id: 'u-1' }, { plan: 'Pro' })
    await settled()
    expect(surveys()).toHaveLength(1)
  })

  test('it comes once the page is the right one', async () => {
    await load({ rules: { pages: { include: ['/billing'] } } })
    history.pushState(null, '', '/billing')
    await settled()
    history.pushState(null, '', '/')
    expect(surveys()).toHaveLength(1)
  })
})

describe('a person rests', () => {
  test('who answered before, until the rest is over', async () => {
    remember('demo', { answered: Date.now() - 23 * hour })
    await load({ rules: { afterAnswered: 1 } })
    expect(surveys()).toEqual([])
    say('destroy')
    localStorage.clear()
    remember('demo', { answered: Date.now() - 25 * hour })
    await load({ rules: { afterAnswered: 1 } })
    expect(surveys()).toHaveLength(1)
  })

  test('who dismissed it; somebody else on the same browser does not', async () => {
    remember('demo', { dismissed: Date.now() }, 'u-1')
    await load({ attributes: { 'data-respondent-id': 'u-1' } })
    expect(surveys()).toEqual([])
    say('identify', { id: 'u-2' })
    await settled()
    expect(surveys()).toHaveLength(1)
  })

  test('whom the collector knows from elsewhere', async () => {
    collector.rest = { ask: false, rest: 60 }
    const signed = { 'data-respondent-id': 'u-1', 'data-respondent-signature': 'ab'.repeat(32) }
    await load({ attributes: signed })
    expect(surveys()).toEqual([])
    expect(readStorage('demo', 'u-1').told).toBeGreaterThan(Date.now())
  })

  test('nobody whose name is nobody’s: they are asked as if they had none, and the console says so', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    await load({ attributes: { 'data-respondent-id': 'undefined' }, rules: { share: 0.999_999 } })
    expect(surveys()).toHaveLength(1)
    // An anonymous person's share is drawn: by their name all or none of them would be in it.
    expect(readStorage('').drawn).toBeTypeOf('number')
    expect(warn.mock.calls).toEqual([['Sayso:', 'data-respondent-id is «undefined»: asked anonymously']])
    warn.mockRestore()
  })

  test('and the page may show it to them all the same', async () => {
    remember('demo', { answered: Date.now() })
    await load()
    say('show')
    await settled()
    expect(surveys()).toHaveLength(1)
  })
})

test('a closed survey asks nobody, and is no error', async () => {
  const warn = vi.spyOn(console, 'warn')
  const attributes = { 'data-respondent-id': 'u-1' }
  await load({ survey: { id: 'demo', closed: 'manually' }, attributes })
  expect(collector.asked).toEqual([])
  say('show')
  await settled()
  expect([surveys(), warn.mock.calls]).toEqual([[], []])
})

describe('consent', () => {
  test('that is required is waited for, and nothing is stored before', async () => {
    await load({ attributes: { 'data-consent': 'required' }, rules: { share: 1 } })
    expect([surveys(), localStorage.length]).toEqual([[], 0])
    say('consent', true)
    await settled()
    expect(surveys()).toHaveLength(1)
  })

  test('that a later tag of the same survey requires is waited for, too', async () => {
    await load({ rules: { when: { event: 'paid' } } })
    await load({ rules: { when: { event: 'paid' } }, attributes: { 'data-consent': 'required' } })
    say('track', 'paid')
    remember('demo', { shown: 1 })
    await settled()
    expect([surveys(), localStorage.length]).toEqual([[], 0])
    say('consent', true)
    await settled()
    expect(surveys()).toHaveLength(1)
  })

  test('that is taken back takes what was stored with it', async () => {
    await load()
    rate(9)
    expect(localStorage.length).toBeGreaterThan(0)
    say('consent', false)
    expect(localStorage.length).toBe(0)
  })

  test.each([
    ['doNotTrack', '1'],
    ['globalPrivacyControl', true],
  ])('is not assumed of a browser with %s', async (signal, value) => {
    Object.defineProperty(navigator, signal, { value, configurable: true })
    await load()
    Reflect.deleteProperty(navigator, signal)
    expect(surveys()).toEqual([])
  })
})

describe('a renderer that cannot be loaded', () => {
  test('breaks nothing: commands resolve, and no error reaches the page', async () => {
    const escaped: unknown[] = []
    const listen = (problem: unknown) => void escaped.push(problem)
    process.on('unhandledRejection', listen)
    await load({ renderer: 'none.js' })
    await expect(say('show')).resolves.toBeUndefined()
    await settled()
    process.off('unhandledRejection', listen)
    expect([surveys(), escaped]).toEqual([[], []])
  })

  test('does not lose what waits to be sent', async () => {
    localStorage.setItem('sayso:earlier', '{"collector":"","message":{"id":"earlier","revision":1}}')
    await load({ renderer: 'none.js' })
    expect(localStorage.getItem('sayso:earlier')).not.toBeNull()
  })
})
