// Two classifiers' logits, compared at several temperatures, as in knowledge distillation.
#include <cstdio>
#include <kullback.hpp>

int main() {
    const std::vector teacher{5.0f, 2.0f, 0.5f};
    const std::vector student{2.0f, 1.5f, 1.0f};

    for (const double temperature : {1, 2, 3}) {
        const double divergence =
            kullback::kl(teacher, student, {.space = kullback::space::logits, .temperature = temperature});
        std::printf("temperature %g: D(teacher || student) = %.6f nats\n", temperature, divergence);
    }
}
