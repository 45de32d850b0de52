import type { TextSink } from '../delimited/plainLines';

/*
 * Scripts that hold data: `const comments = [...];`, `module.exports = {...}`, `export default [...]`, and the exports
 * of X (`window.YTD.tweets.part0 = [...]`). What is before the value becomes blanks, so that lines and columns keep
 * their numbers.
 */

const ASSIGNMENT =
  /^\s*(?:(?:export\s+)?(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$]*(?:\.[\w$]+|\[[\w"']{1,40}\]){0,8}\s*=|export\s+default)\s*(?=[[{])/;

/** Most characters before the value. */
const LONGEST = 500;

/** Whether a text begins as a script that assigns a list or an object to a variable. */
export function isAssigned(text: string): boolean {
  return ASSIGNMENT.test(text.slice(0, LONGEST));
}

/**
 * A text with blanks for what is before the value, if it is such a script.
 * @param complete `text` is the whole, and ends without its semicolon.
 */
export function unassigned(text: string, complete: boolean): string {
  const found = ASSIGNMENT.exec(text.slice(0, LONGEST))?.[0];
  if (found === undefined) return text;
  const value = text.slice(found.length);
  return found.replace(/\S/g, ' ') + (complete ? value.replace(/;\s*$/, '') : value);
}

/** A sink for the text of such a script. */
export function withoutAssignment(values: TextSink): TextSink {
  let beginning: string | null = '';
  let held = ''; // a semicolon and the blanks after it: left out if nothing else follows
  const push = (text: string) => {
    const all = held + text;
    const end = all.trimEnd();
    const from = end.endsWith(';') ? end.length - 1 : all.length;
    held = all.slice(from);
    values.push(all.slice(0, from));
  };
  return {
    push(text) {
      if (beginning === null) return push(text);
      beginning += text;
      if (beginning.length < LONGEST) return;
      push(unassigned(beginning, false));
      beginning = null;
    },
    end() {
      if (beginning !== null) push(unassigned(beginning, false));
      values.end();
    },
  };
}
