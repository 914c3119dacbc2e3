/* The ufuncs: their signatures, their loops and their dtype rules. */
#include "loops.h"
#include "settings.h"

enum {
    MAX_OPERANDS = 6
};

typedef struct description {
    const char *name;
    const char *signature;
    int inputs; /* the settings included */
    int outputs;
    int output_is_f64; /* for f32 input too */
    PyArrayMethod_StridedLoop *loop_f64;
    PyArrayMethod_StridedLoop *loop_f32;
} description;

static const description descriptions[] = {
    {"entropy", "(n)," SETTINGS_DIMENSION "->()", 2, 1, 0, entropy_loop_f64, entropy_loop_f32},
    {"divergence", "(n),(n)," SETTINGS_DIMENSION "->()", 3, 1, 0, divergence_loop_f64, divergence_loop_f32},
    {"entropy_elements", "(n)," SETTINGS_DIMENSION "->(n)", 2, 1, 0, entropy_elements_loop_f64,
     entropy_elements_loop_f32},
    {"divergence_elements", "(n),(n)," SETTINGS_DIMENSION "->(n)", 3, 1, 0, divergence_elements_loop_f64,
     divergence_elements_loop_f32},
    {"family_rows", "(n),(n),(n),(n)," SETTINGS_DIMENSION "->()", 5, 1, 0, family_rows_loop_f64, family_rows_loop_f32},
    {"family_rows_standard", "(n),(n)," SETTINGS_DIMENSION "->()", 3, 1, 0, family_rows_standard_loop_f64,
     family_rows_standard_loop_f32},
    {"log_ratio", "(n)," SETTINGS_DIMENSION "->(),()", 2, 2, 1, log_ratio_loop_f64, log_ratio_loop_f32},
};

static int add_loop(PyObject *ufunc, const description *from, PyArray_DTypeMeta *real,
                    PyArrayMethod_StridedLoop *loop) {
    PyArray_DTypeMeta *dtypes[MAX_OPERANDS];
    for (int i = 0; i < from->inputs + from->outputs; i++) {
        const int is_settings = i == from->inputs - 1;
        const int is_output = i >= from->inputs;
        dtypes[i] = is_settings || (is_output && from->output_is_f64) ? &PyArray_DoubleDType : real;
    }
    PyType_Slot slots[] = {{NPY_METH_strided_loop, (void *)loop}, {0, NULL}};
    PyArrayMethod_Spec spec = {
        .name = from->name,
        .nin = from->inputs,
        .nout = from->outputs,
        .casting = NPY_NO_CASTING,
        .dtypes = dtypes,
        .slots = slots,
    };
    return PyUFunc_AddLoopFromSpec(ufunc, &spec);
}

static int fits_f32(const PyArray_DTypeMeta *dtype) {
    return dtype == &PyArray_HalfDType || dtype == &PyArray_FloatDType;
}

/* Python's own numbers have no dtype: they take that of the arrays they meet. */
static int is_weak(const PyArray_DTypeMeta *dtype) {
    return dtype == &PyArray_PyFloatDType || dtype == &PyArray_PyLongDType;
}

static int fits_f64(const PyArray_DTypeMeta *dtype) {
    return fits_f32(dtype) || is_weak(dtype) || dtype == &PyArray_DoubleDType || dtype == &PyArray_BoolDType ||
           (dtype->type_num >= NPY_BYTE && dtype->type_num <= NPY_ULONGLONG);
}

/* f32 for float16 and float32, f64 for float64, integers, bools and mixtures. Nothing else is a number here. */
static int promote(PyObject *object, PyArray_DTypeMeta *const given[], PyArray_DTypeMeta *const signature[],
                   PyArray_DTypeMeta *promoted[]) {
    const PyUFuncObject *ufunc = (const PyUFuncObject *)object;
    int strong = 0, single = 1;
    for (int i = 0; i < ufunc->nin - 1; i++) {
        if (!fits_f64(given[i])) {
            return -1;
        }
        strong += !is_weak(given[i]);
        single = single && (fits_f32(given[i]) || is_weak(given[i]));
    }
    PyArray_DTypeMeta *real = single && strong > 0 ? &PyArray_FloatDType : &PyArray_DoubleDType;
    for (int i = 0; i < ufunc->nargs; i++) {
        PyArray_DTypeMeta *dtype = i < ufunc->nin - 1 ? real : i < ufunc->nin ? &PyArray_DoubleDType : signature[i];
        Py_XINCREF(dtype);
        promoted[i] = dtype;
    }
    return 0;
}

/* Applies `promote` to every dtype that no loop takes as it is. */
static int add_promoter(PyObject *ufunc, const description *from) {
    PyObject *capsule = PyCapsule_New((void *)&promote, "numpy._ufunc_promoter", NULL);
    PyObject *dtypes = PyTuple_New(from->inputs + from->outputs);
    int result = -1;
    if (capsule != NULL && dtypes != NULL) {
        for (int i = 0; i < from->inputs + from->outputs; i++) {
            PyObject *dtype = i < from->inputs ? (PyObject *)&PyArrayDescr_Type : Py_None;
            PyTuple_SET_ITEM(dtypes, i, Py_NewRef(dtype));
        }
        result = PyUFunc_AddPromoter(ufunc, dtypes, capsule);
    }
    Py_XDECREF(dtypes);
    Py_XDECREF(capsule);
    return result;
}

static PyObject *new_ufunc(const description *from) {
    PyObject *ufunc = PyUFunc_FromFuncAndDataAndSignature(NULL, NULL, NULL, 0, from->inputs, from->outputs,
                                                          PyUFunc_None, from->name, NULL, 0, from->signature);
    if (ufunc == NULL) {
        return NULL;
    }
    if (add_loop(ufunc, from, &PyArray_DoubleDType, from->loop_f64) < 0 ||
        add_loop(ufunc, from, &PyArray_FloatDType, from->loop_f32) < 0 || add_promoter(ufunc, from) < 0) {
        Py_DECREF(ufunc);
        return NULL;
    }
    return ufunc;
}

int add_ufuncs(PyObject *module) {
    for (size_t i = 0; i < sizeof descriptions / sizeof *descriptions; i++) {
        PyObject *ufunc = new_ufunc(&descriptions[i]);
        if (ufunc == NULL) {
            return -1;
        }
        const int status = PyModule_AddObjectRef(module, descriptions[i].name, ufunc);
        Py_DECREF(ufunc);
        if (status < 0) {
            return -1;
        }
    }
    return 0;
}
