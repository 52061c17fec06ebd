import { expect, test } from 'vitest'
import type { Outcome } from '../../widget/collector/client.ts'
import { createDelivery } from '../../widget/collector/delivery.ts'

const kept: Outcome = { outcome: 'kept' }
const refused: Outcome = { outcome: 'refused' }
const again = (after = 0): Outcome => ({ outcome: 'again', after })

/** A delivery whose sends are answered by hand and whose waits end by hand. */
function byHand() {
  const sent: string[] = []
  const answers: ((outcome: Outcome) => void)[] = []
  const waits: { delay: number; again: () => void; stopped: boolean }[] = []
  const deliver = createDelivery<string>(
    (message) => {
      sent.push(message)
      return new Promise((resolve) => answers.push(resolve))
    },
    (delay, again) => {
      const wait = { delay, again, stopped: false }
      waits.push(wait)
      return () => {
        wait.stopped = true
      }
    },
  )
  const answer = async (index: number, outcome: Outcome) => {
    answers[index]!(outcome)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { deliver, sent, waits, answer }
}

test('what is kept, or refused for good, is sent once', async () => {
  for (const outcome of [kept, refused]) {
    const { deliver, sent, waits, answer } = byHand()
    deliver('a')
    await answer(0, outcome)
    expect(sent).toEqual(['a'])
    expect(waits).toEqual([])
  }
})

test('what failed is sent again, each time later', async () => {
  const { deliver, sent, waits, answer } = byHand()
  deliver('a')
  for (let failure = 0; failure < 8; failure += 1) {
    await answer(failure, again())
    waits[failure]!.again()
  }
  expect(sent).toHaveLength(9)
  expect(waits.map(({ delay }) => delay)).toEqual([1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000])
})

test('the collector may ask for more patience, not for less', async () => {
  const { deliver, waits, answer } = byHand()
  deliver('a')
  await answer(0, again(30_000))
  waits[0]!.again()
  await answer(1, again(10))
  expect(waits.map(({ delay }) => delay)).toEqual([30_000, 2000])
})

test('only the newest is sent again', async () => {
  const { deliver, sent, waits, answer } = byHand()
  deliver('a')
  deliver('ab')
  await answer(0, again())
  expect(waits).toEqual([])
  await answer(1, again())
  waits[0]!.again()
  expect(sent).toEqual(['a', 'ab', 'ab'])
})

test('a newer one does not wait for the older one, and ends its waiting', async () => {
  const { deliver, sent, waits, answer } = byHand()
  deliver('a')
  await answer(0, again())
  deliver('ab')
  expect(waits[0]!.stopped).toBe(true)
  expect(sent).toEqual(['a', 'ab'])
})
