import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fact, writeKnowledgeBase } from '../knowledge/testing/tinyKnowledgeBase.js';
import { knowledgeAtRevision } from './knowledgeAtRevision.js';

let repository: string;
let directory: string;
const git = (...args: string[]): string =>
  execFileSync('git', ['-C', repository, '-c', 'user.name=T', '-c', 'user.email=t@t.example', ...args], {
    encoding: 'utf8',
  });

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), 'tanya-git-'));
  git('init', '--quiet');
  git('commit', '--quiet', '--allow-empty', '-m', 'empty');
  git('tag', 'empty');
  directory = await writeKnowledgeBase({}, join(repository, 'kb', 'here'));
  git('add', '.');
  git('commit', '--quiet', '-m', 'first');
  git('tag', 'first');
  await writeKnowledgeBase({ 'facts/more.yaml': fact('late', 'IDR', '5') }, directory);
});

describe('a knowledge base at a revision', () => {
  it('is what was committed, not what the folder holds now', async () => {
    const { knowledge, problems, commit } = await knowledgeAtRevision(directory, 'first');
    expect(problems).toEqual([]);
    expect(knowledge.articles.size).toBe(4);
    expect(knowledge.facts.has('late')).toBe(false);
    expect(git('rev-parse', 'first')).toContain(commit);
  });

  it('leaves the checkout and the temporary folder as they were', async () => {
    const status = git('status', '--porcelain');
    const left = async (): Promise<string[]> =>
      (await readdir(tmpdir())).filter((name) => name.startsWith('tanya-revision-'));
    const before = await left();
    await knowledgeAtRevision(directory, 'first');
    expect(git('status', '--porcelain')).toBe(status);
    expect(await left()).toEqual(before);
  });

  it.each(['nonsense', '--all', '-1', ''])('says that there is no revision "%s"', async (revision) => {
    await expect(knowledgeAtRevision(directory, revision)).rejects.toMatchObject({ code: 'REVISION_UNKNOWN' });
  });

  it('says that the knowledge base was not there yet', async () => {
    await expect(knowledgeAtRevision(directory, 'empty')).rejects.toMatchObject({ code: 'REVISION_WITHOUT_KNOWLEDGE' });
  });

  it('says that a folder is in no git checkout', async () => {
    const outside = await writeKnowledgeBase();
    await expect(knowledgeAtRevision(outside, 'HEAD')).rejects.toMatchObject({ code: 'NOT_IN_GIT' });
  });

  it('says that there is no such folder', async () => {
    await expect(knowledgeAtRevision(join(repository, 'nowhere'), 'HEAD')).rejects.toMatchObject({
      code: 'KNOWLEDGE_MISSING',
    });
  });
});
