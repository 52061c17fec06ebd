import styles from './choices.css?inline'

export { styles }

interface ChoicesProps {
  /** The id of the element that holds the question they answer. */
  readonly labelledBy: string
  /** Says that more than one may be ticked. */
  readonly hint: string
  readonly choices: readonly string[]
  readonly ticked: readonly string[]
  tick(ticked: readonly string[]): void
}

/** Reasons to tick beside the comment. */
export function Choices({ labelledBy, hint, choices, ticked, tick }: ChoicesProps) {
  return (
    <fieldset class="choices" aria-labelledby={labelledBy} aria-describedby="hint">
      <p id="hint">{hint}</p>
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
      <span>{children}</span>
    </label>
  )
}
