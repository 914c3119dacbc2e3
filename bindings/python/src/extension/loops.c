/*
 * NumPy hands a loop its batch as pointers and byte strides, without the GIL; the library takes the same
 * batch as it is. NumPy makes aligned copies where an operand is not, so strides are whole elements.
 */
#include "loops.h"

#include <fenv.h>

#include "settings.h"

/*
 * The loop's return value. Takes the GIL only to raise. NumPy would turn floating-point flags into
 * warnings, but infinity and NaN are answers here.
 */
static int finish(const call *self, kullback_status status) {
    feclearexcept(FE_ALL_EXCEPT);
    if (status == KULLBACK_OK) {
        return 0;
    }
    NPY_ALLOW_C_API_DEF
    NPY_ALLOW_C_API;
    raise_error(&self->error);
    NPY_DISABLE_C_API;
    return -1;
}

/* The whole outcome of a loop that ran out of memory before it could call the library. */
static int out_of_memory(call *self) {
    self->error.status = KULLBACK_ERROR_OUT_OF_MEMORY;
    return finish(self, KULLBACK_ERROR_OUT_OF_MEMORY);
}

#define REAL double
#define TYPED(name) name##_f64
#include "loops_template.h"
#undef REAL
#undef TYPED

#define REAL float
#define TYPED(name) name##_f32
#include "loops_template.h"
#undef REAL
#undef TYPED
