import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { parse } from 'yaml';
import { type CustomResourceDefinition, crdSchemas } from './crd.ts';
import type { Schema } from './json-schema.ts';
import { closedDefinitions, type OpenApi, standaloneSchemas } from './openapi.ts';
import {
  CRDS_FOLDER,
  CUSTOM_RESOURCES,
  KUBERNETES,
  MANIFEST,
  NEWEST,
  NEWEST_OPENAPI,
  SOURCES,
  STAGES,
  STAGES_FOLDER,
  SWAGGER,
} from './sources.ts';

/** Fills `out` with the schemas of all sources, whose modules lie in `folders`. */
export async function buildSchemas(
  folders: ReadonlyMap<string, string>,
  out: string,
): Promise<void> {
  for (const { at, module } of KUBERNETES) {
    const api = await readOpenApi(folders, module);
    await writeAll(path.join(out, `v${at}`), standaloneSchemas(api));
    await breathe();
  }
  const definitions = closedDefinitions(await readOpenApi(folders, NEWEST.module));
  for (const { module, files } of CUSTOM_RESOURCES) {
    for (const file of files) {
      const text = await readFile(path.join(folderOf(folders, module), file), 'utf8');
      const crd = parse(text) as CustomResourceDefinition;
      await writeAll(path.join(out, 'custom'), crdSchemas(crd, definitions));
      await breathe();
    }
  }
  for (const { module, files } of CUSTOM_RESOURCES) {
    await copyAll(folderOf(folders, module), files, path.join(out, CRDS_FOLDER));
  }
  await copyAll(folderOf(folders, STAGES.module), STAGES.files, path.join(out, STAGES_FOLDER));
  await copyFile(
    path.join(folderOf(folders, NEWEST.module), SWAGGER),
    path.join(out, NEWEST_OPENAPI),
  );
  await writeFile(path.join(out, MANIFEST), `${JSON.stringify(SOURCES, null, 2)}\n`);
}

/** Go keeps its modules read-only; the copies are not. */
async function copyAll(from: string, files: readonly string[], to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const file of files) {
    await writeFile(path.join(to, path.basename(file)), await readFile(path.join(from, file)));
  }
}

async function readOpenApi(folders: ReadonlyMap<string, string>, module: string): Promise<OpenApi> {
  const file = path.join(folderOf(folders, module), SWAGGER);
  return JSON.parse(await readFile(file, 'utf8')) as OpenApi;
}

function folderOf(folders: ReadonlyMap<string, string>, module: string): string {
  const folder = folders.get(module);
  if (!folder) throw new Error(`Go did not download ${module}`);
  return folder;
}

async function writeAll(folder: string, schemas: ReadonlyMap<string, Schema>): Promise<void> {
  for (const [name, schema] of schemas) {
    const file = path.join(folder, `${name}.json`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(schema));
  }
}
