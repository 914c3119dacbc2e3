// What went wrong, and where: every error is an exception.
#include <cstdio>
#include <kullback.hpp>

int main() {
    const std::vector p{0.5, 0.5, 0.25, 0.75, 1.5, -0.5};
    const std::vector q{0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    std::vector divergences{-1.0, -1.0, -1.0};

    try {
        kullback::kl(kullback::rows(p, 2), kullback::rows(q, 2), divergences);
        return 1;
    } catch (const kullback::error &error) {
        std::fprintf(stderr, "%s\n", error.what());
        std::printf("row %zu, position %zu, value %g\n", error.row(), error.index(), error.value());
    }
    std::printf("no result was written: %g %g %g\n", divergences[0], divergences[1], divergences[2]);
}
