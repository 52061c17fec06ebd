/** Milliseconds of processor time that this thread spends on the work. Unlike time, it does not grow with what else runs on the machine. */
export function processorTimeOf(work: () => unknown): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}
