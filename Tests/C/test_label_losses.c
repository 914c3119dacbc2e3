/* Losses of labels, distillation, decoupled KL and log softmax, against mpmath at 60 digits. */
#include "support/check.h"
#include "support/typed.h"

enum {
    COUNT = 4
};

static const double x_row[COUNT] = {1.5, -0.25, 0.5, -2.0}, y_row[COUNT] = {-0.5, 0.75, 1.0, 0.25};

static kullback_typed_rows row_of(void *room, const double *row, kullback_type type, double temperature) {
    for (int i = 0; i < COUNT; i++) {
        put_number(room, type, i, row[i]);
    }
    return typed_rows(room, type, KULLBACK_LOGITS, 1, COUNT, temperature);
}

static void check_near(double got, double expected, double size, const char *what) {
    if (!check_that(fabs(got - expected) <= 1e-14 * fabs(size), what, __FILE__, __LINE__)) {
        printf("    got %.17g, expected %.17g\n", got, expected);
    }
}

static void check_row(const double *got, const double *expected, const char *what) {
    for (int i = 0; i < COUNT; i++) {
        check_near(got[i], expected[i], 1, what);
    }
}

/* -(1 - s) log q[l] - s / 4 sum log q, and q_j - (1 - s) [j = l] - s / 4. */
static void test_labels(void) {
    static const struct {
        int64_t label;
        double smoothing, value, gradient[COUNT];
    } cases[] = {
        {0,
         0,
         0.4522537582311675463414,
         {-0.3638072898966980703267, 0.1105537160290766195347, 0.2340422186701481213447, 0.01921135519747332944739}},
        {2,
         0.125,
         1.522566258231167546341,
         {0.6049427101033019296733, 0.07930371602907661953466, -0.6722077813298518786553, -0.01203864480252667055261}},
        {3,
         1,
         2.014753758231167546341,
         {0.3861927101033019296733, -0.1394462839709233804653, -0.01595778132985187865532, -0.2307886448025266705526}}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int type = 0; type < TYPE_COUNT; type++) {
            double room[COUNT], value, gradient[COUNT];
            const kullback_typed_rows q = row_of(room, x_row, all_types[type], 0);
            const kullback_labels labels = {&cases[i].label, 1, 1, -100, cases[i].smoothing};
            const kullback_typed_results values = typed_results(&value, KULLBACK_F64, 1);
            const kullback_typed_results gradients = typed_results(gradient, KULLBACK_F64, COUNT);
            CHECK_EQUAL(kullback_label_loss(&q, &labels, NULL, &values, &gradients), KULLBACK_OK);
            check_near(value, cases[i].value, cases[i].value, "value");
            check_row(gradient, cases[i].gradient, "gradient");
        }
    }
}

/* q[label] = 1 - 4.7e-17: relative accuracy all the same. */
static void test_certain_label(void) {
    const double row[] = {40, 0, 1, 2};
    const int64_t label = 0;
    const kullback_typed_rows q = typed_rows(row, KULLBACK_F64, KULLBACK_LOGITS, 1, COUNT, 0);
    const kullback_labels labels = {&label, 1, 1, -100, 0};
    double value, gradient[COUNT];
    const kullback_typed_results values = typed_results(&value, KULLBACK_F64, 1);
    const kullback_typed_results gradients = typed_results(gradient, KULLBACK_F64, COUNT);
    CHECK_EQUAL(kullback_label_loss(&q, &labels, NULL, &values, &gradients), KULLBACK_OK);
    check_near(value, 4.718790634878767015533e-17, value, "value");
    check_near(gradient[0], -4.718790634878766904198e-17, value, "gradient at the label");
    check_near(gradient[3], 3.13913279204802948058e-17, value, "gradient elsewhere");
}

