// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PublicSurvey } from '../../../shared/survey.ts'
import type { Showing, Shown } from '../../../widget/session.ts'
import { show } from '../../../widget/survey/show.tsx'
import { inGerman, surveyWith } from '../definition.ts'
import { collectorUrl, type FakeCollector, fakeCollector } from '../fakeCollector.ts'

let collector: FakeCollector
let shown: Shown

beforeEach(() => {
  collector = fakeCollector()
  document.body.innerHTML = '<button>Before</button><div id="here"></div>'
})
afterEach(() => {
  vi.useRealTimers()
  shown.close()
  localStorage.clear()
  vi.unstubAllGlobals()
})

/** Shows a survey and waits until it is drawn. Everything that the page was told is noted. */
async function showIt(changes: Partial<PublicSurvey> = {}, more: Partial<Showing> = {}) {
  const told = { events: [] as unknown[], done: [] as string[], gone: 0 }
  screen.getByText('Before').focus()
  shown = show({
    ...{ survey: surveyWith(changes), collector: collectorUrl, target: null },
    circumstances: () => ({ respondent: { id: 'u-1' }, properties: { plan: 'Pro' } }),
    done: (deed) => void told.done.push(deed),
    gone: () => void told.gone++,
    on: (event, detail) => void told.events.push(detail === undefined ? event : [event, detail]),
    ...more,
  })
  await waitFor(() => card().getByRole('status'))
  return told
}

const root = () => shown.element.shadowRoot!
const card = () => within(root() as unknown as HTMLElement)
const rate = (rating: number) => fireEvent.click(root().querySelector(`[value="${rating}"]`)!)
const write = (comment: string) =>
  fireEvent.input(card().getByRole('textbox'), { target: { value: comment } })
const press = (name: string) => fireEvent.click(card().getByRole('button', { name }))
const isShown = () => document.querySelector('sayso-survey') !== null

describe('from the question to the thanks', () => {
  test('each step is saved as a whole revision and told to the page', async () => {
    const told = await showIt()
    rate(9)
    await waitFor(() => card().getByRole('textbox'))
    write('Fast.')
    press('Send')
    await waitFor(() => expect(card().getByRole('status').textContent).toBe('Thank you for your feedback.'))

    const answer = { rating: 9, comment: 'Fast.' }
    expect(told.events).toEqual(['shown', ['rated', { rating: 9 }], ['commented', answer]])
    expect(told.done).toEqual(['answered'])
    const { id, writeKey } = collector.responses[0]!
    const same = {
      ...{ surveyId: 'demo', surveyVersion: 3, id, writeKey, channel: 'widget', language: 'en' },
      ...{ respondent: { id: 'u-1' }, properties: { plan: 'Pro' } },
    }
    expect(collector.responses).toEqual([
      { ...same, revision: 1, rating: 9 },
      { ...same, revision: 2, rating: 9, comment: 'Fast.' },
    ])
    expect(collector.views).toEqual([{ surveyId: 'demo', id, event: 'shown', respondent: { id: 'u-1' } }])
  })

  test('a changed rating is one more revision, the same one again is none', async () => {
    await showIt()
    rate(3)
    rate(8)
    rate(8)
    await waitFor(() => expect(card().getByRole('radio', { checked: true })).toBeTruthy())
    expect(collector.responses.map(({ revision, rating }) => [revision, rating])).toEqual([
      [1, 3],
      [2, 8],
    ])
  })

  test('ticks and the consent to be contacted go with the comment', async () => {
    await showIt({ choices: ['Price', 'Speed'], contact: true })
    rate(9)
    fireEvent.click(await card().findByRole('checkbox', { name: 'Speed' }))
    fireEvent.click(card().getByRole('checkbox', { name: 'You may contact me about this' }))
    press('Send')
    expect(collector.responses.at(-1)).toMatchObject({ rating: 9, choices: ['Speed'], contact: true })
  })

  test('a comment that was not sent is saved when the survey is closed', async () => {
    const told = await showIt()
    rate(6)
    await waitFor(() => card().getByRole('textbox'))
    write('Slow.')
    press('Close')
    expect(collector.responses.at(-1)).toMatchObject({ revision: 2, rating: 6, comment: 'Slow.' })
    expect(told).toMatchObject({ done: ['answered'], gone: 1 })
    expect(isShown()).toBe(false)
  })

  test('a comment that was not sent is saved when the page goes', async () => {
    await showIt()
    rate(6)
    await waitFor(() => card().getByRole('textbox'))
    write('Slow.')
    window.dispatchEvent(new Event('pagehide'))
    expect(collector.responses.at(-1)).toMatchObject({ revision: 2, comment: 'Slow.' })
  })

  test('a blank comment is none', async () => {
    const told = await showIt()
    rate(6)
    await waitFor(() => card().getByRole('textbox'))
    write('  ')
    press('Send')
    expect(collector.responses).toHaveLength(1)
    expect(told.events).toEqual(['shown', ['rated', { rating: 6 }]])
  })
})

