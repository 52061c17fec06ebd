import { afterAll, beforeAll, describe } from 'vitest'
import type { Collector } from '../support/collector.ts'
import { answerNamesCases } from './cases/answer-names.ts'
import { askingCases } from './cases/asking.ts'
import { countingCases } from './cases/counting.ts'
import { delightedCases } from './cases/delighted.ts'
import { erasingCases } from './cases/erasing.ts'
import { heldAnswersCases } from './cases/held-answers.ts'
import { identityCases } from './cases/identity.ts'
import { linksCases } from './cases/links.ts'
import { mailsCases } from './cases/mails.ts'
import { moderationCases } from './cases/moderation.ts'
import { openAddressesCases } from './cases/open-addresses.ts'
import { originsCases } from './cases/origins.ts'
import { pagesCases } from './cases/pages.ts'
import { readingCases } from './cases/reading.ts'
import { receiptsCases } from './cases/receipts.ts'
import { refusalsCases } from './cases/refusals.ts'
import { reportsCases } from './cases/reports.ts'
import { savingCases } from './cases/saving.ts'
import { segmentsCases } from './cases/segments.ts'
import { signaturesCases } from './cases/signatures.ts'
import { surveysCases } from './cases/surveys.ts'
import { themesCases } from './cases/themes.ts'
import { wireCases } from './cases/wire.ts'
import { worldOf } from './world.ts'

/** Everything the HTTP surface promises, for any runtime the application runs in. */
export function describeCollector(runtime: string, start: () => Promise<Collector>) {
  describe(`the collector on ${runtime}`, () => {
    let collector: Collector
    beforeAll(async () => {
      collector = await start()
    })
    afterAll(() => collector?.close())

    const world = worldOf(() => collector)
    savingCases(world)
    refusalsCases(world)
    originsCases(world)
    surveysCases(world)
    askingCases(world)
    identityCases(world)
    answerNamesCases(world)
    signaturesCases(world)
    readingCases(world)
    reportsCases(world)
    segmentsCases(world)
    countingCases(world)
    pagesCases(world)
    themesCases(world)
    linksCases(world)
    heldAnswersCases(world)
    receiptsCases(world)
    openAddressesCases(world)
    mailsCases(world)
    erasingCases(world)
    moderationCases(world)
    wireCases(world)
    delightedCases(world)
  })
}
