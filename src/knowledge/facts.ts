import type { Fact } from './types.js';

export type FactStanding =
  /** May be stated. `confirm`: with the words to confirm it. `next`: the version that follows, if one is known. */
  | { readonly kind: 'current'; readonly fact: Fact; readonly confirm: boolean; readonly next: Fact | undefined }
  /** Not in force yet: stated with its date. */
  | { readonly kind: 'future'; readonly fact: Fact; readonly confirm: boolean }
  /** No longer in force and nothing known follows: never stated. */
  | { readonly kind: 'expired'; readonly fact: Fact }
  | { readonly kind: 'unknown'; readonly fact: Fact };

/**
 * How a fact stands on a day.
 * @param versions all versions of one fact, in any order; at least one
 * @param today `YYYY-MM-DD`
 */
export function standingOf(versions: readonly Fact[], today: string): FactStanding | undefined {
  const ordered = [...versions].sort((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? ''));
  // The youngest that holds: an old one whose end nobody wrote down must not outlive the new one.
  const current = ordered.findLast(
    (f) => (f.validFrom ?? '') <= today && (f.validTo === undefined || f.validTo >= today),
  );
  const next = ordered.find((f) => f.value !== undefined && f.validFrom !== undefined && f.validFrom > today);
  if (current?.value === undefined && current) return { kind: 'unknown', fact: current };
  const doubtful = (fact: Fact): boolean => fact.confidence === 'medium' || fact.reviewBy < today;
  if (current)
    return {
      kind: 'current',
      fact: current,
      confirm: doubtful(current) || (next !== undefined && doubtful(next)),
      next,
    };
  if (next) return { kind: 'future', fact: next, confirm: doubtful(next) };
  const last = ordered.at(-1);
  return last && { kind: 'expired', fact: last };
}
