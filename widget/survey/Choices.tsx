import styles from './choices.css?inline'

export { styles }

interface ChoicesProps {
  readonly name: string
  readonly choices: readonly string[]
  readonly ticked: readonly string[]
  tick(ticked: readonly string[]): void
}

/** Reasons to tick beside the comment. */
export function Choices({ name, choices, ticked, tick }: ChoicesProps) {
  return (
    <fieldset class="choices" aria-label={name}>
      {choices.map((choice, place) => (
        <Tick
          // By place: a translated reason keeps its element, and so the focus.
          key={place}
          checked={ticked.includes(choice)}
          change={() => tick(choices.filter((each) => ticked.includes(each) !== (each === choice)))}
        >
          {choice}
        </Tick>
      ))}
    </fieldset>
  )
}

interface TickProps {
  readonly checked: boolean
  readonly children: string
  change(): void
}

/** A labelled checkbox. */
export function Tick({ checked, children, change }: TickProps) {
  return (
    <label class="tick">
      <input type="checkbox" checked={checked} onChange={change} />
      {children}
    </label>
  )
}