/* A masked label is an infinite loss, an ignored one none, and does not count. */
static void test_masked_and_ignored_labels(void) {
    const double rows[] = {0, -INFINITY, 1, 0, 2, 0};
    const int64_t label_data[] = {0, 99, 1, 99, 2};
    const kullback_typed_rows q = typed_rows(rows, KULLBACK_F64, KULLBACK_LOGITS, 3, 2, 0);
    const kullback_labels labels = {label_data, 3, 2, 2, 0};
    double value[3], gradient[6], mean;
    kullback_typed_results values = typed_results(value, KULLBACK_F64, 1);
    const kullback_typed_results gradients = typed_results(gradient, KULLBACK_F64, 2);
    CHECK_EQUAL(kullback_label_loss(&q, &labels, NULL, &values, &gradients), KULLBACK_OK);
    CHECK_EQUAL(value[0], 0);
    CHECK(value[1] > 1.3 && value[2] == 0);
    CHECK(gradient[0] == 0 && gradient[1] == 0 && gradient[4] == 0 && gradient[5] == 0);
    const double second = gradient[2];
    kullback_loss_options options = {.struct_size = sizeof options, .reduction = KULLBACK_REDUCTION_BATCHMEAN};
    values.data = &mean;
    CHECK_EQUAL(kullback_label_loss(&q, &labels, &options, &values, &gradients), KULLBACK_OK);
    CHECK_EQUAL(mean, value[1] / 2);
    CHECK_EQUAL(gradient[2], second / 2);
    const int64_t masked[] = {1, 1, 1};
    const kullback_labels others = {masked, 3, 1, -100, 0};
    values.data = value;
    CHECK_EQUAL(kullback_label_loss(&q, &others, NULL, &values, &gradients), KULLBACK_OK);
    CHECK(value[0] == INFINITY && gradient[0] == 1 && gradient[1] == 0);
}

/* soft T^2 D(teacher / T || student / T) + hard CE, T = 2, soft = 3/4, hard = 1/2. */
static const struct {
    kullback_distillation distillation;
    double value, gradient[COUNT];
} distillation_cases[] = {
    {{2, 0.75, 0.5, 0, 0},
     1.513428648019785481317,
     {0.7522581128042716435342, -0.1108919299323186545352, -0.4150988604768149594776, -0.2262673223951380295214}},
    {{2, 0.75, 0.5, 1, KULLBACK_KL},
     0.9493195088416342002072,
     {0.414918044489806134511, 2.015911027824068691701e-3, -0.3558526331178981943651, -0.06108132239973200883757}},
    {{2, 0.75, 0.5, 0, KULLBACK_JS_DIVERGENCE},
     0.9016663380205325817438,
     {0.3867724467639814129761, 9.868955945730208145274e-3, -0.3553346943333293641171, -0.04130670837638225700431}}};

static void test_distillation(void) {
    const int64_t label = 2, none = -100;
    for (size_t i = 0; i < sizeof distillation_cases / sizeof distillation_cases[0]; i++) {
        double teacher_room[COUNT], student_room[COUNT], value, soft, gradient[COUNT];
        const kullback_typed_rows teacher = row_of(teacher_room, y_row, KULLBACK_BF16, 0);
        const kullback_typed_rows student = row_of(student_room, x_row, KULLBACK_F32, 1);
        kullback_labels labels = {&label, 1, 1, -100, 0.125};
        const kullback_loss_options options = {.struct_size = sizeof options, .weight = 0.25};
        kullback_typed_results values = typed_results(&value, KULLBACK_F64, 1);
        const kullback_typed_results gradients = typed_results(gradient, KULLBACK_F64, COUNT);
        CHECK_EQUAL(kullback_distillation_loss(&teacher, &student, &labels, &distillation_cases[i].distillation,
                                               &options, &values, &gradients),
                    KULLBACK_OK);
        check_near(value, distillation_cases[i].value, distillation_cases[i].value, "value");
        check_row(gradient, distillation_cases[i].gradient, "gradient");
        /* A label that is ignored leaves the soft part, which is all that there is without labels. */
        labels.data = &none;
        CHECK_EQUAL(kullback_distillation_loss(&teacher, &student, &labels, &distillation_cases[i].distillation,
                                               &options, &values, NULL),
                    KULLBACK_OK);
        kullback_distillation alone = distillation_cases[i].distillation;
        alone.hard_weight = 0;
        values.data = &soft;
        CHECK_EQUAL(kullback_distillation_loss(&teacher, &student, NULL, &alone, &options, &values, &gradients),
                    KULLBACK_OK);
        CHECK_EQUAL(value, soft);
        CHECK(soft < distillation_cases[i].value);
    }
}

