/*
 * Inequalities between divergences of the same two distributions p and q. D is D(p || q), V the total variation (0 to
 * 1), H the squared Hellinger distance (0 to 1), C Pearson's chi-squared, and JS the Jensen-Shannon divergence of
 * weight 1/2, as in discrete.h. H <= V and JS <= log 2 need no function.
 */
#ifndef KULLBACK_BOUNDS_H
#define KULLBACK_BOUNDS_H

#include "options.h"

KULLBACK_BEGIN_DECLARATIONS

typedef int32_t kullback_bound;
enum {
    /* V <= ... of D */
    KULLBACK_TV_FROM_KL_PINSKER = 110,           /* sqrt(D / 2), at most 1 (Pinsker 1960, Csiszar 1967) */
    KULLBACK_TV_FROM_KL_BRETAGNOLLE_HUBER = 120, /* sqrt(1 - exp(-D)) (Bretagnolle & Huber 1979) */
    KULLBACK_TV_FROM_KL = 130,                   /* the smaller of both */
    KULLBACK_TV_FROM_KL_SHARP = 140,             /* attained by two outcomes (Fedotov, Harremoes & Topsoe 2003) */
    KULLBACK_TV_FROM_SQUARED_HELLINGER = 150,    /* sqrt(H (2 - H)) of H (Le Cam 1986) */

    /* D >= ... of V */
    KULLBACK_KL_FROM_TV_PINSKER = 210,           /* 2 V^2 */
    KULLBACK_KL_FROM_TV_BRETAGNOLLE_HUBER = 220, /* -log(1 - V^2) */
    KULLBACK_KL_FROM_TV_VAJDA = 230,             /* log((1 + V) / (1 - V)) - 2 V / (1 + V) (Vajda 1970) */
    KULLBACK_KL_FROM_TV_SHARP = 240,             /* attained by two outcomes; the inverse of 140 */
    KULLBACK_KL_FROM_SQUARED_HELLINGER = 250,    /* D >= -2 log(1 - H) of H */
    KULLBACK_KL_FROM_PEARSON_CHI2 = 260,         /* D <= log(1 + C) of C (Gibbs & Su 2002) */

    KULLBACK_SQUARED_HELLINGER_FROM_TV = 310, /* H >= V^2 / (1 + sqrt(1 - V^2)) of V; the inverse of 150 */
    KULLBACK_SQUARED_HELLINGER_FROM_KL = 320, /* H <= 1 - exp(-D / 2) of D; the inverse of 250 */
    KULLBACK_JS_UPPER_FROM_TV = 410,          /* JS <= V log 2 (Lin 1991) */
    KULLBACK_JS_LOWER_FROM_TV = 420,          /* JS >= ((1 + V) log(1 + V) + (1 - V) log(1 - V)) / 2 (Topsoe 2000) */
    KULLBACK_PEARSON_CHI2_FROM_KL = 510       /* C >= exp(D) - 1 of D; the inverse of 260 */
};

/*
 * The bound that each of `count` numbers x gives; `result` may be `x`. D and JS, given and returned, are in nats, or in
 * the unit of options.base. Of the options, `base` and `error` apply; others that are not at their defaults are
 * KULLBACK_ERROR_OPTION. NaN gives NaN. Relative error at most 1e-14, near 0 too.
 *
 * Errors: KULLBACK_ERROR_PARAMETER for an x that is negative, or that for V and H is above 1.
 */
kullback_status kullback_bound_f64(kullback_bound bound, const double *x, size_t count, const kullback_options *options,
                                   double *result);

/*
 * The other way: D <= log(1 + 2 V^2 / q_min), q_min the smallest probability of q (Sason 2015), for each of `count`
 * pairs V = x[i] and q_min[i]. 0 for V = 0, else +inf for q_min = 0. As above in all else.
 */
kullback_status kullback_kl_from_tv_f64(const double *x, const double *q_min, size_t count,
                                        const kullback_options *options, double *result);

KULLBACK_END_DECLARATIONS

#endif
