/** What programs take a terminal for whose size is not known. */
const usual = { columns: 80, rows: 24 };

/** A terminal as Node has it, with the size that it read last. */
type Sized = Pick<NodeJS.WriteStream, 'columns' | 'rows' | 'on'>;

/**
 * Gives a terminal the usual size while it says that it has none: those of `docker exec -t`, expect and a serial line do, some
 * until a moment later. To be called before anyone listens for its size.
 */
export function assumeUsualSize(terminal: Sized): void {
  const assume = () => {
    if (terminal.columns === 0) terminal.columns = usual.columns;
    if (terminal.rows === 0) terminal.rows = usual.rows;
  };
  assume();
  terminal.on('resize', assume);
}
