/* Linkage of the public functions. */
#ifndef KULLBACK_EXPORT_H
#define KULLBACK_EXPORT_H

#ifdef __cplusplus
#define KULLBACK_BEGIN_DECLARATIONS extern "C" {
#define KULLBACK_END_DECLARATIONS }
#else
#define KULLBACK_BEGIN_DECLARATIONS
#define KULLBACK_END_DECLARATIONS
#endif

#endif