describe('closing', () => {
  test('before a rating it is dismissed, once', async () => {
    const told = await showIt()
    press('Close')
    shown.close()
    expect(told).toEqual({ events: ['shown', 'dismissed'], done: ['dismissed'], gone: 1 })
    expect(collector.views.map(({ event }) => event)).toEqual(['shown', 'dismissed'])
    expect(collector.responses).toEqual([])
  })

  test('by the page it is neither answered nor dismissed', async () => {
    const told = await showIt()
    shown.close()
    expect(told).toEqual({ events: ['shown'], done: [], gone: 1 })
    expect(isShown()).toBe(false)
  })

  test('before it was drawn it is never drawn', async () => {
    await showIt()
    shown.close()
    const late = show({
      ...{ survey: surveyWith(), collector: collectorUrl, target: null },
      ...{ circumstances: () => ({}), done() {}, gone() {} },
    })
    late.close()
    await vi.dynamicImportSettled()
    expect(late.element.shadowRoot!.childElementCount).toBe(0)
    expect(collector.views).toHaveLength(1)
  })
})

describe('what is not counted', () => {
  test('a test is saved as one, and its view is not', async () => {
    await showIt({}, { test: true })
    rate(9)
    expect(collector.responses).toMatchObject([{ rating: 9, test: true }])
    expect(collector.views).toEqual([])
  })

  test('a rehearsal begins where it is told to, looks as if it were saved, and sends nothing', async () => {
    await showIt({}, { rehearsal: { step: 'commenting', rating: 9, comment: '' } })
    expect(card().getByRole('status').textContent).toBe('You chose 9 of 10 Saved')
    write('Only trying.')
    rate(4)
    press('Send')
    shown.close()
    expect(collector.asked).toEqual([])
  })
})

describe('the page', () => {
  test('is not hurt by its own code that fails, and the survey goes on', async () => {
    const fail = () => {
      throw new Error('the page failed')
    }
    await showIt({}, { on: fail })
    rate(9)
    await waitFor(() => card().getByRole('textbox'))
    expect(collector.responses).toHaveLength(1)
  })

  test('hears that its answer was refused', async () => {
    collector.status = 422
    const told = await showIt()
    rate(9)
    await waitFor(() => expect(told.events).toContainEqual(['error', 'the collector refused the answer']))
  })

  test('does not hear the keys of the person: they might be its shortcuts', async () => {
    await showIt()
    rate(9)
    const heard: string[] = []
    const listen = ({ type }: Event) => void heard.push(type)
    for (const type of ['keydown', 'input', 'paste']) document.addEventListener(type, listen)
    const field = await card().findByRole('textbox')
    fireEvent.keyDown(field, { key: 'a' })
    fireEvent.input(field, { target: { value: 'a' } })
    fireEvent.paste(field)
    for (const type of ['keydown', 'input', 'paste']) document.removeEventListener(type, listen)
    expect(heard).toEqual([])
  })

  test('that empties its body has the survey back, as it was', async () => {
    await showIt()
    rate(9)
    await waitFor(() => card().getByRole('textbox'))
    write('Fast.')
    document.body.innerHTML = '<p>Another page</p>'
    await waitFor(() => expect(isShown()).toBe(true))
    expect((card().getByRole('textbox') as HTMLTextAreaElement).value).toBe('Fast.')
  })

  test('may give it a place, where it stays', async () => {
    const here = document.querySelector('#here')!
    await showIt({}, { target: here })
    expect(shown.element.parentElement).toBe(here)
    expect(card().getByRole('region', { name: 'Feedback' })).toBeTruthy()
  })
})

