// Accumulators: sums, merging, bytes and errors.
#include <algorithm>
#include <vector>

#include "check.hpp"

namespace {

using kullback::accumulator;
using kullback::quantity;
using kullback::side;

template <class T> void test_sums() {
    accumulator counts(2);
    counts.add(side::p, kullback::rows(std::vector<T>{1, 2, 0, 1}, 2));
    counts.add(side::q, std::vector<T>{5, 5});
    check::that(counts.bins() == 2 && counts.row_count(side::p) == 2 && counts.row_count(side::q) == 1);
    check::that(counts.sums(side::p) == std::vector<double>{1, 3});
    const std::vector p{1.0, 3.0}, q{5.0, 5.0};
    check::same_bits(counts(quantity::kl), kullback::kl(p, q, {.normalize = true}));
    check::same_bits(counts(quantity::js_distance, {.base = 2}),
                     kullback::js_distance(p, q, {.normalize = true, .base = 2}));
    const auto error = check::throws(KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_Q, [&] {
        counts.add(side::q, std::vector<T>{1, -1});
    });
    check::that(error.index == 1 && error.value == -1);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_P, [&] { counts.add(side::p, std::vector<T>{1}); });
}

void test_merge() {
    accumulator first(2), second(2), both(2);
    first.add(side::p, std::vector{0.1, 0.7});
    second.add(side::p, std::vector{0.2, 0.3});
    second.add(side::q, std::vector{1.0, 1.0});
    both.add(side::q, std::vector{1.0, 1.0});
    both.add(side::p, kullback::rows(std::vector{0.1, 0.7, 0.2, 0.3}, 2));
    const accumulator copy = first;
    first += second;
    check::that(first == both && copy != first);
    second += copy;
    check::that(second == both);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_ACCUMULATOR, [&] { first += accumulator(3); });
}

void test_bytes() {
    accumulator original(3);
    original.add(side::p, std::vector{1.0, 2.0, 3.0});
    const auto bytes = original.bytes();
    check::that(bytes.size() == kullback_accumulator_size(3));
    check::that(accumulator(bytes) == original);
    std::vector<std::byte> altered(bytes.begin(), bytes.end());
    altered[60] ^= std::byte{1};
    for (const auto &part : {std::span<const std::byte>(altered), bytes.first(bytes.size() - 1), bytes.first(0)}) {
        check::throws(KULLBACK_ERROR_FORMAT, KULLBACK_ARGUMENT_ACCUMULATOR, [&] { accumulator{part}; });
    }
    check::throws(KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_Q, [&] { original(quantity::kl); });
    check::throws(KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_ACCUMULATOR, [] { accumulator(SIZE_MAX); });
}

} // namespace

int main() {
    test_sums<double>();
    test_sums<float>();
    test_sums<std::int64_t>();
    test_merge();
    test_bytes();
    return check::summary();
}
