import { restsOf } from '../../../../../shared/cadence.ts'
import { surveyWith } from '../../../definition.ts'

/** The data of one survey, as the collector serves it to a script tag that has none of its own. */
export const filled = { survey: surveyWith({ id: 'second', question: 'How was it?' }), rests: restsOf() }
