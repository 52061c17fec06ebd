import type { VNode } from 'preact'
import type { Display } from '../../shared/survey.ts'
import styles from './shapes.css?inline'

export { styles }

interface ShapeProps {
  /** From 0, the worst point of the scale, to 1, its best. */
  readonly mood: number
}

/** Drawings in place of the number, by display. */
export type Shapes = Readonly<Record<Exclude<Display, 'numbers'>, (props: ShapeProps) => VNode>>

const star = 'm12 2.8 2.8 5.8 6.3.9-4.5 4.5 1 6.3-5.6-3-5.6 3 1-6.3-4.5-4.5 6.3-.9z'
const thumb =
  'M7 10.5v9.5H4a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1zl3.6-7.5a2.3 2.3 0 0 1 2.6 2.6l-.6 3.9h5.7a1.9 1.9 0 0 1 1.9 2.2l-1.2 6.3a1.9 1.9 0 0 1-1.9 1.5H7'

function Drawing({ path, turned }: { readonly path: string; readonly turned?: boolean }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class={turned ? 'turned' : ''}>
      <path d={path} />
    </svg>
  )
}

/** Eyes, and a mouth whose ends hang or rise with the mood. */
function Smiley({ mood }: ShapeProps) {
  const ends = 16.5 - mood * 2.8
  const bend = mood * 12.5 - 6
  const head = 'M21.5 12a9.5 9.5 0 1 1-19 0 9.5 9.5 0 0 1 19 0'
  return <Drawing path={`${head}M8.5 9.3v.4m7-.4v.4M7.5 ${ends}q4.5 ${bend} 9 0`} />
}

export const shapes: Shapes = {
  stars: () => <Drawing path={star} />,
  smileys: Smiley,
  thumbs: ({ mood }) => <Drawing path={thumb} turned={mood < 1} />,
}
