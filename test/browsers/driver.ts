import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What the journeys need of a browser, whichever it is: real keys and a real pointer. */
export interface Driver {
  open(url: string): Promise<void>
  /** Runs a function in the page; what it takes and returns is JSON. */
  evaluate<Given, Result>(run: (given: Given) => Result, given: Given): Promise<Awaited<Result>>
  /**
   * Presses a key, named by its place (`KeyboardEvent.code`) or by the one character it types, repeats it so
   * many times, and releases it.
   */
  press(key: string, how?: { readonly repeats?: number; readonly with?: 'Control' | 'Shift' }): Promise<void>
  type(text: string): Promise<void>
  /** Moves the pointer there, as a hand does, and presses its button. */
  click(x: number, y: number): Promise<void>
  close(): Promise<void>
}

/** How W3C WebDriver writes the keys that type no character. */
const keys: Readonly<Record<string, string>> = {
  ...{ Tab: '\uE004', Enter: '\uE006', NumpadEnter: '\uE007', Shift: '\uE008', Control: '\uE009' },
  ...{ Escape: '\uE00C', Space: ' ', End: '\uE010', Home: '\uE011', ArrowLeft: '\uE012', ArrowUp: '\uE013' },
  ...{ ArrowRight: '\uE014', ArrowDown: '\uE015', Backspace: '\uE003' },
}

/** How W3C WebDriver, and BiDi after it, writes a key that is named as in `press`. */
export function keyValue(key: string): string {
  const [, place, name = ''] = /^(Digit|Numpad|Key)(.)$/.exec(key) ?? []
  if (place === 'Numpad') return String.fromCharCode(0xe01a + Number(name))
  return keys[key] ?? (place ? name.toLowerCase() : key)
}

/** The first of these programs that is on the path. */
export function findProgram(...names: string[]): string | undefined {
  const places = (process.env.PATH ?? '').split(delimiter)
  return names
    .flatMap((name) => places.map((place) => join(place, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}
