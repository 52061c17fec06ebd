/** Negations and clause-opening conjunctions of English, folded. */
export const english = {
  negations:
    'not no never none nothing nobody neither nor without hardly barely cannot lack lacks lacking cant dont doesnt didnt isnt wasnt arent werent wont wouldnt couldnt shouldnt hasnt havent hadnt aint'.split(
      ' ',
    ),
  conjunctions: 'but although though however except yet whereas while unless'.split(' '),
}

/**
 * Sentiment of words in feedback on software and services, −5 to 5, where a general lexicon (AFINN) has
 * no value or a wrong one: here support is a department, and please a request. Callers merge it over
 * AFINN for `compile`.
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
