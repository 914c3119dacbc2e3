/*
 * Tiles of matrices (matrices.h), and the inner loops of triangular solutions and Cholesky factors. They are in C
 * because a tile's sums must stay in registers.
 *
 * A row of a tile is a few vectors; what multiplies it is a vector of eight matrices' elements, or one element for all
 * lanes. Every sum runs over k from the first to the last, whatever the size of a tile: its bits are the same
 * everywhere.
 */
#ifndef KULLBACK_TILES_H
#define KULLBACK_TILES_H

#include <stddef.h>

#include "lanes.h"
#include "matrices.h"

enum {
    tile_rows = 6
};

/* Sums in registers, three vectors of which two are broadcast: 6 x 3 of 32 registers, or 6 x 2 of 16. */
#if NATIVE_LANES == 8
#define TILE_VECTORS 3
#else
#define TILE_VECTORS 2
#endif

typedef struct {
    native_t sums[tile_rows][TILE_VECTORS];
} tile_t;

#define TILE_FUNCTION static inline __attribute__((always_inline, unused))

TILE_FUNCTION native_t tile_vector(const double *from) {
    native_t vector;
    __builtin_memcpy(&vector, from, sizeof vector);
    return vector;
}

/* What multiplies rows: an element of each of the interleaved matrices, or the one of a large matrix. */
TILE_FUNCTION native_t tile_coefficient(const double *from, ptrdiff_t lanes) {
    return lanes == 1 ? (native_t)(*from) : tile_vector(from);
}

/* Between the vectors of a row. */
TILE_FUNCTION ptrdiff_t tile_step(ptrdiff_t lanes) {
    return lanes == 1 ? NATIVE_LANES : lanes;
}

/* tile = x - sum over k < count of a(k, i) b(k, j); all three have rows `stride` apart. */
TILE_FUNCTION tile_t tile_remainder(const double *a, const double *b, const double *x, ptrdiff_t count,
                                    ptrdiff_t stride, ptrdiff_t lanes) {
    tile_t tile;
#pragma unroll
    for (int i = 0; i < tile_rows; i++)
#pragma unroll
        for (int j = 0; j < TILE_VECTORS; j++)
            tile.sums[i][j] = tile_vector(x + i * stride + j * tile_step(lanes));
#pragma nounroll
    for (ptrdiff_t k = 0; k < count; k++, a += stride, b += stride) {
        native_t row[TILE_VECTORS];
#pragma unroll
        for (int j = 0; j < TILE_VECTORS; j++)
            row[j] = tile_vector(b + j * tile_step(lanes));
#pragma unroll
        for (int i = 0; i < tile_rows; i++) {
            const native_t coefficient = tile_coefficient(a + i * lanes, lanes);
#pragma unroll
            for (int j = 0; j < TILE_VECTORS; j++) {
                const native_t product = coefficient * row[j];
                tile.sums[i][j] = tile.sums[i][j] - product;
            }
        }
    }
    return tile;
}

/* The tile's rows, less what the ones above contribute through the block, times the reciprocals of its diagonal. */
TILE_FUNCTION tile_t tile_solution(tile_t tile, const double *block, ptrdiff_t stride, const double *reciprocals,
                                   ptrdiff_t lanes) {
#pragma unroll
    for (int i = 0; i < tile_rows; i++) {
#pragma unroll
        for (int k = 0; k < i; k++) {
            const native_t coefficient = tile_coefficient(block + k * stride + i * lanes, lanes);
#pragma unroll
            for (int j = 0; j < TILE_VECTORS; j++) {
                const native_t product = coefficient * tile.sums[k][j];
                tile.sums[i][j] = tile.sums[i][j] - product;
            }
        }
        const native_t reciprocal = tile_coefficient(reciprocals + i * lanes, lanes);
#pragma unroll
        for (int j = 0; j < TILE_VECTORS; j++)
            tile.sums[i][j] = tile.sums[i][j] * reciprocal;
    }
    return tile;
}

TILE_FUNCTION void tile_store(tile_t tile, double *x, ptrdiff_t stride, ptrdiff_t lanes) {
#pragma unroll
    for (int i = 0; i < tile_rows; i++)
#pragma unroll
        for (int j = 0; j < TILE_VECTORS; j++)
            __builtin_memcpy(x + i * stride + j * tile_step(lanes), &tile.sums[i][j], sizeof(native_t));
}

/* x -= sum over k < count of a(k, i) b(k, j). */
TILE_FUNCTION void tile_reduce(const double *a, const double *b, double *x, ptrdiff_t count, ptrdiff_t stride,
                               ptrdiff_t lanes) {
    tile_store(tile_remainder(a, b, x, count, stride, lanes), x, stride, lanes);
}

/* The same, and then solved for the rows. */
TILE_FUNCTION void tile_solve(const double *a, const double *b, double *x, ptrdiff_t count, const double *block,
                              ptrdiff_t block_stride, const double *reciprocals, ptrdiff_t stride, ptrdiff_t lanes) {
    const tile_t remainder = tile_remainder(a, b, x, count, stride, lanes);
    tile_store(tile_solution(remainder, block, block_stride, reciprocals, lanes), x, stride, lanes);
}

/*
 * The upper factor of a diagonal block in place, x = U^T U, and the reciprocals of its diagonal. With offset 1 it is
 * x + 1 = (U + 1)^T (U + 1) for which U is sought: u = e / (1 + sqrt(1 + e)) does not cancel where x is small.
 */
TILE_FUNCTION void tile_factor(double *block, double *reciprocals, ptrdiff_t stride, ptrdiff_t lanes, double offset,
                               const double *tolerances, double first_index, kernel_pivots *pivots, ptrdiff_t lane) {
    const size_t size = lanes == 1 ? sizeof(double) : sizeof(native_t);
    native_t u[tile_rows][tile_rows];
    native_t index = tile_coefficient(pivots->index + lane, lanes);
    native_t value = tile_coefficient(pivots->value + lane, lanes);
#pragma nounroll
    for (int i = 0; i < tile_rows; i++) {
        for (int j = i; j < tile_rows; j++) {
            native_t sum = tile_coefficient(block + i * stride + j * lanes, lanes);
            for (int k = 0; k < i; k++) {
                const native_t product = u[k][i] * u[k][j];
                sum = sum - product;
            }
            u[i][j] = sum;
        }
        const native_t pivot = u[i][i] + offset;
        const native_bits_t fails = (native_bits_t)(pivot <= tile_coefficient(tolerances + i * lanes, lanes));
        const native_bits_t is_first = fails & (native_bits_t)(index < 0);
        const native_t root = __builtin_elementwise_sqrt(fails ? (native_t)(1.0) : pivot);
        value = is_first ? pivot : value;
        index = is_first ? (native_t)(first_index + i) : index;
        u[i][i] = offset == 0 ? root : u[i][i] / (1 + root);
        const native_t reciprocal = 1 / (u[i][i] + offset);
        __builtin_memcpy(reciprocals + i * lanes, &reciprocal, size);
        for (int j = i + 1; j < tile_rows; j++)
            u[i][j] = u[i][j] * reciprocal;
        for (int j = i; j < tile_rows; j++)
            __builtin_memcpy(block + i * stride + j * lanes, &u[i][j], size);
    }
    __builtin_memcpy(pivots->index + lane, &index, size);
    __builtin_memcpy(pivots->value + lane, &value, size);
}

#endif
