/** How English turns what is said, and begins a clause without a comma. */
export const english = {
  negations: split(
    'not no never none nothing nobody neither nor without hardly barely cannot lack lacks lacking cant dont doesnt didnt isnt wasnt arent werent wont wouldnt couldnt shouldnt hasnt havent hadnt aint',
  ),
  conjunctions: split('but although though however except yet whereas while unless'),
}

/**
 * What words say of software and services where a general list of words is silent or means
 * something else: support is a department here and please a request. −5 to 5, as AFINN has them,
 * over which they go when a caller hands both to `compile`.
 */
export const feedbackValences: Readonly<Record<string, number>> = {
  ...rated(
    2,
    'fast faster fastest quick quicker quickly simple simply convenient easy easier easily intuitive practical handy smooth smoothly straightforward efficient prompt promptly speedy exceptional effortless accurate',
  ),
  ...rated(0, 'please support want share free allow top matter fine join true clear'),
  ...rated(-1, 'still until waiting instead cannot again why fix refund should told'),
  ...rated(
    -2,
    'slow slower slowly crashes crashing crashed bug bugs freeze freezes freezing frozen glitch glitches lag laggy difficult expensive overpriced pricey uninstall uninstalled uninstalling unreliable broken outdated complicated clunky cumbersome delay delayed delays late unhelpful impossible overcharged cancel cancelled cancelling unresponsive locked logged',
  ),
  ...rated(-3, 'buggy unusable downhill'),
}

function rated(valence: number, words: string): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word) => [word, valence]))
}

function split(words: string): string[] {
  return words.split(' ')
}
