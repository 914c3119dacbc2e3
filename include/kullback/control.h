/*
 * Weights of a KL term while a model is trained: schedules, controllers, and the step of a trust region.
 *
 * Functions are pure: a schedule depends on nothing but the step, a controller's next weight on nothing but its
 * arguments. Each takes `error`, NULL or where to say which argument was at fault; KULLBACK_ERROR_PARAMETER if one is
 * outside its domain, NaN included. Nothing is written then.
 */
#ifndef KULLBACK_CONTROL_H
#define KULLBACK_CONTROL_H

#include "status.h"

KULLBACK_BEGIN_DECLARATIONS

/* ---- Schedules ---- */

/* How the weight goes from start to end: start + (end - start) f(x), x the part of the ramp that is done. */
typedef int32_t kullback_schedule_shape;
enum {
    KULLBACK_LINEAR = 10, /* f = x */
    KULLBACK_COSINE = 20, /* f = (1 - cos(pi x)) / 2 */
    /*
     * f = 1 / (1 + exp(-k (x - 1/2))), k = steepness (Bowman et al. 2016). It starts at 1 / (1 + exp(k / 2)), and,
     * unless there are cycles, goes on after `steps`, towards `end`. Of the step, its slope is k / steps.
     */
    KULLBACK_SIGMOID = 30
};

/*
 * A schedule. 0 in cycles, ratio and steepness means the default.
 *
 * Without cycles the weight rises (or falls) once, over the first ratio * steps steps, and then stays `end`. With
 * M = cycles (cyclical annealing, Fu et al. 2019) that is repeated M times: of each steps / M steps, the weight rises
 * over the first part, `ratio` of them, and is `end` in the rest; after `steps` it stays `end`.
 */
typedef struct kullback_schedule {
    kullback_schedule_shape shape;
    int32_t reserved; /* 0 */
    double start;     /* at least 0 and finite, as `end` */
    double end;
    uint64_t steps;   /* at least 1; steps * max(cycles, 1) < 2^53 */
    uint64_t cycles;  /* default 0: none */
    double ratio;     /* in (0, 1]; default 1, and 1/2 with cycles */
    double steepness; /* of the sigmoid: positive and finite; default 12, as Fu et al.; others ignore it */
} kullback_schedule;

/* The weight at `step`, from 0. Relative error at most 1e-15 of the larger of start and end. */
kullback_status kullback_schedule_weight(const kullback_schedule *schedule, uint64_t step, kullback_error *error,
                                         double *result);

/* ---- Controllers: the next weight of a penalty, from the KL that the last one led to ----
 *
 * `weight` is positive and finite, and so is `target`. `kl` is a divergence, or an estimate, which may be negative;
 * +inf counts as far too large; NaN is an error. A fixed controller is a weight.
 */

/*
 * Adaptive, proportional in the logarithm (Ziegler et al. 2019): weight (1 + e n_steps / horizon), with
 * e = kl / target - 1 limited to [-clip, clip]. `clip` 0 is the default, 0.2. n_steps is positive, `horizon` more than
 * clip * n_steps, without which weights could become negative.
 */
kullback_status kullback_adaptive_weight(double weight, double kl, double target, double horizon, double n_steps,
                                         double clip, kullback_error *error, double *result);

/* PPO's penalty (Schulman et al. 2017): weight / 2 if kl < target / 1.5, 2 weight if kl > 1.5 target, else weight. */
kullback_status kullback_ppo_weight(double weight, double kl, double target, kullback_error *error, double *result);

/* ---- Trust region: the largest step whose divergence is at most a bound ---- */

/*
 * The length s of a step along x for which the quadratic model s^2 x'Hx / 2 of the divergence is `bound`:
 * sqrt(2 bound / curvature), curvature = x'Hx (Schulman et al. 2015). Both are positive; a bound is finite.
 */
kullback_status kullback_maximal_step(double bound, double curvature, kullback_error *error, double *result);

/*
 * Evaluates the step shortened to `fraction`: its divergence to *kl, and, if there is a loss to improve, by how much it
 * does to *improvement, which is +inf until written. Returns 0, or another number to stop.
 */
typedef int32_t (*kullback_step_evaluation)(void *user, double fraction, double *kl, double *improvement);

typedef struct kullback_line_search {
    double fraction; /* of the step to take; 0 if none was accepted */
    double kl;       /* at the last fraction tried, as is improvement */
    double improvement;
    uint64_t tries;   /* evaluations */
    int32_t accepted; /* 0 if no fraction was: the step is not to be taken */
    int32_t reserved; /* 0 */
} kullback_line_search;

/*
 * Backtracking (Schulman et al. 2015): the first of the fractions 1, shrink, shrink^2 ... with kl <= bound and
 * improvement > 0, among `max_tries`. NaN, in either, is not accepted. `shrink` in (0, 1), 0 for the default of 1/2;
 * `max_tries` 0 is the default of 10; `bound` is at least 0. `user` is handed on as it is.
 *
 * Errors: KULLBACK_ERROR_CALLBACK (KULLBACK_ARGUMENT_EVALUATE) with what `evaluate` returned, if that is not 0.
 */
kullback_status kullback_backtrack(kullback_step_evaluation evaluate, void *user, double bound, double shrink,
                                   uint64_t max_tries, kullback_error *error, kullback_line_search *result);

KULLBACK_END_DECLARATIONS

#endif
