import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import type { Keys } from './keys.ts';
import type { Prompter } from './loop.ts';
import { type Look, promptOnce, refusalText } from './prompts.ts';
import { answerText, fitted } from './text.ts';

/** Asks at a terminal, and keeps what was answered in view. */
export function terminalPrompter(keys: Keys, output: NodeJS.WriteStream, look: Look): Prompter {
  const { style, glyphs } = look;
  let columns = output.columns;
  const line = (text: string): number => {
    output.write(`${fitted(text, output.columns || 80, glyphs.more)}\n`);
    return 1;
  };
  return {
    ask: (asked) => promptOnce(asked, keys, output, look),
    heading: (text) => line('') + line(style.bold(style.accent(glyphs.shown(text)))),
    settled: (question, answer) =>
      line(
        `${style.good(glyphs.done)} ${glyphs.shown(question.title)} ${style.accent(glyphs.shown(answerText(question, answer)))}`,
      ),
    refuse(_, fault) {
      const text = refusalText(fault, output.columns || 80, look);
      output.write(`${text}\n`);
      return text.split('\n').length;
    },
    erase(lines) {
      // In another width what was written may take other lines than it did.
      const isStill = columns === output.columns;
      columns = output.columns;
      if (lines === 0 || !isStill) return;
      moveCursor(output, 0, -lines);
      cursorTo(output, 0);
      clearScreenDown(output);
    },
  };
}
