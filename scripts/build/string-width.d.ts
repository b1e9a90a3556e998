export default function stringWidth(
  text: string,
  options?: { readonly countAnsiEscapeCodes?: boolean },
): number;