describe('the focus', () => {
  test('goes to the comment after the rating, and back to the page with the thanks', async () => {
    await showIt()
    const five = root().querySelector<HTMLElement>('[value="5"]')!
    fireEvent(five, new FocusEvent('focusin', { relatedTarget: screen.getByText('Before'), bubbles: true }))
    five.focus()
    rate(5)
    expect(root().activeElement).toBe(await card().findByRole('textbox'))
    press('Send')
    expect(document.activeElement).toBe(screen.getByText('Before'))
  })

  test('goes to the first reason to tick where there are any', async () => {
    await showIt({ choices: ['Price', 'Speed'] })
    rate(5)
    expect(root().activeElement).toBe(await card().findByRole('checkbox', { name: 'Price' }))
  })

  test('of a modal stays in it, on the thanks', async () => {
    await showIt({ format: 'modal' })
    rate(5)
    await card().findByRole('textbox')
    press('Send')
    expect(root().activeElement).toBe(card().getByRole('status'))
  })
})

test('the page may put the focus on its first point, later on the chosen one, and sees it', async () => {
  await showIt({}, { target: document.querySelector('#here') })
  const seen = vi.spyOn(Element.prototype, 'scrollIntoView')
  const focused = () => root().activeElement?.getAttribute('value')
  shown.focus()
  expect(focused()).toBe('0')
  rate(9)
  await waitFor(() => card().getByRole('textbox'))
  shown.focus()
  expect(focused()).toBe('9')
  expect(seen.mock.contexts).toEqual([
    root().querySelector('[value="0"]'),
    root().querySelector('[value="9"]'),
  ])
  seen.mockRestore()
})

describe('the thanks', () => {
  /** Answers it all; from then on time passes only as told. */
  async function answer(changes: Partial<PublicSurvey> = {}, more: Partial<Showing> = {}) {
    await showIt(changes, more)
    rate(10)
    await card().findByRole('textbox')
    vi.useFakeTimers()
    press('Send')
  }
  const link = { label: 'Review us', url: 'https://reviews.example' }

  test('of a popover leave after four seconds', async () => {
    await answer()
    vi.advanceTimersByTime(3999)
    expect(isShown()).toBe(true)
    vi.advanceTimersByTime(1)
    expect(isShown()).toBe(false)
  })

  test('with a link stay until they are closed', async () => {
    await answer({ byBand: { positive: { link } } })
    vi.advanceTimersByTime(3_600_000)
    expect(isShown()).toBe(true)
    press('Close')
    expect(isShown()).toBe(false)
  })

  test.each(['modal', 'page'] as const)('of a %s stay', async (format) => {
    await answer({ format })
    vi.advanceTimersByTime(3_600_000)
    expect(isShown()).toBe(true)
  })

  test('in the page stay', async () => {
    await answer({}, { target: document.querySelector('#here') })
    vi.advanceTimersByTime(3_600_000)
    expect(isShown()).toBe(true)
  })
})

describe('another language', () => {
  test('keeps all that was said, ticks included', async () => {
    await showIt({ choices: ['Price', 'Speed'] })
    rate(9)
    fireEvent.click(await card().findByRole('checkbox', { name: 'Speed' }))
    write('Fast.')
    shown.setSurvey(surveyWith({ ...inGerman, choices: ['Preis', 'Tempo'] }))
    expect(await card().findByRole('checkbox', { name: 'Tempo', checked: true })).toBeTruthy()
    expect((card().getByRole('textbox') as HTMLTextAreaElement).value).toBe('Fast.')
    expect((card().getByRole('radio', { checked: true }) as HTMLInputElement).value).toBe('9')
    press('Senden')
    expect(collector.responses.at(-1)).toMatchObject({ choices: ['Tempo'], comment: 'Fast.' })
  })

  test('is one view, and the newest of two wins', async () => {
    const told = await showIt()
    // The older one has a file to wait for, and so arrives later.
    shown.setSurvey(surveyWith({ question: 'The older one?', look: { radius: 4 } }))
    shown.setSurvey(surveyWith({ question: 'The newest one?' }))
    await vi.dynamicImportSettled()
    expect(card().getByText('The newest one?')).toBeTruthy()
    expect(told.events).toEqual(['shown'])
  })
})

test('the look is applied to our element alone', async () => {
  await showIt({ look: { accent: '#ffd500', radius: 4 } })
  expect((shown.element as HTMLElement).style.getPropertyValue('--sayso-accent')).toBe('#ffd500')
  expect(document.documentElement.getAttribute('style')).toBeNull()
})
