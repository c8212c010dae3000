import inquirer from 'inquirer';
import type { Answer } from '../../core/questions/question.ts';
import type { Style } from '../style.ts';
import type { Glyphs } from './glyphs.ts';
import type { Keys } from './keys.ts';
import type { Asked, Reply } from './loop.ts';
import { wrapped } from './text.ts';

/** How a conversation looks. */
export interface Look {
  style: Style;
  glyphs: Glyphs;
}

interface Key {
  name?: string;
  ctrl?: boolean;
}

/** One question by inquirer, which leaves no trace of it on the screen. */
export async function promptOnce(
  asked: Asked,
  input: Keys,
  output: NodeJS.WriteStream,
  look: Look,
): Promise<Reply> {
  const abort = new AbortController();
  let reason: 'back' | 'left' = 'left';
  const stop = (why: typeof reason) => {
    reason = why;
    abort.abort();
  };
  const onKey = (_: string | undefined, key: Key) => {
    if (key.name === 'escape') stop('back');
    // Control-D on an empty line closes inquirer's line editor, and inquirer would wait for ever.
    if (key.ctrl && key.name === 'd') setImmediate(() => input.isRaw || stop('left'));
  };
  const onEnd = () => stop('left');
  input.on('keypress', onKey);
  input.once('end', onEnd);
  const prompt = inquirer.createPromptModule({
    input: input as never,
    output,
    signal: abort.signal,
    clearPromptOnDone: true,
  });
  try {
    const said = await prompt<{ answer: Answer }>([promptFor(asked, output, look) as never]);
    return { is: 'answer', answer: said.answer };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'AbortPromptError') return { is: reason };
    if (name === 'ExitPromptError') return { is: 'left' };
    throw error;
  } finally {
    input.off('keypress', onKey);
    input.off('end', onEnd);
  }
}

function promptFor(
  { question, preset, check, onEscape }: Asked,
  output: NodeJS.WriteStream,
  look: Look,
) {
  const { style, glyphs } = look;
  const { columns = 80, rows = 24 } = output;
  // Behind the hint of a yes/no question stands the preset, and the answer.
  const width = columns - (question.kind === 'yes-no' ? 12 : 1);
  const lines = (text: string) => wrapped(glyphs.shown(text), width, '  ');
  const about = [
    ...(question.from ? lines(`Guessed from ${question.from}.`).map(style.warn) : []),
    ...lines(question.hint).map(style.dim),
  ].join('\n');
  const title = style.bold(glyphs.shown(question.title));
  const common = { name: 'answer', message: `${title}\n${about}`, theme: themeOf(look, onEscape) };
  // Beside the choices stand the title, the hint and the keys.
  const pageSize = Math.max(3, Math.min(15, rows - 6 - about.split('\n').length));
  const choices = question.options.map(({ value, title: name }) => ({
    value,
    name: glyphs.shown(name),
  }));
  switch (question.kind) {
    case 'text':
      return {
        ...common,
        type: 'input',
        default: String(preset),
        ...liveText(title, about, check, columns, look),
      };
    case 'yes-no':
      return { ...common, type: 'confirm', default: preset };
    case 'choice':
      return { ...common, type: 'select', default: preset, choices, loop: false, pageSize };
    case 'several': {
      const ticked = new Set(preset as readonly string[]);
      const boxes = choices.map((choice) => ({ ...choice, checked: ticked.has(choice.value) }));
      return { ...common, type: 'checkbox', choices: boxes, loop: false, pageSize };
    }
  }
}

/**
 * The last line that an input shows must end with what was typed, or the cursor goes astray: so the
 * hint and the fault stand above it, and inquirer's own message is the title alone.
 */
function liveText(
  title: string,
  about: string,
  check: Asked['check'],
  columns: number,
  look: Look,
) {
  const { style, glyphs } = look;
  const theme = themeOf(look);
  let isShown = false;
  const refusal = (fault: string) => refusalText(fault, columns, look);
  return {
    message: title,
    // inquirer calls the transformer first, so nothing is said twice.
    theme: {
      ...theme,
      style: { ...theme.style, error: (text: string) => (isShown ? '' : refusal(text)) },
    },
    transformer(value: string, { isFinal }: { isFinal?: boolean }) {
      if (isFinal) return value;
      const fault = value === '' ? undefined : check(value.trim());
      isShown = fault !== undefined;
      const lines = [about, ...(fault === undefined ? [] : [refusal(fault)])];
      return `\n${lines.join('\n')}\n  ${style.accent(glyphs.input)} ${value}`;
    },
    validate: (value: string) => check(value.trim()) ?? true,
    filter: (value: string) => value.trim(),
  };
}

/** Everything that inquirer would colour by itself, so that --no-color holds on every Node. */
function themeOf({ style, glyphs }: Look, onEscape = 'back') {
  const names: Readonly<Record<string, string>> = { '↑↓': glyphs.arrows, '⏎': glyphs.enter };
  return {
    prefix: { idle: style.accent('?'), done: style.good(glyphs.done) },
    spinner: { interval: 1000, frames: [' '] },
    icon: { cursor: glyphs.cursor, checked: style.good(glyphs.ticked), unchecked: glyphs.open },
    style: {
      message: (text: string) => text,
      answer: style.accent,
      error: (text: string) => style.bad(`${glyphs.fault} ${text}`),
      defaultAnswer: (text: string) => style.dim(`(${text})`),
      help: style.dim,
      highlight: style.accent,
      key: style.bold,
      description: style.dim,
      disabled: style.dim,
      confirmDefault: (text: string) => text.toUpperCase(),
      keysHelpTip: (keys: readonly (readonly [string, string])[]) =>
        style.dim(
          [...keys, ['esc', onEscape] as const]
            .map(([key, does]) => `${names[key] ?? key} ${does}`)
            .join(` ${glyphs.dot} `),
        ),
    },
  };
}

/** A fault in as many lines as it takes. */
export function refusalText(fault: string, columns: number, { style, glyphs }: Look): string {
  const [first = '', ...more] = wrapped(glyphs.shown(fault), columns - 1, '    ');
  return [`  ${glyphs.fault} ${first.trimStart()}`, ...more].map(style.bad).join('\n');
}
