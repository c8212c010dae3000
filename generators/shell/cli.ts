#!/usr/bin/env node
import { basename } from 'node:path';
import { runCall } from './host.ts';

const call = { argv: process.argv.slice(2), workspace: process.cwd(), callFor };
runCall(call).then((code) => {
  process.exitCode = code;
});

function callFor(command: string): string {
  return command === 'app' ? calledAs() : `${calledAs()} ${command}`;
}

/** As the user wrote it, so that what we suggest can be typed in again. */
function calledAs(): string {
  const name = basename(process.argv[1] ?? '');
  if (name === 'helm-prod') return name;
  return process.env.npm_command === 'exec' ? 'npx generator-helm-prod' : 'generator-helm-prod';
}
