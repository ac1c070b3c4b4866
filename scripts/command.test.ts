import { expect, test } from 'vitest';
import { runCommand } from './command.ts';

const node = (script: string, options = {}) => runCommand('node', ['-e', script], options);

test('gives the exit code and both streams', async () => {
  const result = await node('console.log("out"); console.error("err"); process.exit(3)');
  expect(result.exitCode).toBe(3);
  expect(result.output.split('\n').toSorted().filter(Boolean)).toEqual(['err', 'out']);
});

test("finds the project's own tools: its Node, not the machine's", async () => {
  expect((await node('console.log(process.versions.node)')).output).toMatch(/^24\./);
});

test('a program that is not there is exit code 127', async () => {
  await expect(runCommand('no-such-program', [])).resolves.toMatchObject({ exitCode: 127 });
});

test('at the time limit the program and its children are killed', async () => {
  const child =
    'require("child_process").spawn("node",["-e","setInterval(()=>{},1000)"],{stdio:"inherit"})';
  // The child holds the output open: that the result comes at all says that the child has ended, too.
  const result = await node(`${child}.unref()`, { timeLimitMs: 700 });
  expect(result.output).toContain('did not end within');
});
