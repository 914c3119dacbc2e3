// Many distributions in one call, without copying: here each column of a table is one.
#include <cstdio>
#include <kullback.hpp>

constexpr std::size_t countries = 3;
constexpr std::size_t bins = 4;

// Numbers of people by age group (rows) and country (columns).
constexpr std::array<double, bins * countries> people{20, 0, 10, 30, 50, 20, 30, 50, 30, 20, 0, 40};

int main() {
    const std::array<double, bins> uniform{0.25, 0.25, 0.25, 0.25};

    // Row i is country i: one element to the next country, `countries` elements to the next bin.
    const kullback::rows<double> by_country(people.data(), countries, bins, 1, countries);
    // A row stride of 0 compares every country with the same row.
    const kullback::rows<double> reference(uniform.data(), countries, bins, 0, 1);

    // The rows are counts, and the answer is wanted in bits.
    const std::vector bits = kullback::kl(by_country, reference, {.normalize = true, .base = 2});
    for (std::size_t i = 0; i < bits.size(); i++) {
        std::printf("country %zu: %.12g bits from uniform\n", i, bits[i]);
    }
}
