/**
 * A sparse matrix in compressed sparse row form. Row r holds `indices[indptr[r] .. indptr[r + 1])`, columns ascending
 * and distinct within a row, and `values` is parallel to it.
 */
export interface CsrMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Length rows + 1. */
  readonly indptr: Uint32Array<ArrayBuffer>;
  /** This and `values` may be in memory that threads share. */
  readonly indices: Uint32Array;
  /** float32: half the memory traffic of float64, and 6e-8 relative is well inside the solvers' tolerance. */
  readonly values: Float32Array;
}
