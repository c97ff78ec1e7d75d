import { describe, expect, it } from 'vitest';
import { standingOf } from './facts.js';
import type { Fact } from './types.js';

const fee = (change: Partial<Fact>): Fact => ({
  id: 'fee',
  label: { id: 'Biaya', en: 'Fee' },
  unit: 'IDR',
  value: 100,
  ask: undefined,
  validFrom: undefined,
  validTo: undefined,
  legalBasis: [],
  sources: ['https://a.go.id', 'https://b.example'],
  checked: '2026-01-01',
  reviewBy: '2027-01-01',
  confidence: 'high',
  place: { file: 'f.yaml', line: 1 },
  ...change,
});

describe('how a fact stands on a day', () => {
  const old = fee({ value: 100, validTo: '2026-12-31' });
  const next = fee({ value: 200, validFrom: '2027-01-01' });

  it('never states an old fee once the new one holds', () => {
    expect(standingOf([old, next], '2027-01-01')).toMatchObject({ kind: 'current', fact: { value: 200 } });
  });

  it('states the fee of today together with the one that follows', () => {
    expect(standingOf([next, old], '2026-12-31')).toMatchObject({
      kind: 'current',
      fact: { value: 100 },
      next: { value: 200 },
    });
  });

  it('is expired the day after its last', () => {
    expect(standingOf([old], '2026-12-31')).toMatchObject({ kind: 'current' });
    expect(standingOf([old], '2027-01-01')).toMatchObject({ kind: 'expired' });
  });

  it('is in the future before its first day', () => {
    expect(standingOf([next], '2026-06-01')).toMatchObject({ kind: 'future' });
  });

  it('asks to be confirmed when of medium confidence or past its review', () => {
    expect(standingOf([fee({})], '2026-06-01')).toMatchObject({ confirm: false });
    expect(standingOf([fee({ confidence: 'medium' })], '2026-06-01')).toMatchObject({ confirm: true });
    expect(standingOf([fee({})], '2027-01-02')).toMatchObject({ confirm: true });
  });

  it('is unknown without a value', () => {
    expect(
      standingOf([fee({ value: undefined, confidence: 'unknown', ask: { id: 'a', en: 'b' } })], '2026-06-01'),
    ).toMatchObject({ kind: 'unknown' });
  });
});

describe('versions that somebody forgot to end', () => {
  it('the youngest that holds is stated, never the old fee', () => {
    const forgotten = [fee({ value: 350 }), fee({ value: 650, validFrom: '2025-01-01' })];
    expect(standingOf(forgotten, '2026-01-01')).toMatchObject({ kind: 'current', fact: { value: 650 } });
  });

  it('a version to come without a value is not announced', () => {
    const unknownNext = fee({
      value: undefined,
      confidence: 'unknown',
      ask: { id: 'a', en: 'b' },
      validFrom: '2027-01-01',
    });
    expect(standingOf([fee({}), unknownNext], '2026-06-01')).toMatchObject({ kind: 'current', next: undefined });
  });

  it('a version to come of medium confidence asks to be confirmed', () => {
    expect(standingOf([fee({}), fee({ validFrom: '2027-01-01', confidence: 'medium' })], '2026-06-01')).toMatchObject({
      confirm: true,
    });
  });
});
