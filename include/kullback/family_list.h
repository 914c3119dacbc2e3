/*
 * The families of univariate distributions, with their parameters in PyTorch's names and order. Parameters that are not
 * said to be otherwise are finite; scales, rates, shapes and concentrations are positive.
 */
#ifndef KULLBACK_FAMILY_LIST_H
#define KULLBACK_FAMILY_LIST_H

#include <stdint.h>

/* X(name, number): the parameters. Bindings make their lists of families from this one. */
#define KULLBACK_FOR_EACH_FAMILY(X)                                                                                    \
    X(NORMAL, 10)                /* loc, scale: mean, standard deviation */                                            \
    X(NORMAL_LOG_VARIANCE, 20)   /* loc, log_var: mean, logarithm of the variance */                                   \
    X(EXPONENTIAL, 30)           /* rate */                                                                            \
    X(GAMMA, 40)                 /* concentration, rate */                                                             \
    X(CHI2, 50)                  /* df: degrees of freedom */                                                          \
    X(CHI, 60)                   /* df */                                                                              \
    X(INVERSE_GAMMA, 70)         /* concentration, rate: 1 / x is Gamma */                                             \
    X(BETA, 80)                  /* concentration1, concentration0 */                                                  \
    X(KUMARASWAMY, 90)           /* concentration1, concentration0 */                                                  \
    X(WEIBULL, 100)              /* scale, concentration */                                                            \
    X(GUMBEL, 110)               /* loc, scale */                                                                      \
    X(MOYAL, 120)                /* loc, scale */                                                                      \
    X(PARETO, 130)               /* scale, alpha */                                                                    \
    X(LOG_NORMAL, 140)           /* loc, scale, of the logarithm */                                                    \
    X(HALF_NORMAL, 150)          /* scale */                                                                           \
    X(INVERSE_GAUSSIAN, 160)     /* loc (the mean), concentration */                                                   \
    X(POISSON, 170)              /* rate */                                                                            \
    X(BERNOULLI, 180)            /* probs, in [0, 1] */                                                                \
    X(BERNOULLI_LOGITS, 190)     /* logits, which may be infinite */                                                   \
    X(BINOMIAL, 200)             /* total_count (an integer >= 0), probs */                                            \
    X(GEOMETRIC, 210)            /* probs, in (0, 1]: failures before a success */                                     \
    X(NEGATIVE_BINOMIAL, 220)    /* total_count, probs in [0, 1): successes before as many failures */                 \
    X(LAPLACE, 230)              /* loc, scale */                                                                      \
    X(LOGISTIC, 240)             /* loc, scale */                                                                      \
    X(CAUCHY, 250)               /* loc, scale */                                                                      \
    X(LOGIT_NORMAL, 260)         /* loc, scale, of the logit */                                                        \
    X(UNIFORM, 270)              /* low < high */                                                                      \
    X(LOG_UNIFORM, 280)          /* 0 < low < high */                                                                  \
    X(CONTINUOUS_BERNOULLI, 290) /* probs, in (0, 1) */                                                                \
    X(VON_MISES, 300)            /* loc (an angle), concentration >= 0 */

typedef int32_t kullback_family;
#define KULLBACK_FAMILY_ENUMERATOR(name, number) KULLBACK_##name = number,
enum {
    KULLBACK_FOR_EACH_FAMILY(KULLBACK_FAMILY_ENUMERATOR)
};
#undef KULLBACK_FAMILY_ENUMERATOR

#endif
