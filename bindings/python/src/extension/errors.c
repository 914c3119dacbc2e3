/* Statuses of the library as Python exceptions. */
#include "extension.h"

/*
 * Carries (status, argument, index, value, message, row) of one call to the library. It is no public
 * exception: the row may be that of an inner loop, which may see the batch in parts and in another order.
 */
static PyObject *core_error;

static PyObject *index_of(const kullback_error *error) {
    if (error->index == KULLBACK_WHOLE_ROW) {
        Py_RETURN_NONE;
    }
    return PyLong_FromSize_t(error->index);
}

static PyObject *message_of(const kullback_error *error) {
    char text[512];
    size_t length = kullback_error_message(error, text, sizeof text);
    if (length >= sizeof text) {
        length = sizeof text - 1;
    }
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)length, "replace");
}

int raise_error(const kullback_error *error) {
    if (error->status == KULLBACK_ERROR_OUT_OF_MEMORY) {
        PyErr_NoMemory();
        return -1;
    }
    PyObject *details = Py_BuildValue("(iiNdNn)", (int)error->status, (int)error->argument, index_of(error),
                                      error->value, message_of(error), (Py_ssize_t)error->row);
    if (details != NULL) {
        PyErr_SetObject(core_error, details);
        Py_DECREF(details);
    }
    return -1;
}

PyObject *outcome(kullback_status status, const kullback_error *error) {
    if (status == KULLBACK_OK) {
        Py_RETURN_NONE;
    }
    if (status == KULLBACK_ERROR_OUT_OF_MEMORY) {
        return PyErr_NoMemory();
    }
    return Py_BuildValue("(iinNdN)", (int)error->status, (int)error->argument, (Py_ssize_t)error->row, index_of(error),
                         error->value, message_of(error));
}

int add_errors(PyObject *module) {
    core_error = PyErr_NewException("kullback._core.CoreError", PyExc_Exception, NULL);
    return PyModule_AddObjectRef(module, "CoreError", core_error);
}
