// The cursor is shown again by who hides it, the screen or the terminal guard. This library would write to the terminal while
// the process exits, which a full terminal never takes.
export default () => undefined;
