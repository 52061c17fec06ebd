/** The drawings in place of numbers: paths in a square of 24 units, drawn as lines. */

export const star = 'm12 2.8 2.8 5.8 6.3.9-4.5 4.5 1 6.3-5.6-3-5.6 3 1-6.3-4.5-4.5 6.3-.9z'

/** Turned around it points down. */
export const thumb =
  'M7 10.5v9.5H4a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1zl3.6-7.5a2.3 2.3 0 0 1 2.6 2.6l-.6 3.9h5.7a1.9 1.9 0 0 1 1.9 2.2l-1.2 6.3a1.9 1.9 0 0 1-1.9 1.5H7'

/** A face with eyes, and a mouth whose ends hang or rise with the mood, 0 to 1. */
export function smiley(mood: number): string {
  const ends = 16.5 - mood * 2.8
  const bend = mood * 12.5 - 6
  const head = 'M21.5 12a9.5 9.5 0 1 1-19 0 9.5 9.5 0 0 1 19 0'
  return `${head}M8.5 9.3v.4m7-.4v.4M7.5 ${ends}q4.5 ${bend} 9 0`
}
