/**
 * Text as it may be stored: without NUL and other control characters (PostgreSQL refuses NUL; the masks use a few of them as marks), lone
 * surrogates replaced, line ends made one kind.
 */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // Invisible characters between digits would hide a number from the masks.
      .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
  );
}
