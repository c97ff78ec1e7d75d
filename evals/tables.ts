import type { Breakdown, KindReport, PairReport, Report } from './report.js';
import type { Bin, Share } from './statistics.js';

/** A table that reads the same as text and as a page; the first column names its rows. */
export interface ReportTable {
  readonly title: string;
  /** What the figures are, in a sentence or two. */
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The figures of a report, as tables; those that would be empty are left out. */
export function tablesOf(report: Report): ReportTable[] {
  return [
    rightTable(report),
    partsTable(report),
    ...report.breakdowns.filter(({ by }) => by !== 'language').map(breakdownTable),
    pairsTable(report),
    calibrationTable(
      'Certainty',
      'How likely the product held it that the question can be answered at all, beside how often an article fits, a referral included. It was fitted to other questions, so that a needless refusal weighs nearly six times an answer beside the point.',
      report.calibration.certainty,
    ),
    calibrationTable(
      'Confidence',
      'The score of the article that was answered from, beside how often it is a right one; of what was answered.',
      report.calibration.confidence,
    ),
    saidTable(report),
    latencyTable(report),
    confusionsTable(report),
  ].filter(({ rows }) => rows.length > 0);
}

/** "81.4 % (105/129, 74–87)": the share, the numbers it is of, Wilson's interval in per cent. */
export function showShare({ hits, of, interval: [low, high] }: Share): string {
  return of === 0
    ? '–'
    : `${((100 * hits) / of).toFixed(1)} % (${hits}/${of}, ${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)})`;
}

/** A set of one kind has nothing to add up. */
function withoutDouble(kinds: readonly KindReport[]): readonly KindReport[] {
  return kinds.length === 2 ? kinds.slice(1) : kinds;
}

function rightTable({ sets, breakdowns }: Report): ReportTable {
  const rows = sets.flatMap(({ name, kinds }) =>
    withoutDouble(kinds).map(({ kind, summary, byLanguage }) => [
      name,
      kind,
      showShare(summary.right),
      showShare(byLanguage.id),
      showShare(byLanguage.en),
    ]),
  );
  const together = breakdowns
    .filter(({ by }) => by === 'language')
    .flatMap(({ sets: which, rows: kinds }) =>
      kinds.map(({ kind, shares: [id, en] }) => [
        `all ${which}`,
        kind,
        '',
        id ? showShare(id) : '–',
        en ? showShare(en) : '–',
      ]),
    );
  return {
    title: 'Fully right',
    note: 'Everything that the kind asks for, see evals/README.md. In brackets the numbers and the 95 % interval (Wilson).',
    columns: ['set', 'kind', 'fully right', 'Indonesian', 'English'],
    rows: [...rows, ...together],
  };
}

function partsTable({ sets }: Report): ReportTable {
  return {
    title: 'Parts',
    note: 'What an answer is made of, each judged by itself. Less is better for turned away, asked back and wrong figures.',
    columns: [
      'set',
      'kind',
      'article',
      'section',
      'facts',
      'turned away',
      'asked back needlessly',
      'out of scope',
      'asked back',
      'choices',
      'continuation',
      'language',
      'language, 3 words or more',
      'wrong figures',
    ],
    rows: sets.flatMap(({ name, kinds }) =>
      withoutDouble(kinds).map(({ kind, summary: s }) => [
        name,
        kind,
        ...[
          s.article,
          s.section,
          s.mustFacts,
          s.needlessAbstention,
          s.needlessClarify,
          s.outOfScope,
          s.clarified,
          s.choices,
          s.continuation,
          s.language,
          s.longLanguage,
        ].map(showShare),
        String(s.wrongFigures),
      ]),
    ),
  };
}

function breakdownTable({ sets, by, values, rows }: Breakdown): ReportTable {
  return {
    title: `Fully right by ${by}, ${sets} sets together`,
    note: '',
    columns: ['kind', ...values],
    rows: rows.map(({ kind, shares }) => [kind, ...shares.map(showShare)]),
  };
}

function pairsTable({ sets }: Report): ReportTable {
  return {
    title: 'The same question in both languages',
    note: 'Fully right, by pairs; the difference is Indonesian minus English, in points; p is of the exact McNemar test, two-sided.',
    columns: ['set', 'pairs', 'both right', 'only Indonesian', 'only English', 'neither', 'difference', 'p'],
    rows: sets.flatMap(({ name, pairs }) => (pairs ? [[name, ...pairCells(pairs)]] : [])),
  };
}

function pairCells({ bothRight, onlyIndonesian, onlyEnglish, neither, p }: PairReport): string[] {
  const of = bothRight + onlyIndonesian + onlyEnglish + neither;
  const difference = (100 * (onlyIndonesian - onlyEnglish)) / of;
  return [...[of, bothRight, onlyIndonesian, onlyEnglish, neither].map(String), difference.toFixed(1), p.toFixed(3)];
}

function calibrationTable(name: string, note: string, found: Report['calibration']['certainty']): ReportTable {
  return {
    title: `Calibration: ${name.toLowerCase()}`,
    note: `${note} Expected calibration error ${found.expectedCalibrationError.toFixed(3)}.`,
    columns: [name.toLowerCase(), 'claimed on average', 'came true'],
    rows: found.bins.map(({ from, claimed, share }: Bin) => [
      `${from.toFixed(1)}–${(from + 0.1).toFixed(1)}`,
      `${(100 * claimed).toFixed(1)} %`,
      showShare(share),
    ]),
  };
}

function saidTable({ sets }: Report): ReportTable {
  return {
    title: 'How much was said',
    note: 'Of what was answered to questions that have an answer. A second section counts as not asked for where the question does not name it among its right ones.',
    columns: ['set', 'answers', 'characters', 'sections', 'two sections', 'second not asked for'],
    rows: sets.flatMap(({ name, said }) =>
      said.answers === 0
        ? []
        : [
            [
              name,
              String(said.answers),
              said.characters.toFixed(0),
              said.sections.toFixed(2),
              showShare(said.twoSections),
              showShare(said.unasked),
            ],
          ],
    ),
  };
}

function latencyTable({ sets, latency }: Report): ReportTable {
  return {
    title: 'Latency',
    note: 'Milliseconds of one question through the whole turn, on the machine that asked.',
    columns: ['set', 'p50', 'p99'],
    rows: [
      ...sets.map(({ name, latency: { p50, p99 } }) => [name, p50.toFixed(1), p99.toFixed(1)]),
      ['all', latency.p50.toFixed(1), latency.p99.toFixed(1)],
    ],
  };
}

function confusionsTable({ confusions }: Report): ReportTable {
  return {
    title: 'Articles taken for one another, open sets',
    note: 'The best of the right articles, and the one that was answered from.',
    columns: ['wanted', 'answered from', 'times'],
    rows: confusions.map(({ wanted, answered, times }) => [wanted, answered, String(times)]),
  };
}
