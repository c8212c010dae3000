import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileMap } from '../../generators/core/files.ts';

/** Marks that no chart holds: `{{` would have to be escaped in almost every file. */
const marks = {
  variable_start_string: '[~',
  variable_end_string: '~]',
  block_start_string: '[%~',
  block_end_string: '~%]',
  comment_start_string: '[#~',
  comment_end_string: '~#]',
} as const;

/** The same chart as a template of a peer, whose only variable is the name of the chart. */
export interface PeerTemplate {
  readonly title: string;
  write(folder: string, chart: FileMap, name: string): void;
  /** The words after the program that make the chart `name` in the working directory. */
  args(folder: string, name: string): readonly string[];
}

export const peerTemplates: Readonly<Record<string, PeerTemplate>> = {
  cookiecutter: {
    title: 'cookiecutter',
    write(folder, chart, name) {
      const settings = { name, _jinja2_env_vars: marks };
      write(join(folder, 'cookiecutter.json'), JSON.stringify(settings));
      writeChart(join(folder, variable('cookiecutter.name')), chart, name, 'cookiecutter.name');
    },
    args: (folder, name) => [folder, '--no-input', `name=${name}`],
  },
  copier: {
    title: 'copier',
    write(folder, chart, name) {
      const settings = {
        name: { type: 'str', default: name },
        _envops: marks,
        _subdirectory: 'chart',
        _templates_suffix: '',
      };
      write(join(folder, 'copier.yml'), JSON.stringify(settings));
      writeChart(join(folder, 'chart'), chart, name, 'name');
    },
    args: (folder, name) => [
      'copy',
      '--quiet',
      '--defaults',
      '--data',
      `name=${name}`,
      folder,
      name,
    ],
  },
};

/** Throws where what a contender left in a folder is not the chart: then it did other work. */
export function requireChart(folder: string, chart: FileMap, name: string): void {
  for (const { path, body } of chart.values()) {
    if (readFileSync(join(folder, name, path), 'utf8') !== body) throw new Error(`${path} differs`);
  }
}

function writeChart(folder: string, chart: FileMap, name: string, path: string): void {
  for (const file of chart.values()) {
    const mark = Object.values(marks).find((each) => file.body.includes(each));
    if (mark) throw new Error(`${file.path} holds ${mark}, which marks variables of the peers`);
    write(join(folder, file.path), file.body.replaceAll(name, variable(path)));
  }
}

const variable = (path: string): string =>
  `${marks.variable_start_string} ${path} ${marks.variable_end_string}`;

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
