/** A matrix of small numbers, a byte each: row r, column c is `bytes[r × columns + c] × scales[r]`. A quarter of the memory. */
export interface ByteMatrix {
  readonly bytes: Int8Array;
  readonly scales: Float32Array;
}

const MOST = 127;

/** @param weights row by row; its length is a multiple of `columns` */
export function toByteMatrix(weights: Float32Array, columns: number): ByteMatrix {
  const rows = columns > 0 ? weights.length / columns : 0;
  const bytes = new Int8Array(weights.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    let largest = 0;
    for (let c = 0; c < columns; c++) largest = Math.max(largest, Math.abs(weights[start + c] as number));
    const scale = largest / MOST;
    scales[row] = scale;
    for (let c = 0; c < columns; c++)
      bytes[start + c] = scale > 0 ? Math.round((weights[start + c] as number) / scale) : 0;
  }
  return { bytes, scales };
}

/** target += factor × the matrix's row. */
export function addByteRow(target: Float32Array, { bytes, scales }: ByteMatrix, row: number, factor: number): void {
  const scaled = factor * (scales[row] ?? 0);
  const start = row * target.length;
  for (let c = 0; c < target.length; c++) target[c] = (target[c] as number) + scaled * (bytes[start + c] as number);
}
