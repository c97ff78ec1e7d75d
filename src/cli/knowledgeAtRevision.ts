import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../errors.js';
import { loadKnowledge, type LoadedKnowledge } from '../knowledge/loadKnowledge.js';

const run = promisify(execFile);

export interface KnowledgeAtRevision extends LoadedKnowledge {
  /** The commit, its first twelve digits. */
  readonly commit: string;
  /** The day of the commit, `YYYY-MM-DD`. */
  readonly day: string;
}

/**
 * A knowledge base as it was at a revision of the git repository in which it stands. The checkout is not touched.
 * @param directory where it stands now
 * @throws AppError NOT_IN_GIT, REVISION_UNKNOWN, REVISION_WITHOUT_KNOWLEDGE, KNOWLEDGE_MISSING
 */
export async function knowledgeAtRevision(directory: string, revision: string): Promise<KnowledgeAtRevision> {
  const place = await realpath(directory).catch((error: unknown) => {
    throw new AppError('KNOWLEDGE_MISSING', directory, error);
  });
  const git = async (...args: string[]): Promise<string> =>
    (await run('git', ['-C', place, ...args], { maxBuffer: 64 * 1024 * 1024 })).stdout.trim();
  const root = await git('rev-parse', '--show-toplevel').catch((error: unknown) => {
    throw new AppError('NOT_IN_GIT', directory, error);
  });
  // With ^{commit} behind it, a revision that begins with a hyphen is no option.
  const commit = await git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`).catch((error: unknown) => {
    throw new AppError('REVISION_UNKNOWN', revision, error);
  });
  const path = relative(await realpath(root), place)
    .split(sep)
    .join('/');
  const temporary = await mkdtemp(join(tmpdir(), 'tanya-revision-'));
  try {
    const archive = join(temporary, 'knowledge.tar');
    // `commit:path` is the folder itself, so that its files come out without the way to it; -C root, or git would look below it again.
    await git('-C', root, 'archive', '--format=tar', `--output=${archive}`, `${commit}:${path}`).catch(
      (error: unknown) => {
        throw new AppError('REVISION_WITHOUT_KNOWLEDGE', `${revision}, ${path || '.'}`, error);
      },
    );
    const folder = await mkdtemp(join(temporary, 'kb-'));
    await run('tar', ['-xf', archive, '-C', folder]);
    const loaded = await loadKnowledge(folder);
    const day = await git('show', '--no-patch', '--format=%cs', commit);
    return { ...loaded, commit: commit.slice(0, 12), day };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
