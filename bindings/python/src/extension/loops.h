/* The inner loops of the ufuncs, one per shape of computation and dtype. */
#ifndef KULLBACK_EXTENSION_LOOPS_H
#define KULLBACK_EXTENSION_LOOPS_H

#include "extension.h"

PyArrayMethod_StridedLoop entropy_loop_f64, entropy_loop_f32;
PyArrayMethod_StridedLoop divergence_loop_f64, divergence_loop_f32;
PyArrayMethod_StridedLoop entropy_elements_loop_f64, entropy_elements_loop_f32;
PyArrayMethod_StridedLoop divergence_elements_loop_f64, divergence_elements_loop_f32;
PyArrayMethod_StridedLoop family_rows_loop_f64, family_rows_loop_f32;
PyArrayMethod_StridedLoop family_rows_standard_loop_f64, family_rows_standard_loop_f32;
PyArrayMethod_StridedLoop log_ratio_loop_f64, log_ratio_loop_f32;

#endif
