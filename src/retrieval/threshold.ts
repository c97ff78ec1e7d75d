/**
 * The certainty below which the index says that it does not know: where the share of in-scope questions that would be
 * turned away and the share of out-of-scope ones that would be let in, the second counting as much again, are together least.
 * @param inScope certainties of questions that have an answer; @param outOfScope of questions that have none
 * @returns a threshold between two observed certainties; 0 when either set is empty
 */
export function chooseThreshold(inScope: readonly number[], outOfScope: readonly number[]): number {
  if (inScope.length === 0 || outOfScope.length === 0) return 0;
  const cuts = [...inScope, ...outOfScope].sort((a, b) => a - b);
  let best = { threshold: 0, cost: Infinity };
  for (let i = 0; i + 1 < cuts.length; i++) {
    const threshold = ((cuts[i] ?? 0) + (cuts[i + 1] ?? 0)) / 2;
    const turnedAway = inScope.filter((c) => c < threshold).length / inScope.length;
    const letIn = outOfScope.filter((c) => c >= threshold).length / outOfScope.length;
    const cost = turnedAway + letIn;
    if (cost < best.cost) best = { threshold, cost };
  }
  return best.threshold;
}