/* mse / 2 Var_P(d) + ce H(P, Q), mse = 2, ce = 1/2; gradients mse P (d - E d) / T and ce (Q - P) / T. */
static void test_decoupled(void) {
    const kullback_typed_rows p = typed_rows(x_row, KULLBACK_F64, KULLBACK_LOGITS, 1, COUNT, 2);
    const kullback_typed_rows q = typed_rows(y_row, KULLBACK_F64, KULLBACK_LOGITS, 1, COUNT, 0.5);
    double value, of_p[COUNT], of_q[COUNT], kl_of_p[COUNT], kl_of_q[COUNT];
    const kullback_typed_results values = typed_results(&value, KULLBACK_F64, 1);
    kullback_typed_results p_results = typed_results(of_p, KULLBACK_F64, COUNT);
    kullback_typed_results q_results = typed_results(of_q, KULLBACK_F64, COUNT);
    CHECK_EQUAL(kullback_decoupled_kl(&p, &q, 2, 0.5, NULL, &values, &p_results, &q_results), KULLBACK_OK);
    check_near(value, 4.010240169091579001133, value, "value");
    check_row(of_p,
              (double[]){0.8481609578630865857687, -0.2867628236074581534076, -0.4517438564433298086299,
                         -0.1096542778122986237312},
              "gradient with respect to p");
    check_row(of_q,
              (double[]){-0.4286413552270219024524, 0.132990380378128425497, 0.2560198698939372231571,
                         0.03963110495495625379823},
              "gradient with respect to q");
    /* With weights of one, the gradients are KL's. */
    CHECK_EQUAL(kullback_decoupled_kl(&p, &q, 1, 1, NULL, NULL, &p_results, &q_results), KULLBACK_OK);
    p_results.data = kl_of_p;
    q_results.data = kl_of_q;
    CHECK_EQUAL(kullback_loss(KULLBACK_KL, &p, &q, NULL, NULL, &p_results, &q_results), KULLBACK_OK);
    CHECK(memcmp(of_p, kl_of_p, sizeof of_p) == 0 && memcmp(of_q, kl_of_q, sizeof of_q) == 0);
}

/* Nothing of a masked p, infinity where q alone is masked. */
static void test_decoupled_masks(void) {
    const double p_data[] = {0, 1, -INFINITY, 0, 1, 2}, q_data[] = {0, 2, 3, 0, -INFINITY, 1};
    const double weights[][2] = {{1, 1}, {1, 0}, {0, 1}};
    for (int i = 0; i < 3; i++) {
        double value[2], of_p[6];
        const kullback_typed_rows p = typed_rows(p_data, KULLBACK_F64, KULLBACK_LOGITS, 2, 3, 0);
        const kullback_typed_rows q = typed_rows(q_data, KULLBACK_F64, KULLBACK_LOGITS, 2, 3, 0);
        const kullback_typed_results values = typed_results(value, KULLBACK_F64, 1);
        const kullback_typed_results p_results = typed_results(of_p, KULLBACK_F64, 3);
        CHECK_EQUAL(kullback_decoupled_kl(&p, &q, weights[i][0], weights[i][1], NULL, &values, &p_results, NULL),
                    KULLBACK_OK);
        CHECK(value[0] > 0 && value[0] < INFINITY && value[1] == INFINITY);
        CHECK_EQUAL(of_p[2], 0);
    }
}

static void test_log_softmax(void) {
    static const double expected[] = {-1.106221781828456483791e-8, -20.00000001106221781828, -19.50000001106221781828,
                                      -19.00000001106221781828};
    for (int type = 0; type < TYPE_COUNT; type++) {
        double room[COUNT], got[COUNT];
        const kullback_typed_rows p = row_of(room, (double[]){40, 0, 1, 2}, all_types[type], 2);
        kullback_typed_results results = typed_results(got, KULLBACK_F64, COUNT);
        CHECK_EQUAL(kullback_log_softmax(&p, NULL, &results), KULLBACK_OK);
        for (int i = 0; i < COUNT; i++) {
            check_near(got[i], expected[i], expected[i], "log softmax");
        }
        /* In the rows' place, rounded once. */
        results = typed_results(room, all_types[type], COUNT);
        CHECK_EQUAL(kullback_log_softmax(&p, NULL, &results), KULLBACK_OK);
        for (int i = 1; i < COUNT; i++) {
            CHECK(fabs(get_number(room, all_types[type], i) / got[i] - 1) <= type_unit(all_types[type]));
        }
    }
    const double rows[] = {0, -INFINITY, NAN, 1};
    double got[4];
    const kullback_typed_rows p = typed_rows(rows, KULLBACK_F64, KULLBACK_LOGITS, 2, 2, 0);
    const kullback_typed_results results = typed_results(got, KULLBACK_F64, 2);
    CHECK_EQUAL(kullback_log_softmax(&p, NULL, &results), KULLBACK_OK);
    CHECK(got[0] == 0 && got[1] == -INFINITY && isnan(got[2]) && isnan(got[3]));
}

int main(void) {
    test_labels();
    test_certain_label();
    test_masked_and_ignored_labels();
    test_distillation();
    test_decoupled();
    test_decoupled_masks();
    test_log_softmax();
    return check_summary();
}
