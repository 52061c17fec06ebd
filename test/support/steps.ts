import { Session } from 'node:inspector/promises'

const ours = /\/(shared|test)\//

// Before anything is called: V8 counts the blocks of functions that are compiled from now on.
const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

/**
 * How many steps of our code a piece of work takes: how often each block of it is entered, as V8
 * counts them. Unlike time, that is the same on every machine, whatever else it does. What happens
 * inside functions of the language is one step.
 */
export async function stepsOf(work: () => unknown): Promise<number> {
  await session.post('Profiler.takePreciseCoverage')
  work()
  const { result } = await session.post('Profiler.takePreciseCoverage')
  return result
    .filter(({ url }) => ours.test(url) && !url.includes('node_modules'))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, range) => sum + range.count, 0)
}
