/** A clock that stands unless it is moved, in milliseconds; the first instant of 2024-05-09 UTC unless another is given. */
export function handClock(at = Date.UTC(2024, 4, 9)) {
  const clock = { at, now: () => clock.at };
  return clock;
}
